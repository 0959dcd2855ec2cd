<?php
/*
 * An integration test of a hospital's program: all five operations, against a sandbox that it controls.
 *
 *     export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
 *     php integration_test.php
 *
 * It resets the sandbox: don't run it while others use the same one. Signatures, XML and HTTP are those of
 * first_call.php, which must be in the same folder. docs/languages/php.md explains both.
 */

declare(strict_types=1);

require __DIR__ . '/first_call.php';

// The codes that mean: the token is no good, and nothing was done.
const TOKEN_CODES = ['40001', '40014', '42001'];
const SYSTEM_ERROR = '80000';
const NO_CARD = '80004';

/** The platform has rejected a call. */
class Rejected extends RuntimeException
{
    public function __construct(string $operation, public readonly string $error_code, string $message)
    {
        parent::__construct("$operation: $error_code $message");
    }
}

/** The platform has rejected the token. */
class TokenRejected extends Rejected
{
}

/** The call was sent, and no response came. Whether the platform executed it is unknown. */
class ResponseLost extends RuntimeException
{
}

/** The program to be tested. */
class Hospital
{
    private string $token;

    public function __construct(
        public readonly string $host,
        private readonly string $appid,
        private readonly string $app_secret,
        private readonly string $key,
        private readonly Closure $signer,
        ?string $token = null,
    ) {
        $this->token = $token ?? $this->fetch_token(is_forced: false);
    }

    public function token(): string
    {
        return $this->token;
    }

    private function fetch_token(bool $is_forced): string
    {
        $credentials = ['grant_type' => 'client_credential', 'appid' => $this->appid, 'secret' => $this->app_secret];
        $wanted = json_encode([...$credentials, 'force_refresh' => $is_forced], JSON_THROW_ON_ERROR);
        [$body] = post("$this->host/cgi-bin/stable_token", $wanted, 'application/json');
        $response = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        if (!isset($response['access_token'])) {
            throw new Rejected('token', (string) ($response['errcode'] ?? ''), $response['errmsg'] ?? '');
        }
        return $response['access_token'];
    }

    private function renew_token(): void
    {
        $rejected = $this->token;
        $this->token = $this->fetch_token(is_forced: false);
        // stable_token gives the same token until it expires. A forced one is new, but there are only 20 of them a day.
        if ($this->token === $rejected) {
            $this->token = $this->fetch_token(is_forced: true);
        }
    }

    public function call(string $operation, array $fields, bool $is_response_signed): array
    {
        try {
            return $this->send($operation, $fields, $is_response_signed);
        } catch (TokenRejected $rejected) {
            // Nothing was done, so any operation may be sent again. Once: if the new token is rejected, too, it fails.
            echo "$operation: token rejected ($rejected->error_code), sent again with a new one\n";
            $this->renew_token();
            return $this->send($operation, $fields, $is_response_signed);
        }
    }

    private function send(string $operation, array $fields, bool $is_response_signed): array
    {
        $fields['nonce_str'] = bin2hex(random_bytes(16));
        $fields['sign'] = ($this->signer)($fields, $this->key);
        $url = "$this->host/payinsurance/$operation?access_token=" . rawurlencode($this->token);
        try {
            [$body] = post($url, to_xml($fields), 'application/xml; charset=utf-8');
            $is_gateway = str_starts_with(ltrim($body), '{');
            // PHP gives a truncated body without an error: only its XML shows it.
            $response = $is_gateway ? json_decode($body, true, 512, JSON_THROW_ON_ERROR) : from_xml($body);
        } catch (RuntimeException | JsonException) {
            throw new ResponseLost("$operation: no response");
        }
        $code = (string) ($response['errcode'] ?? $response['err_code'] ?? '');
        if (in_array($code, TOKEN_CODES, true)) {
            throw new TokenRejected($operation, $code, '');
        }
        if (($response['return_code'] ?? '') !== 'SUCCESS' || ($response['result_code'] ?? '') !== 'SUCCESS') {
            throw new Rejected($operation, $code, $response['return_msg'] ?? '');
        }
        if ($is_response_signed && !is_signed_with($response, $this->key)) {
            throw new RuntimeException("$operation: the signature of the response is wrong: don't trust it");
        }
        echo "$operation: SUCCESS", $is_response_signed ? ', signature verified' : '', "\n";
        return $response;
    }

    /** A lookup changes nothing, so it may be sent again after a system error. Here once, and without a pause. */
    public function look_up(array $patient): array
    {
        try {
            return $this->call('getmedinfo', $patient, is_response_signed: false);
        } catch (Rejected $rejected) {
            if ($rejected->error_code !== SYSTEM_ERROR) {
                throw $rejected;
            }
            echo "getmedinfo: system error ($rejected->error_code), sent again\n";
            return $this->call('getmedinfo', $patient, is_response_signed: false);
        }
    }

