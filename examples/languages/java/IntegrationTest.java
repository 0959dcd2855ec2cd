import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * An integration test of a hospital's program: all five operations, against a sandbox that it controls.
 *
 * <pre>
 * export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
 * javac -encoding UTF-8 -d classes FirstCall.java IntegrationTest.java
 * java -cp classes IntegrationTest
 * </pre>
 *
 * It resets the sandbox: don't run it while others use the same one. Signatures, XML and HTTP are those of FirstCall.
 * docs/languages/java.md explains both.
 */
public final class IntegrationTest {
    /** The codes that mean: the token is no good, and nothing was done. */
    private static final List<String> TOKEN_CODES = List.of("40001", "40014", "42001");
    private static final String SYSTEM_ERROR = "80000";
    private static final String NO_CARD = "80004";

    /** The platform has rejected a call. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;
        final String code;

        Rejected(String operation, String code, String message) {
            super(operation + ": " + code + " " + message);
            this.code = code;
        }

        boolean isOfToken() {
            return TOKEN_CODES.contains(code);
        }

        /** The ID of the request, at the end of messages such as 签名失败. */
        String rid() {
            return getMessage().replaceFirst("^.*rid: ", "");
        }
    }

    /** The call was sent, and no response came. Whether the platform executed it is unknown. */
    static final class ResponseLost extends Exception {
        private static final long serialVersionUID = 1L;

        ResponseLost(String operation) {
            super(operation + ": no response");
        }
    }

    /** The program to be tested. */
    static class Hospital {
        private final String host;
        private final String appid;
        private final String appSecret;
        private final String key;
        private String token;

        Hospital(String host, String appid, String appSecret, String key) throws Exception {
            this.host = host;
            this.appid = appid;
            this.appSecret = appSecret;
            this.key = key;
            this.token = fetchToken(false);
        }

        String signatureOf(Map<String, String> fields, String key) throws GeneralSecurityException {
            return FirstCall.sign(fields, key);
        }

        private String fetchToken(boolean isForced) throws Exception {
            String wanted = """
                    {"grant_type": "client_credential", "appid": "%s", "secret": "%s", "force_refresh": %s}"""
                    .formatted(appid, appSecret, isForced);
            byte[] body = wanted.getBytes(StandardCharsets.UTF_8);
            HttpResponse<byte[]> response = FirstCall.post(host + "/cgi-bin/stable_token", body, "application/json");
            String json = new String(response.body(), StandardCharsets.UTF_8);
            String token = FirstCall.jsonValue(json, "access_token");
            if (token.isEmpty()) {
                String message = FirstCall.jsonValue(json, "errmsg");
                throw new Rejected("token", FirstCall.jsonValue(json, "errcode"), message);
            }
            return token;
        }

        private void renewToken() throws Exception {
            String rejected = token;
            token = fetchToken(false);
            // stable_token gives the same token until it expires. A forced one is new, but there are only 20 a day.
            if (token.equals(rejected)) {
                token = fetchToken(true);
            }
        }

        Map<String, String> call(String operation, Map<String, String> fields, boolean isResponseSigned)
                throws Exception {
            try {
                return send(operation, fields, isResponseSigned);
            } catch (Rejected rejected) {
                if (!rejected.isOfToken()) {
                    throw rejected;
                }
                // Nothing was done, so any operation may be sent again. Once: if the new token is rejected, it fails.
                System.out.println(operation + ": token rejected (" + rejected.code + "), sent again with a new one");
                renewToken();
                return send(operation, fields, isResponseSigned);
            }
        }

        private Map<String, String> send(String operation, Map<String, String> given, boolean isResponseSigned)
                throws Exception {
            Map<String, String> fields = new LinkedHashMap<>(given);
            fields.put("nonce_str", FirstCall.randomHex(16));
            fields.put("sign", signatureOf(fields, key));
            String query = "?access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            String url = host + "/payinsurance/" + operation + query;
            HttpResponse<byte[]> http;
            try {
                http = FirstCall.post(url, FirstCall.toXml(fields), "application/xml; charset=utf-8");
            } catch (IOException error) {
                throw new ResponseLost(operation);
            }
            String text = new String(http.body(), StandardCharsets.UTF_8);
            if (text.stripLeading().startsWith("{")) {
                throw new Rejected(operation, FirstCall.jsonValue(text, "errcode"), "");
            }
            Map<String, String> response = FirstCall.fromXml(http.body());
            if (!"SUCCESS".equals(response.get("return_code")) || !"SUCCESS".equals(response.get("result_code"))) {
                String code = response.getOrDefault("err_code", "");
                throw new Rejected(operation, code, response.getOrDefault("return_msg", ""));
            }
            if (isResponseSigned && !FirstCall.isSignedWith(response, key)) {
                throw new FirstCall.Stop(operation + ": the signature of the response is wrong: don't trust it");
            }
            System.out.println(operation + ": SUCCESS" + (isResponseSigned ? ", signature verified" : ""));
            return response;
        }

        /** A lookup changes nothing, so it may be sent again after a system error. Here once, and without a pause. */
        Map<String, String> lookUp(Map<String, String> patient) throws Exception {
            try {
                return call("getmedinfo", patient, false);
            } catch (Rejected rejected) {
                if (!rejected.code.equals(SYSTEM_ERROR)) {
                    throw rejected;
                }
                System.out.println("getmedinfo: system error (" + rejected.code + "), sent again");
                return call("getmedinfo", patient, false);
            }
        }

        Map<String, String> bindLink(String openid) throws Exception {
            return call("getbindurl", Map.of("openid", openid, "url", "https://hospital.example/bound"), false);
        }
    }

    /**
     * The control API: JSON below /sandbox/v1/. /sandbox/v1/openapi.json describes it. It returns texts here, because
     * Java has no JSON in its library: use your JSON library in its place.
     */
    static final class Sandbox {
        private final HttpClient http = HttpClient.newHttpClient();
        private final String host;

        Sandbox(String host) {
            this.host = host;
        }

        String get(String path) throws Exception {
            return request(HttpRequest.newBuilder(URI.create(host + path)).GET());
        }

        String post(String path, String json) throws Exception {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8);
            return request(HttpRequest.newBuilder(URI.create(host + path)).POST(body));
        }

        private String request(HttpRequest.Builder builder) throws Exception {
            HttpRequest request = builder.timeout(Duration.ofSeconds(90)).build();
            HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
            HttpResponse<String> response = http.send(request, text);
            check(response.statusCode() < 300, request.uri().getPath() + ": " + response.body());
            return response.body();
        }
    }

    static void check(boolean isRight, String what) throws FirstCall.Stop {
        if (!isRight) {
            throw new FirstCall.Stop("failed: " + what);
        }
    }

    /** The error with which a call is rejected. */
    static Rejected rejectionOf(Callable<Map<String, String>> call) throws Exception {
        try {
            call.call();
        } catch (Rejected rejected) {
            return rejected;
        }
        throw new FirstCall.Stop("failed: a call succeeded that must not");
    }

    static void bindACard(Hospital hospital, Sandbox sandbox, Map<String, String> patient) throws Exception {
        Rejected rejected = rejectionOf(() -> hospital.lookUp(patient));
        check(rejected.code.equals(NO_CARD), rejected.getMessage());
        System.out.println("getmedinfo: no card is bound (" + NO_CARD + ")");
        String openid = patient.get("openid");
        check(hospital.bindLink(openid).get("bind_url").startsWith("http"), "there is no link");
        // The patient opens the link.
        sandbox.post("/sandbox/v1/people/" + openid + "/bind", "{}");
        check(!hospital.lookUp(patient).get("medical_card_no").isEmpty(), "the card has no number");
    }

    static void surviveErrors(Hospital hospital, Sandbox sandbox, Map<String, String> patient) throws Exception {
        // The next getmedinfo fails, and those after it don't.
        sandbox.post("/sandbox/v1/stubs", """
                {"operation": "getmedinfo", "response": {"business": {"code": "80000", "description": "系统错误"}}}""");
        hospital.lookUp(patient);

        sandbox.post("/sandbox/v1/stubs", """
                {"operation": "getmedinfo", "response": {"token_rejected": {"code": 42001}}}""");
        hospital.lookUp(patient);
    }

    static void loseAResponse(Hospital hospital, Sandbox sandbox, Map<String, String> registration) throws Exception {
        // The sandbox makes the order, and closes the connection instead of responding.
        sandbox.post("/sandbox/v1/stubs", """
                {"operation": "preregister", "fault": "drop-before-head"}""");
        try {
            hospital.call("preregister", registration, true);
            check(false, "the response was not lost");
        } catch (ResponseLost lost) {
            // Not sent again: the order may be there. The platform has no list of orders; a test can look.
            String orders = sandbox.get("/sandbox/v1/orders");
            String number = "\"hosp_out_trade_no\":\"" + registration.get("hosp_out_trade_no") + "\"";
            check(orders.contains(number) && count(orders) == 1, "there is not exactly this order");
        }
        System.out.println("preregister: response lost, order found, not sent again");
    }

    static void registerByCode(Hospital hospital, Sandbox sandbox, Map<String, String> registration) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(registration);
        // The patient's phone shows a code, which a scanner reads.
        for (String line : sandbox.get("/sandbox/auth-code/" + fields.remove("openid")).split("\n")) {
            String[] pair = line.split("=", 2);
            fields.put(pair[0], pair[1]);
        }
        fields.put("hosp_out_trade_no", fields.get("hosp_out_trade_no") + "Q");
        fields.put("serial_no", FirstCall.randomHex(8));
        hospital.call("qrcodepreregister", fields, true);
    }

    static void sendAMessageLater(Hospital hospital, Sandbox sandbox, String order) throws Exception {
        // Tokens are good for 7200 seconds.
        sandbox.post("/sandbox/v1/clock", """
                {"advance_s": 7200}""");
        Map<String, String> message = new LinkedHashMap<>();
        message.put("hosp_out_trade_no", order);
        message.put("msg_type", "2");
        message.put("first", "您已缴费成功");
        message.put("discount", "0");
        message.put("real_fee", "30.00");
        message.put("remark", "请凭登记号报到。");
        hospital.call("sendmsg", message, true);
    }

    static void awaitAnotherThread(Hospital hospital, Sandbox sandbox, String openid) throws Exception {
        String last = FirstCall.jsonValue(sandbox.get("/sandbox/v1/exchanges?limit=1"), "number");
        FutureTask<Map<String, String>> another = new FutureTask<>(() -> hospital.bindLink(openid));
        new Thread(another).start();
        // Waits for the first exchange after that number, even if it has come already; empty if none comes in 10 s.
        String exchange = sandbox.get("/sandbox/v1/exchanges/next?after=" + last + "&wait=10");
        another.get();
        check(!exchange.isEmpty(), "there was no exchange");
        String operation = FirstCall.jsonValue(exchange, "operation");
        System.out.println("awaited: " + operation + ", " + FirstCall.jsonValue(exchange, "outcome"));
    }

    static void explainASignature(Hospital mistaken, Sandbox sandbox, Map<String, String> patient) throws Exception {
        Rejected rejected = rejectionOf(() -> mistaken.lookUp(patient));
        String exchange = sandbox.get("/sandbox/v1/exchanges/" + rejected.rid());
        // Also for people: "en", "zh" and "remedy" of the diagnosis. The exchange has "string_to_sign", too, with the
        // key masked.
        String id = FirstCall.jsonValue(exchange.substring(exchange.indexOf("\"diagnosis\":")), "id");
        System.out.println("getmedinfo: wrong signature, diagnosis " + id);
        check(id.equals("lower-case-hex"), "another diagnosis was expected");
    }

    /** How many orders, messages or stubs there are in a list. */
    static int count(String list) {
        return list.split("\"operation\":", -1).length - 1;
    }

    static void run() throws Exception {
        String host = FirstCall.variable("WXMED_HOST").replaceAll("/+$", "");
        String appid = FirstCall.variable("WXMED_APPID");
        String appSecret = FirstCall.variable("WXMED_APP_SECRET");
        String apiKey = FirstCall.variable("WXMED_API_KEY");
        String mchId = FirstCall.variable("WXMED_MCH_ID");

        Sandbox sandbox = new Sandbox(host);
        sandbox.post("/sandbox/v1/reset", "{}");
        System.out.println("reset: SUCCESS");
        // A made-up patient without a card. Never use a real one's data.
        sandbox.post("/sandbox/v1/people", """
                {"openid": "oHospitalTest000000000000001", "name": "赵六", "identity_number": "44030019000101123X"}""");
        byte[] number = "44030019000101123X".getBytes(StandardCharsets.UTF_8);
        String idHash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(number));
        Map<String, String> patient =
                Map.of("openid", "oHospitalTest000000000000001", "name", "赵六", "idcard_md5", idHash);

        Hospital hospital = new Hospital(host, appid, appSecret, apiKey);
        bindACard(hospital, sandbox, patient);
        surviveErrors(hospital, sandbox, patient);

        DateTimeFormatter timestamp = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
        String now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).format(timestamp);
        Map<String, String> registration = new LinkedHashMap<>();
        registration.put("appid", appid);
        registration.put("mch_id", mchId);
        registration.put("openid", patient.get("openid"));
        registration.put("hosp_out_trade_no", "HOSP" + now + FirstCall.randomHex(4));
        registration.put("hospital_name", "示例市第一人民医院");
        registration.put("spbill_create_ip", "10.193.0.1");
        registration.put("body", "挂号费-肝病门诊");
        registration.put("user_card_type", "1");
        registration.put("user_card_no", idHash);
        registration.put("user_name", patient.get("name"));
        registration.put("serial_no", FirstCall.randomHex(8));
        registration.put("org_no", "H1110");
        registration.put("gmt_out_create", now);
        registration.put("request_content", """
                {"ksmc":"肝病 & <复诊>","ghf":"9.00","ssj":"0"}""");
        loseAResponse(hospital, sandbox, registration);
        registerByCode(hospital, sandbox, registration);
        sendAMessageLater(hospital, sandbox, registration.get("hosp_out_trade_no"));
        awaitAnotherThread(hospital, sandbox, patient.get("openid"));

        Hospital mistaken = new Hospital(host, appid, appSecret, apiKey) {
            @Override
            String signatureOf(Map<String, String> fields, String key) throws GeneralSecurityException {
                return super.signatureOf(fields, key).toLowerCase(Locale.ROOT);
            }
        };
        explainASignature(mistaken, sandbox, patient);

        int orders = count(sandbox.get("/sandbox/v1/orders"));
        int messages = count(sandbox.get("/sandbox/v1/messages"));
        int stubs = count(sandbox.get("/sandbox/v1/stubs"));
        System.out.println("orders: " + orders + ", messages: " + messages + ", stubs left: " + stubs);
        check(orders == 2 && messages == 1 && stubs == 0, "2 orders, 1 message and no stub were expected");
    }

    public static void main(String[] arguments) throws Exception {
        try {
            run();
        } catch (FirstCall.Stop | Rejected | ResponseLost error) {
            System.err.println(error.getMessage());
            System.exit(1);
        } catch (IOException error) {
            System.err.println("no response: " + error.getClass().getSimpleName());
            System.exit(1);
        }
    }
}
