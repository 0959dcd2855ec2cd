<?php
/*
 * A token, a card, a registration and a message, with PHP 8 and its extensions simplexml, dom and json.
 *
 *     export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
 *     php first_call.php
 *
 * `wxmed sandbox` prints these variables. The hospital and the patient are made up: put your own in their place before
 * you call the platform itself. docs/languages/php.md explains this program. Save this file as UTF-8.
 */

declare(strict_types=1);

/** Only null and '' are empty: empty('0') is true in PHP, but 0 is a value, and is signed. */
function is_empty(mixed $value): bool
{
    return $value === null || $value === '';
}

function string_to_sign(array $fields, string $key): string
{
    unset($fields['sign']);
    // SORT_STRING compares bytes.
    ksort($fields, SORT_STRING);
    $pairs = [];
    foreach ($fields as $name => $value) {
        if (!is_empty($value)) {
            $pairs[] = "$name=$value";
        }
    }
    return implode('&', $pairs) . "&key=$key";
}

function sign(array $fields, string $key): string
{
    $text = string_to_sign($fields, $key);
    return strtoupper(md5($text));
}

/** For interfaces that have the field sign_type=HMAC-SHA256; those called below have not. */
function sign_hmac(array $fields, string $key): string
{
    $text = string_to_sign($fields, $key);
    return strtoupper(hash_hmac('sha256', $text, $key));
}

function to_xml(array $fields): string
{
    $xml = '<xml>';
    foreach ($fields as $name => $value) {
        if (!is_empty($value)) {
            // The values were signed as they are. Only here, in the XML, are they escaped.
            $xml .= "<$name>" . htmlspecialchars((string) $value, ENT_XML1 | ENT_NOQUOTES, 'UTF-8') . "</$name>";
        }
    }
    return $xml . '</xml>';
}

function from_xml(string $body): array
{
    // A response needs no DTD, and without one there are no entities that read files or fill the memory. Never add
    // LIBXML_NOENT: despite its name, it is what replaces entities.
    if (str_contains($body, '<!DOCTYPE')) {
        throw new RuntimeException('the response has a DOCTYPE');
    }
    // The warnings of a parser show the text, and with it patients' data.
    libxml_use_internal_errors(true);
    $root = simplexml_load_string($body, SimpleXMLElement::class, LIBXML_NONET | LIBXML_NOCDATA);
    if ($root === false) {
        throw new RuntimeException('the response is not XML');
    }
    $fields = [];
    foreach ($root->children() as $name => $element) {
        $fields[$name] = (string) $element;
    }
    return $fields;
}

/** Over all fields that were received, not only those that this program knows. */
function is_signed_with(array $fields, string $key): bool
{
    // hash_equals takes the same time wherever the difference is; == would even take '0e1' for '0e2'.
    return hash_equals(sign($fields, $key), $fields['sign'] ?? '');
}

/** The body of a response, and the sandbox's diagnosis of the request. The platform never returns one. */
function post(string $url, string $body, string $content_type): array
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => "Content-Type: $content_type",
        'content' => $body,
        // After a time-out, a registration may have been made: find out before you send it again.
        'timeout' => 30,
        'ignore_errors' => true,
    ]]);
    // The warning would show the URL, and with it the token.
    $response = @file_get_contents($url, false, $context);
    if ($response === false) {
        throw new RuntimeException('no response');
    }
    foreach ($http_response_header as $header) {
        if (stripos($header, 'x-wxmed-diagnosis:') === 0) {
            return [$response, trim(substr($header, strlen('x-wxmed-diagnosis:')))];
        }
    }
    return [$response, null];
}

function fetch_token(string $host, string $appid, string $secret): string
{
    // stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
    $wanted = ['grant_type' => 'client_credential', 'appid' => $appid, 'secret' => $secret];
    [$body] = post("$host/cgi-bin/stable_token", json_encode($wanted, JSON_THROW_ON_ERROR), 'application/json');
    $response = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
    if (!isset($response['access_token'])) {
        // The message can contain your address, but neither the secret nor a token.
        throw new RuntimeException("token: errcode={$response['errcode']} errmsg={$response['errmsg']}");
    }
    return $response['access_token'];
}