    public function bind_link(string $openid): array
    {
        $link = ['openid' => $openid, 'url' => 'https://hospital.example/bound'];
        return $this->call('getbindurl', $link, is_response_signed: false);
    }
}

/** The control API: JSON below /sandbox/v1/. /sandbox/v1/openapi.json describes it. */
class Sandbox
{
    public function __construct(private readonly string $host)
    {
    }

    public function get(string $path): ?array
    {
        return $this->request($path, ['method' => 'GET']);
    }

    public function post(string $path, array $value): ?array
    {
        $body = json_encode((object) $value, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
        $header = 'Content-Type: application/json';
        return $this->request($path, ['method' => 'POST', 'header' => $header, 'content' => $body]);
    }

    private function request(string $path, array $options): ?array
    {
        $context = stream_context_create(['http' => [...$options, 'timeout' => 90, 'ignore_errors' => true]]);
        $body = @file_get_contents("$this->host/sandbox/v1/$path", false, $context);
        if ($body === false) {
            throw new RuntimeException("$path: no response");
        }
        // 204 has no body.
        $value = $body === '' ? null : json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        if (isset($value['error'])) {
            throw new RuntimeException("$path: {$value['error']['en']}");
        }
        return $value;
    }
}

function check(bool $is_right, string $what): void
{
    if (!$is_right) {
        throw new LogicException("failed: $what");
    }
}

function bind_a_card(Hospital $hospital, Sandbox $sandbox, array $patient): void
{
    try {
        $hospital->look_up($patient);
        check(false, 'a card is bound before it was');
    } catch (Rejected $rejected) {
        check($rejected->error_code === NO_CARD, $rejected->getMessage());
    }
    echo 'getmedinfo: no card is bound (', NO_CARD, ")\n";
    check(str_starts_with($hospital->bind_link($patient['openid'])['bind_url'], 'http'), 'there is no link');
    // The patient opens the link.
    $sandbox->post("people/{$patient['openid']}/bind", []);
    check($hospital->look_up($patient)['medical_card_no'] !== '', 'the card has no number');
}

function survive_errors(Hospital $hospital, Sandbox $sandbox, array $patient): void
{
    // The next getmedinfo fails, and those after it don't.
    $business = ['code' => '80000', 'description' => '系统错误'];
    $sandbox->post('stubs', ['operation' => 'getmedinfo', 'response' => ['business' => $business]]);
    $hospital->look_up($patient);

    $sandbox->post('stubs', ['operation' => 'getmedinfo', 'response' => ['token_rejected' => ['code' => 42001]]]);
    $hospital->look_up($patient);
}

function lose_a_response(Hospital $hospital, Sandbox $sandbox, array $registration): void
{
    // The sandbox makes the order, and closes the connection instead of responding.
    $sandbox->post('stubs', ['operation' => 'preregister', 'fault' => 'drop-before-head']);
    try {
        $hospital->call('preregister', $registration, is_response_signed: true);
        check(false, 'the response was not lost');
    } catch (ResponseLost) {
        // Not sent again: the order may be there. The platform has no list of orders; a test can look.
        $values = array_column($sandbox->get('orders')['orders'], 'values');
        $numbers = array_column($values, 'hosp_out_trade_no');
        check($numbers === [$registration['hosp_out_trade_no']], 'there is not exactly this order');
    }
    echo "preregister: response lost, order found, not sent again\n";
}

function register_by_code(Hospital $hospital, array $registration): void
{
    // The patient's phone shows a code, which a scanner reads.
    $page = file_get_contents("$hospital->host/sandbox/auth-code/{$registration['openid']}");
    $order = ['hosp_out_trade_no' => "{$registration['hosp_out_trade_no']}Q", 'serial_no' => bin2hex(random_bytes(8))];
    $fields = [...$registration, ...$order];
    unset($fields['openid']);
    foreach (explode("\n", trim($page)) as $line) {
        [$name, $value] = explode('=', $line, 2);
        $fields[$name] = $value;
    }
    $hospital->call('qrcodepreregister', $fields, is_response_signed: true);
}

function send_a_message_later(Hospital $hospital, Sandbox $sandbox, string $order): void
{
    // Tokens are good for 7200 seconds.
    $sandbox->post('clock', ['advance_s' => 7200]);
    $message = [
        'hosp_out_trade_no' => $order,
        'msg_type' => 2,
        'first' => '您已缴费成功',
        'discount' => '0',
        'real_fee' => '30.00',
        'remark' => '请凭登记号报到。',
    ];
    $hospital->call('sendmsg', $message, is_response_signed: true);
}

function await_another_process(Hospital $hospital, Sandbox $sandbox, string $openid): void
{
    $last = $sandbox->get('exchanges?limit=1')['exchanges'][0]['number'];
    // This program once more, which calls getbindurl. Secrets are no arguments, because everybody can see those.
    $environment = [...getenv(), 'WXMED_ACCESS_TOKEN' => $hospital->token()];
    $process = proc_open([PHP_BINARY, __FILE__, 'bind-link', $openid], [], $pipes, null, $environment);
    // Waits for the first exchange after that number, even if it has come already; null if there is none in 10 seconds.
    $exchange = $sandbox->get("exchanges/next?after=$last&wait=10");
    check(proc_close($process) === 0, 'the other process failed');
    check($exchange !== null, 'there was no exchange');
    echo "awaited: {$exchange['operation']}, {$exchange['outcome']}\n";
}

function explain_a_signature(Hospital $mistaken, Sandbox $sandbox, array $patient): void
{
    try {
        $mistaken->look_up($patient);
        $rid = '';
    } catch (Rejected $rejected) {
        // 签名失败 rid: …
        $rid = explode('rid: ', $rejected->getMessage())[1] ?? '';
    }
    check($rid !== '', 'a wrong signature was accepted');
    $diagnosis = $sandbox->get("exchanges/$rid")['diagnosis'];
    // Also for people: $diagnosis['en'] and ['zh'], and $diagnosis['remedy'] says what to change. The exchange has
    // string_to_sign, too, with the key masked.
    echo "getmedinfo: wrong signature, diagnosis {$diagnosis['id']}\n";
    check($diagnosis['id'] === 'lower-case-hex', 'another diagnosis was expected');
}

function test(string $host, string $appid, string $app_secret, string $api_key): void
{
    $sandbox = new Sandbox($host);
    $sandbox->post('reset', []);
    echo "reset: SUCCESS\n";
    // A made-up patient without a card. Never use a real one's data.
    $person = ['openid' => 'oHospitalTest000000000000001', 'name' => '赵六', 'identity_number' => '44030019000101123X'];
    $sandbox->post('people', $person);
    $id_hash = md5($person['identity_number']);
    $patient = ['openid' => $person['openid'], 'name' => $person['name'], 'idcard_md5' => $id_hash];

    $hospital = new Hospital($host, $appid, $app_secret, $api_key, sign(...));
    bind_a_card($hospital, $sandbox, $patient);
    survive_errors($hospital, $sandbox, $patient);

    $now = (new DateTimeImmutable('now', new DateTimeZone('Asia/Shanghai')))->format('YmdHis');
    $content = ['ksmc' => '肝病 & <复诊>', 'ghf' => '9.00', 'ssj' => '0'];
    $registration = [
        'appid' => $appid,
        'mch_id' => variable('WXMED_MCH_ID'),
        'openid' => $patient['openid'],
        'hosp_out_trade_no' => "HOSP$now" . bin2hex(random_bytes(4)),
        'hospital_name' => '示例市第一人民医院',
        'spbill_create_ip' => '10.193.0.1',
        'body' => '挂号费-肝病门诊',
        'user_card_type' => 1,
        'user_card_no' => $id_hash,
        'user_name' => $patient['name'],
        'serial_no' => bin2hex(random_bytes(8)),
        'org_no' => 'H1110',
        'gmt_out_create' => $now,
        'request_content' => json_encode($content, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR),
    ];
    lose_a_response($hospital, $sandbox, $registration);
    register_by_code($hospital, $registration);
    send_a_message_later($hospital, $sandbox, $registration['hosp_out_trade_no']);
    await_another_process($hospital, $sandbox, $patient['openid']);

    $signer = fn(array $fields, string $key): string => strtolower(sign($fields, $key));
    explain_a_signature(new Hospital($host, $appid, $app_secret, $api_key, $signer), $sandbox, $patient);

    $counts = array_map(fn(string $what): int => count($sandbox->get($what)[$what]), ['orders', 'messages', 'stubs']);
    echo vsprintf("orders: %d, messages: %d, stubs left: %d\n", $counts);
    check($counts === [2, 1, 0], '2 orders, 1 message and no stub were expected');
}

try {
    $variables = array_map(variable(...), ['WXMED_HOST', 'WXMED_APPID', 'WXMED_APP_SECRET', 'WXMED_API_KEY']);
    $account = [rtrim(array_shift($variables), '/'), ...$variables];
    if (($argv[1] ?? '') === 'bind-link') {
        (new Hospital(...[...$account, sign(...), variable('WXMED_ACCESS_TOKEN')]))->bind_link($argv[2]);
    } else {
        test(...$account);
    }
} catch (Exception $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
