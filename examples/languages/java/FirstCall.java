import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A token, a card, a registration and a message, with nothing but Java 17.
 *
 * <pre>
 * export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
 * java -Dfile.encoding=UTF-8 FirstCall.java
 * </pre>
 *
 * `wxmed sandbox` prints these variables. The hospital and the patient are made up: put your own in their place before
 * you call the platform itself. docs/languages/java.md explains this program.
 */
public final class FirstCall {
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final SecureRandom RANDOM = new SecureRandom();

    static String stringToSign(Map<String, String> fields, String key) {
        StringJoiner pairs = new StringJoiner("&");
        // Strings compare by UTF-16 units, and for the ASCII names of the interface those are the bytes.
        Map<String, String> sorted = new TreeMap<>(fields);
        for (Map.Entry<String, String> field : sorted.entrySet()) {
            String value = field.getValue();
            // Only null and "" are empty: "0" is a value, and is signed.
            boolean isEmpty = value == null || value.isEmpty();
            if (!isEmpty && !field.getKey().equals("sign")) {
                pairs.add(field.getKey() + "=" + value);
            }
        }
        return pairs.add("key=" + key).toString();
    }

    static String sign(Map<String, String> fields, String key) throws GeneralSecurityException {
        String text = stringToSign(fields, key);
        // getBytes() without a charset is GBK on a Chinese Windows, up to Java 17.
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest);
    }

    /** For interfaces that have the field sign_type=HMAC-SHA256; those called below have not. */
    static String signHmac(Map<String, String> fields, String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal(stringToSign(fields, key).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest);
    }

    static String escapeXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static byte[] toXml(Map<String, String> fields) {
        StringBuilder xml = new StringBuilder("<xml>");
        fields.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                // The values were signed as they are. Only here, in the XML, are they escaped.
                xml.append('<').append(name).append('>').append(escapeXml(value)).append("</").append(name).append('>');
            }
        });
        return xml.append("</xml>").toString().getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> fromXml(byte[] body) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // Without this line, a forged response can read files of this machine (XXE).
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(body)).getDocumentElement();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                fields.put(element.getTagName(), element.getTextContent());
            }
        }
        return fields;
    }

    /** Over all fields that were received, not only those that this program knows. */
    static boolean isSignedWith(Map<String, String> fields, String key) throws GeneralSecurityException {
        byte[] received = fields.getOrDefault("sign", "").getBytes(StandardCharsets.UTF_8);
        // isEqual takes the same time wherever the difference is; String.equals does not.
        return MessageDigest.isEqual(received, sign(fields, key).getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse<byte[]> post(String url, byte[] body, String contentType) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                // After a time-out, a registration may have been made: find out before you send it again.
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Java has no JSON in its library. This reads one value of a flat object; use your JSON library in its place. */
    static String jsonValue(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|(-?\\d+))").matcher(json);
        if (!value.find()) {
            return "";
        }
        return value.group(1) != null ? value.group(1) : value.group(2);
    }

    static String fetchToken(String host, String appid, String secret) throws Exception {
        // stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
        String wanted = """
                {"grant_type": "client_credential", "appid": "%s", "secret": "%s"}""".formatted(appid, secret);
        byte[] body = wanted.getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = post(host + "/cgi-bin/stable_token", body, "application/json");
        String json = new String(response.body(), StandardCharsets.UTF_8);
        String token = jsonValue(json, "access_token");
        if (token.isEmpty()) {
            // The message can contain your address, but neither the secret nor a token.
            throw new Stop("token: errcode=" + jsonValue(json, "errcode") + " errmsg=" + jsonValue(json, "errmsg"));
        }
        return token;
    }

    /** Where the interface is, and with what it is called. No record: its toString would show the key. */
    static final class Platform {
        String host;
        String token;
        String key;

        Map<String, String> call(String operation, Map<String, String> given, boolean isResponseSigned)
                throws Exception {
            Map<String, String> fields = new LinkedHashMap<>(given);
            fields.put("nonce_str", randomHex(16));
            fields.put("sign", sign(fields, key));
            String query = "?access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            String url = host + "/payinsurance/" + operation + query;
            HttpResponse<byte[]> http = post(url, toXml(fields), "application/xml; charset=utf-8");
            String text = new String(http.body(), StandardCharsets.UTF_8);
            // The gateway in front of the interface rejects a bad token in JSON.
            if (text.stripLeading().startsWith("{")) {
                String code = jsonValue(text, "errcode");
                throw new Stop(operation + ": errcode=" + code + " errmsg=" + jsonValue(text, "errmsg"));
            }
            Map<String, String> response = fromXml(http.body());
            if (!"SUCCESS".equals(response.get("return_code")) || !"SUCCESS".equals(response.get("result_code"))) {
                throw new Stop(operation + ":" + explain(http, response));
            }
            if (isResponseSigned && !isSignedWith(response, key)) {
                throw new Stop(operation + ": the signature of the response is wrong: don't trust it");
            }
            System.out.println(operation + ": SUCCESS" + (isResponseSigned ? ", signature verified" : ""));
            return response;
        }

        /** The header is the sandbox's; the platform never says more than the XML does. */
        private String explain(HttpResponse<byte[]> http, Map<String, String> response) {
            StringBuilder message = new StringBuilder();
            for (String name : new String[] {"return_code", "return_msg", "result_code", "err_code"}) {
                message.append(' ').append(name).append('=').append(response.getOrDefault(name, ""));
            }
            http.headers().firstValue("x-wxmed-diagnosis").ifPresent(ids -> message.append("\ndiagnosis: ").append(ids)
                    .append("\nexplained by ").append(host).append("/sandbox/v1/exchanges?limit=1"));
            return message.toString();
        }
    }

    static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        Stop(String message) {
            super(message);
        }
    }

    static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** `wxmed sign` signs these fields alike. The key is the one that WeChat publishes in its examples. */
    static void printVectors() throws GeneralSecurityException {
        String key = "192006250b4c09247ec02edce69f6a2d";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("zero", "0");
        fields.put("empty", "");
        fields.put("body_id", "2");
        fields.put("bodyId", "1");
        fields.put("Body", "挂号费 <A&B> ]]>");
        fields.put("sign", "is not signed");
        System.out.println("vector MD5 " + sign(fields, key));
        System.out.println("vector HMAC-SHA256 " + signHmac(fields, key));
    }

    static String variable(String name) throws Stop {
        String value = System.getenv(name);
        if (value == null) {
            throw new Stop("the environment variable " + name + " is not set");
        }
        return value;
    }

    static void run() throws Exception {
        printVectors();
        Platform platform = new Platform();
        platform.host = variable("WXMED_HOST").replaceAll("/+$", "");
        String appid = variable("WXMED_APPID");
        String appSecret = variable("WXMED_APP_SECRET");
        platform.key = variable("WXMED_API_KEY");
        String mchId = variable("WXMED_MCH_ID");
        // The first user of the sandbox.
        String openid = System.getenv().getOrDefault("WXMED_OPENID", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        String name = System.getenv().getOrDefault("WXMED_NAME", "张三");
        String idNumber = System.getenv().getOrDefault("WXMED_ID_NUMBER", "44030019000101123X");
        // Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
        byte[] number = idNumber.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        String idHash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(number));

        platform.token = fetchToken(platform.host, appid, appSecret);
        System.out.println("token: SUCCESS");

        Map<String, String> card = new LinkedHashMap<>();
        card.put("openid", openid);
        card.put("name", name);
        card.put("idcard_md5", idHash);
        platform.call("getmedinfo", card, false);

        // Serialised once: the text that is signed is the text that is sent. Amounts are texts, so that 30.00 stays
        // 30.00. A JSON library writes this better.
        String requestContent = """
                {"ksmc":"肝病 & <复诊>","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0"}""";
        // The platform's clock is Beijing's, wherever this program runs.
        DateTimeFormatter timestamp = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
        String now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).format(timestamp);
        String order = "HOSP" + now + randomHex(4);
        Map<String, String> registration = new LinkedHashMap<>();
        registration.put("appid", appid);
        registration.put("mch_id", mchId);
        registration.put("openid", openid);
        registration.put("hosp_out_trade_no", order);
        registration.put("hospital_name", "示例市第一人民医院");
        registration.put("spbill_create_ip", "10.193.0.1");
        registration.put("body", "挂号费-肝病门诊");
        registration.put("user_card_type", "1");
        registration.put("user_card_no", idHash);
        registration.put("user_name", name);
        registration.put("serial_no", randomHex(8));
        registration.put("org_no", "H1110");
        registration.put("gmt_out_create", now);
        registration.put("request_content", requestContent);
        platform.call("preregister", registration, true);

        Map<String, String> message = new LinkedHashMap<>();
        message.put("hosp_out_trade_no", order);
        message.put("msg_type", "2");
        message.put("first", "您已缴费成功");
        message.put("discount", "0");
        message.put("real_fee", "30.00");
        message.put("remark", "请凭登记号报到。");
        platform.call("sendmsg", message, true);
    }

    public static void main(String[] arguments) throws Exception {
        try {
            run();
        } catch (Stop stop) {
            System.err.println(stop.getMessage());
            System.exit(1);
        } catch (IOException error) {
            // ConnectException often has no message of its own.
            System.err.println("no response: " + error.getClass().getSimpleName());
            System.exit(1);
        }
    }
}