function call(array $platform, string $operation, array $fields, bool $is_response_signed): array
{
    $fields['nonce_str'] = bin2hex(random_bytes(16));
    $fields['sign'] = sign($fields, $platform['key']);
    $url = "{$platform['host']}/payinsurance/$operation?access_token=" . rawurlencode($platform['token']);
    [$body, $diagnosis] = post($url, to_xml($fields), 'application/xml; charset=utf-8');
    // The gateway in front of the interface rejects a bad token in JSON.
    if (str_starts_with(ltrim($body), '{')) {
        $gateway = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        throw new RuntimeException("$operation: errcode={$gateway['errcode']} errmsg={$gateway['errmsg']}");
    }
    $response = from_xml($body);
    if (($response['return_code'] ?? '') !== 'SUCCESS' || ($response['result_code'] ?? '') !== 'SUCCESS') {
        $message = "$operation:";
        foreach (['return_code', 'return_msg', 'result_code', 'err_code'] as $name) {
            $message .= " $name=" . ($response[$name] ?? '');
        }
        if ($diagnosis !== null) {
            $message .= "\ndiagnosis: $diagnosis\nexplained by {$platform['host']}/sandbox/v1/exchanges?limit=1";
        }
        throw new RuntimeException($message);
    }
    if ($is_response_signed && !is_signed_with($response, $platform['key'])) {
        throw new RuntimeException("$operation: the signature of the response is wrong: don't trust it");
    }
    echo "$operation: SUCCESS", $is_response_signed ? ', signature verified' : '', "\n";
    return $response;
}

/** `wxmed sign` signs these fields alike. The key is the one that WeChat publishes in its examples. */
function print_vectors(): void
{
    $key = '192006250b4c09247ec02edce69f6a2d';
    $fields = [
        'zero' => '0',
        'empty' => '',
        'body_id' => '2',
        'bodyId' => '1',
        'Body' => '挂号费 <A&B> ]]>',
        'sign' => 'is not signed',
    ];
    echo 'vector MD5 ', sign($fields, $key), "\n";
    echo 'vector HMAC-SHA256 ', sign_hmac($fields, $key), "\n";
}

function variable(string $name): string
{
    $value = getenv($name);
    return is_string($value) ? $value : throw new RuntimeException("the environment variable $name is not set");
}

function main(): void
{
    print_vectors();
    $host = rtrim(variable('WXMED_HOST'), '/');
    $appid = variable('WXMED_APPID');
    $app_secret = variable('WXMED_APP_SECRET');
    $api_key = variable('WXMED_API_KEY');
    $mch_id = variable('WXMED_MCH_ID');
    // The first user of the sandbox.
    $openid = getenv('WXMED_OPENID') ?: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
    $name = getenv('WXMED_NAME') ?: '张三';
    $id_number = getenv('WXMED_ID_NUMBER') ?: '44030019000101123X';
    // Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
    $id_hash = md5(strtoupper($id_number));

    $token = fetch_token($host, $appid, $app_secret);
    echo "token: SUCCESS\n";
    $platform = ['host' => $host, 'token' => $token, 'key' => $api_key];

    $card = ['openid' => $openid, 'name' => $name, 'idcard_md5' => $id_hash];
    call($platform, 'getmedinfo', $card, is_response_signed: false);

    // Serialised once: the text that is signed is the text that is sent. Amounts are texts, so that 30.00 stays 30.00.
    $content = ['ksmc' => '肝病 & <复诊>', 'ghf' => '9.00', 'zjzj' => '21.00', 'ghhj' => '30.00', 'ssj' => '0'];
    $request_content = json_encode($content, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
    // The platform's clock is Beijing's, wherever this program runs.
    $now = (new DateTimeImmutable('now', new DateTimeZone('Asia/Shanghai')))->format('YmdHis');
    $order = "HOSP$now" . bin2hex(random_bytes(4));
    $registration = [
        'appid' => $appid,
        'mch_id' => $mch_id,
        'openid' => $openid,
        'hosp_out_trade_no' => $order,
        'hospital_name' => '示例市第一人民医院',
        'spbill_create_ip' => '10.193.0.1',
        'body' => '挂号费-肝病门诊',
        'user_card_type' => 1,
        'user_card_no' => $id_hash,
        'user_name' => $name,
        'serial_no' => bin2hex(random_bytes(8)),
        'org_no' => 'H1110',
        'gmt_out_create' => $now,
        'request_content' => $request_content,
    ];
    call($platform, 'preregister', $registration, is_response_signed: true);

    $message = [
        'hosp_out_trade_no' => $order,
        'msg_type' => 2,
        'first' => '您已缴费成功',
        'discount' => '0',
        'real_fee' => '30.00',
        'remark' => '请凭登记号报到。',
    ];
    call($platform, 'sendmsg', $message, is_response_signed: true);
}

// Not if another program includes this one.
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    try {
        main();
    } catch (Exception $error) {
        fwrite(STDERR, $error->getMessage() . "\n");
        exit(1);
    }
}
