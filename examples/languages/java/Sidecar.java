import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A registration from card to message through the sidecar `wxmed serve`, with nothing but Java 17 or later.
 *
 * <pre>
 * javac -encoding UTF-8 -d classes Sidecar.java
 * java -cp classes Sidecar HOSP20260131120000000001
 * </pre>
 *
 * The number is that of the order in the hospital's database, with its time. Run it again with the same number:
 * nothing is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only
 * after checking that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default
 * http://127.0.0.1:8378; its token, if it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made
 * up. docs/sidecar.md explains this program.
 */
public final class Sidecar {
    private static final String NO_CARD = "80004";
    /** In seconds. How often and how long is your choice: the sidecar recognises a request that it had before. */
    private static final List<Integer> PAUSES = List.of(1, 2);

    /** If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result. */
    private static final Map<String, Object> NO_RESPONSE = Map.of(
            "ok", false,
            "kind", "no-response",
            "outcome", "unknown",
            "retry", "later",
            "remedy", Map.of("en", "look whether the sidecar runs, and make the same call again"));

    /** A call that did not succeed, as the sidecar describes it. No text of it has patients' data. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;
        final transient Map<String, Object> error;

        Failed(Map<String, Object> error) {
            super(String.valueOf(error.get("kind")));
            this.error = error;
        }
    }

    /** The status, the JSON, and whether it is the response of an earlier call. */
    private static final class Answer {
        int status;
        Map<String, Object> response = NO_RESPONSE;
        boolean isRepeated;
    }

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    Sidecar(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** The fields of the response. Only what may succeed later is sent again, and always unchanged. */
    Map<String, Object> call(String operation, Map<String, Object> fields, String key) throws Exception {
        for (int attempt = 0;; attempt++) {
            Answer answer = post(operation, fields, key);
            Map<String, Object> response = answer.response;
            if (response.get("ok").equals(true)) {
                OUT.println(operation + ": ok" + (answer.isRepeated ? ", the response of an earlier call" : ""));
                return object(response.get("reply"));
            }
            String code = response.get("code") == null ? "" : " " + response.get("code");
            OUT.println(operation + ": " + answer.status + " " + response.get("kind") + code + " ("
                    + response.get("outcome") + ", " + response.get("retry") + ")");
            if (!"later".equals(response.get("retry")) || attempt == PAUSES.size()) {
                throw new Failed(response);
            }
            Thread.sleep(PAUSES.get(attempt) * 1000L);
        }
    }

    private Answer post(String operation, Map<String, Object> fields, String key) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/" + operation))
                .header("Content-Type", "application/json")
                // Longer than a call of the sidecar takes, which is 30 seconds at most.
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(fields), StandardCharsets.UTF_8));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        Answer answer = new Answer();
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            // Each error has JSON, too.
            if (Json.read(response.body()) instanceof Map<?, ?> json) {
                answer.response = object(json);
                answer.status = response.statusCode();
                answer.isRepeated = response.headers().firstValue("Idempotent-Replayed").isPresent();
            }
        } catch (IOException error) {
            answer.response = NO_RESPONSE;
        }
        return answer;
    }

    /** In this order: that of Map.of is another one in each process, and a repeated request must be the same. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static void register(Sidecar sidecar, String order, boolean isResent) throws Exception {
        // From your own system. The identity number is as on the card: the sidecar hashes it.
        String openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
        String name = "张三";
        String idNumber = "44030019000101123X";
        Map<String, Object> card;
        try {
            card = sidecar.call("getmedinfo", fields("openid", openid, "name", name, "idcard", idNumber), null);
        } catch (Failed failed) {
            if (!NO_CARD.equals(failed.error.get("code"))) {
                throw failed;
            }
            sidecar.call("getbindurl", fields("openid", openid, "url", "https://hospital.example/bound"), null);
            // The reply has it in bind_url.
            OUT.println("no card is bound: show the patient the link");
            return;
        }
        Map<String, Object> slip = fields(
                "brlx", "1",
                "mzlsh", "1500619843177",
                "ksbm", "631",
                "ksmc", "肝病门诊",
                "ghlb", "普通",
                "ghf", "9.00",
                "zjzj", "21.00",
                "ghhj", "30.00",
                "ssj", "0",
                "zsj", "0");
        Map<String, Object> content = fields(
                "yljgbm", "H1110",
                "ylzh", card.get("medical_card_id"),
                "czybm", "H1111",
                "czyxm", "李四",
                "mzghdj", slip);
        Map<String, Object> registration = fields(
                "openid", openid,
                "hosp_out_trade_no", order,
                "hospital_name", "示例市第一人民医院",
                "spbill_create_ip", "10.193.0.1",
                "body", "挂号费-肝病门诊",
                "user_card_type", 1,
                "user_card_no", idNumber,
                "user_name", name,
                "serial_no", "1500619843177",
                "org_no", "H1110",
                // Stored with the order, not the time of this call: a repeated request must be the same.
                "gmt_out_create", order.substring(4, 18),
                "request_content",
                fields("spec", "city/shenzhen/registration", "json", fields("registration_order_pay", content)));
        if (isResent) {
            registration.put("resend", true);
        }
        sidecar.call("preregister", registration, null);
        // Once the patient has paid. A message has no number of its own, so the key says which one it is.
        Map<String, Object> message = fields(
                "hosp_out_trade_no", order,
                "msg_type", 3,
                "first", "您已成功挂号并缴费",
                "doctor", "赵五",
                "department", "肝病门诊",
                "hospital", "示例市第一人民医院",
                "visit_time", "2018-6-23 14:00",
                "register_no", "3424593",
                "remark", "请凭登记号报到。");
        sidecar.call("sendmsg", message, "paid-" + order);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("usage: Sidecar ORDER [resend]");
            System.exit(1);
        }
        String url = System.getenv().getOrDefault("WXMED_SIDECAR", "http://127.0.0.1:8378");
        Sidecar sidecar = new Sidecar(url, System.getenv("WXMED_SIDECAR_TOKEN"));
        String order = arguments[0];
        try {
            register(sidecar, order, arguments.length > 1 && arguments[1].equals("resend"));
        } catch (Failed failed) {
            // In Chinese: "zh".
            if (failed.error.get("violations") instanceof List<?> violations) {
                for (Object violation : violations) {
                    Object message = object(object(violation).get("message")).get("en");
                    OUT.println("  " + object(violation).get("path") + ": " + message);
                }
            }
            OUT.println("to do: " + object(failed.error.get("remedy")).get("en"));
            if ("unknown".equals(failed.error.get("outcome"))) {
                OUT.println(order + ": the outcome is unknown: find it out, and make no new order in its place");
            }
            System.exit(1);
        }
    }

    /** Java has no JSON in its library. This is enough for the sidecar; use Jackson or Gson in its place. */
    static final class Json {
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) throws IOException {
            return new Json(text).value();
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> members) {
                List<String> parts = new ArrayList<>();
                members.forEach((name, member) -> parts.add(write(name) + ":" + write(member)));
                return "{" + String.join(",", parts) + "}";
            }
            if (value instanceof String string) {
                StringBuilder quoted = new StringBuilder("\"");
                for (char c : string.toCharArray()) {
                    quoted.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : c);
                }
                return quoted.append('"').toString();
            }
            return String.valueOf(value);
        }

        private Object value() throws IOException {
            switch (next()) {
                case '{':
                    Map<String, Object> members = new LinkedHashMap<>();
                    for (at++; next() != '}'; skip(',')) {
                        String name = string();
                        next();
                        skip(':');
                        members.put(name, value());
                    }
                    at++;
                    return members;
                case '[':
                    List<Object> items = new ArrayList<>();
                    for (at++; next() != ']'; skip(',')) {
                        items.add(value());
                    }
                    at++;
                    return items;
                case '"':
                    return string();
                default:
                    int start = at;
                    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                        at++;
                    }
                    if (start == at) {
                        throw new IOException("this is not JSON");
                    }
                    String word = text.substring(start, at);
                    return word.equals("null") ? null : word.matches("true|false") ? Boolean.valueOf(word) : word;
            }
        }

        private char next() throws IOException {
            while (Character.isWhitespace(here())) {
                at++;
            }
            return here();
        }

        private void skip(char separator) throws IOException {
            if (next() == separator) {
                at++;
            }
        }

        private String string() throws IOException {
            StringBuilder string = new StringBuilder();
            for (at++; here() != '"'; at++) {
                if (text.charAt(at) != '\\') {
                    string.append(text.charAt(at));
                    continue;
                }
                at++;
                char escaped = here();
                if (escaped == 'u') {
                    string.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    int known = "bfnrt".indexOf(escaped);
                    string.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
                }
            }
            at++;
            return string.toString();
        }

        private char here() throws IOException {
            if (at >= text.length()) {
                throw new IOException("the JSON is incomplete");
            }
            return text.charAt(at);
        }
    }
}
