<?php

/*
 * A registration from card to message through the sidecar `wxmed serve`, with nothing but PHP 8.1 or later.
 *
 *     php sidecar.php HOSP20260131120000000001
 *
 * The number is that of the order in the hospital's database, with its time. Run it again with the same number:
 * nothing is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only
 * after checking that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default
 * http://127.0.0.1:8378; its token, if it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made
 * up. docs/sidecar.md explains this program.
 */

declare(strict_types=1);

const NO_CARD = '80004';
// In seconds. How often and how long you try is your choice: the sidecar recognises a request that it had before.
const PAUSES = [1, 2];

// If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result.
const NO_RESPONSE = [
    'ok' => false,
    'kind' => 'no-response',
    'outcome' => 'unknown',
    'retry' => 'later',
    'remedy' => ['en' => 'look whether the sidecar runs, and make the same call again'],
];

/** A call that did not succeed, as the sidecar describes it. No text of it has patients' data. */
final class Failed extends Exception
{
    public function __construct(public readonly array $error)
    {
        parent::__construct($error['kind']);
    }
}

final class Sidecar
{
    public function __construct(private readonly string $url, private readonly ?string $token)
    {
    }

    /** The fields of the response. Only what may succeed later is sent again, and always unchanged. */
    public function call(string $operation, array $fields, ?string $key = null): array
    {
        foreach ([...PAUSES, null] as $pause) {
            [$status, $response, $is_repeated] = $this->post($operation, $fields, $key);
            if ($response['ok']) {
                echo "$operation: ok", $is_repeated ? ', the response of an earlier call' : '', "\n";
                return $response['reply'];
            }
            $code = isset($response['code']) ? " {$response['code']}" : '';
            echo "$operation: $status {$response['kind']}$code ({$response['outcome']}, {$response['retry']})\n";
            if ($response['retry'] !== 'later' || $pause === null) {
                break;
            }
            sleep($pause);
        }
        throw new Failed($response);
    }

    /** The status, the JSON, and whether it is the response of an earlier call. */
    private function post(string $operation, array $fields, ?string $key): array
    {
        $headers = ['Content-Type: application/json'];
        if ($this->token !== null) {
            $headers[] = "Authorization: Bearer $this->token";
        }
        if ($key !== null) {
            $headers[] = "Idempotency-Key: $key";
        }
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => $headers,
            'content' => json_encode($fields, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR),
            // Longer than a call of the sidecar takes, which is 30 seconds at most.
            'timeout' => 60,
            // Each error has JSON, too.
            'ignore_errors' => true,
        ]]);
        $text = @file_get_contents("$this->url/v1/$operation", false, $context);
        $response = $text === false ? null : json_decode($text, true);
        if (!is_array($response)) {
            return [0, NO_RESPONSE, false];
        }
        $status = (int) explode(' ', $http_response_header[0])[1];
        $is_repeated = preg_grep('/^idempotent-replayed:/i', $http_response_header) !== [];
        return [$status, $response, $is_repeated];
    }
}

function register(Sidecar $sidecar, string $order, bool $is_resent): void
{
    // From your own system. The identity number is as on the card: the sidecar hashes it.
    [$openid, $name, $id_number] = ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', '张三', '44030019000101123X'];
    try {
        $card = $sidecar->call('getmedinfo', ['openid' => $openid, 'name' => $name, 'idcard' => $id_number]);
    } catch (Failed $failed) {
        if (($failed->error['code'] ?? '') !== NO_CARD) {
            throw $failed;
        }
        $sidecar->call('getbindurl', ['openid' => $openid, 'url' => 'https://hospital.example/bound']);
        // The reply has it in bind_url.
        echo "no card is bound: show the patient the link\n";
        return;
    }
    $slip = [
        'brlx' => '1',
        'mzlsh' => '1500619843177',
        'ksbm' => '631',
        'ksmc' => '肝病门诊',
        'ghlb' => '普通',
        'ghf' => '9.00',
        'zjzj' => '21.00',
        'ghhj' => '30.00',
        'ssj' => '0',
        'zsj' => '0',
    ];
    $content = [
        'yljgbm' => 'H1110',
        'ylzh' => $card['medical_card_id'],
        'czybm' => 'H1111',
        'czyxm' => '李四',
        'mzghdj' => $slip,
    ];
    $registration = [
        'openid' => $openid,
        'hosp_out_trade_no' => $order,
        'hospital_name' => '示例市第一人民医院',
        'spbill_create_ip' => '10.193.0.1',
        'body' => '挂号费-肝病门诊',
        'user_card_type' => 1,
        'user_card_no' => $id_number,
        'user_name' => $name,
        'serial_no' => '1500619843177',
        'org_no' => 'H1110',
        // Stored with the order, not the time of this call: a repeated request must be the same.
        'gmt_out_create' => substr($order, 4, 14),
        'request_content' => ['spec' => 'city/shenzhen/registration', 'json' => ['registration_order_pay' => $content]],
    ];
    if ($is_resent) {
        $registration['resend'] = true;
    }
    $sidecar->call('preregister', $registration);
    // Once the patient has paid. A message has no number of its own, so the key says which one it is.
    $message = [
        'hosp_out_trade_no' => $order,
        'msg_type' => 3,
        'first' => '您已成功挂号并缴费',
        'doctor' => '赵五',
        'department' => '肝病门诊',
        'hospital' => '示例市第一人民医院',
        'visit_time' => '2018-6-23 14:00',
        'register_no' => '3424593',
        'remark' => '请凭登记号报到。',
    ];
    $sidecar->call('sendmsg', $message, key: "paid-$order");
}

$order = $argv[1] ?? null;
if ($order === null) {
    fwrite(STDERR, "usage: php sidecar.php ORDER [resend]\n");
    exit(1);
}
$sidecar = new Sidecar(getenv('WXMED_SIDECAR') ?: 'http://127.0.0.1:8378', getenv('WXMED_SIDECAR_TOKEN') ?: null);
try {
    register($sidecar, $order, ($argv[2] ?? '') === 'resend');
} catch (Failed $failed) {
    // In Chinese: ['zh'] in place of ['en'].
    foreach ($failed->error['violations'] ?? [] as $violation) {
        echo "  {$violation['path']}: {$violation['message']['en']}\n";
    }
    echo "to do: {$failed->error['remedy']['en']}\n";
    if ($failed->error['outcome'] === 'unknown') {
        echo "$order: the outcome is unknown: find it out, and make no new order in its place\n";
    }
    exit(1);
}
