//! Bodies: JSON, forms, GBK, names in any case.

use serde_json::{Value, json};

use crate::support::{Request, Running, lookup, with};

const VALIDATE: &str = "/v1/getmedinfo:validate";

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

#[test]
fn malformed_json_is_refused_with_its_position() {
    let running = Running::new();
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100), "]".repeat(100));
    let wrong: Vec<&[u8]> = vec![
        b"",
        b" ",
        b"{",
        b"}",
        b"[]",
        b"null",
        b"1",
        b"\"text\"",
        b"{\"a\"}",
        b"{\"a\":}",
        b"{\"a\":1,}",
        b"{'a':1}",
        b"{\"a\":01}",
        b"{\"a\":1}x",
        b"{\"a\":1}{}",
        b"{\"a\":\"\\ud800\"}",
        b"{\"a\":\"\n\"}",
        b"{\"a\":NaN}",
        b"{\"a\":tru}",
        b"{\"a\":1,\"a\":2}",
        b"{\"resend\":\"yes\"}",
        b"{\"resend\":1}",
        b"\xff\xfe{\x00}\x00",
        b"{\"a\":\"\xff\"}",
        deep.as_bytes(),
    ];
    for body in wrong {
        let response = running.send(&Request::post(VALIDATE, body));
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{}", String::from_utf8_lossy(body));
        assert_eq!(response.json()["sent"], false);
    }
    let many = (0..501).map(|number| format!("\"f{number}\":1")).collect::<Vec<_>>().join(",");
    let many = running.send(&Request::post(VALIDATE, format!("{{{many}}}")));
    assert_eq!(many.kind(), (400, "bad-request".to_owned()));
    let response = running.send(&Request::post(VALIDATE, "{\n  \"a\": x\n}")).json();
    assert!(response["message"]["en"].as_str().unwrap().contains("line 2, column"), "{response}");
}

#[test]
fn numbers_and_booleans_are_sent_as_they_were_written() {
    let running = Running::new();
    let body = with(lookup(), "extra", json!(true));
    let signed = running.post("/v1/getmedinfo:sign", &body).json();
    let text = signed["string_to_sign"].as_str().unwrap();
    assert!(text.contains("&extra=true&") || text.starts_with("extra=true&"), "{signed}");
    let body = lookup().to_string().replacen('{', "{\"extra\":0.10,\"other\":null,", 1);
    let signed = running.send(&Request::post("/v1/getmedinfo:sign", body)).json();
    let text = signed["string_to_sign"].as_str().unwrap();
    assert!(text.starts_with("extra=0.10&") && !text.contains("other"), "{signed}");
}

#[test]
fn forms_are_read() {
    let running = Running::new();
    let form =
        |body: &str| Request::post("/v1/getmedinfo", body).header("Content-Type", "application/x-www-form-urlencoded");
    let right = "openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o&name=%E5%BC%A0%E4%B8%89&idcard=44030019000101123X&resend=false";
    assert_eq!(running.send(&form(right)).json()["ok"], true);
    // JSON with curl's default content type.
    assert_eq!(running.send(&form(&lookup().to_string())).json()["ok"], true);
    let registration = crate::support::registration("F-1");
    let mut text = String::new();
    for (name, value) in registration.as_object().unwrap() {
        let pairs = match value {
            Value::Object(members) => vec![
                (format!("{name}.spec"), members["spec"].as_str().unwrap().to_owned()),
                (format!("{name}.json"), members["json"].to_string()),
            ],
            Value::String(text) => vec![(name.clone(), text.clone())],
            other => vec![(name.clone(), other.to_string())],
        };
        for (name, value) in pairs {
            text.push_str(&form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish());
            text.push('&');
        }
    }
    let sent = Request::post("/v1/preregister", text).header("Content-Type", "application/x-www-form-urlencoded");
    assert_eq!(running.send(&sent).json()["ok"], true);
    for wrong in ["a=%", "a=%2", "a=%GG", "a=1&a=2", "a=%FF", "resend=maybe"] {
        let response = running.send(&form(wrong));
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{wrong}");
    }
    // Other JSON values, and invalid JSON, are not read as a form.
    for (body, kind) in [("[]", "array"), (" \"a\"", "string"), ("[1", "valid JSON")] {
        let response = running.send(&form(body));
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{body}");
        let message = response.json()["message"]["en"].as_str().unwrap().to_owned();
        assert!(message.contains(kind), "{body} {message}");
    }
    assert_eq!(running.send(&form("")).kind(), (422, "violations".to_owned()));
}

#[test]
fn gbk_is_supported_in_requests_and_responses() {
    let running = Running::new();
    let body = gbk(&lookup().to_string());
    let requests = [
        Request::post("/v1/getmedinfo", body.clone()).header("Content-Type", "application/json; charset=gbk"),
        Request::post("/v1/getmedinfo", body.clone()).header("Content-Type", "text/plain;charset=\"GB2312\""),
        Request::post("/v1/getmedinfo?charset=gbk", body.clone()),
    ];
    for request in requests {
        let response = running.send(&request);
        assert!(response.body.starts_with(b"{\"ok\":true"), "{}", request.path);
        let (text, _, has_errors) = encoding_rs::GBK.decode(&response.body);
        assert!(!has_errors && text.contains("身份证号的校验码不符"), "{text}");
        assert!(response.headers.contains("content-type: application/json; charset=gbk"), "{}", response.headers);
    }
    let form =
        [b"openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o&idcard=44030019000101123X&name=%D5%C5".to_vec(), gbk("三")].concat();
    let form =
        Request::post("/v1/getmedinfo", form).header("Content-Type", "application/x-www-form-urlencoded; charset=gbk");
    assert!(running.send(&form).body.starts_with(b"{\"ok\":true"));
    // Errors are in GBK as well.
    let refused = running.send(&Request::post("/v1/getmedinfo?charset=gbk", gbk("{}")));
    assert_eq!(refused.status, 422);
    let (text, _, has_errors) = encoding_rs::GBK.decode(&refused.body);
    assert!(!has_errors);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["message"]["zh"], "请求不符合规格，没有发出");
    // Bodies whose charset differs from the declared one.
    let wrong = Request::post("/v1/getmedinfo", body).header("Content-Type", "application/json");
    assert_eq!(running.send(&wrong).status, 400);
    for charset in ["big5", "utf-16", "nothing"] {
        let content_type = format!("application/json; charset={charset}");
        let response = running.send(&Request::post(VALIDATE, "{}").header("Content-Type", &content_type));
        assert_eq!(response.kind(), (415, "media-type".to_owned()), "{charset}");
        let response = running.send(&Request::post(&format!("{VALIDATE}?charset={charset}"), "{}"));
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{charset}");
    }
}

#[test]
fn unsupported_content_types_are_refused() {
    let running = Running::new();
    for content_type in
        ["application/xml", "text/xml", "multipart/form-data; boundary=x", "application/octet-stream", "x"]
    {
        let response = running.send(&Request::post(VALIDATE, "{}").header("Content-Type", content_type));
        assert_eq!(response.kind(), (415, "media-type".to_owned()), "{content_type}");
    }
}

#[test]
fn names_match_in_any_case_if_requested() {
    let running = Running::new();
    let body = json!({ "OPENID": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "Name": "张三", "IDCARD": "44030019000101123X" });
    assert_eq!(running.post("/v1/getmedinfo", &body).status, 422);
    assert_eq!(running.post("/v1/getmedinfo?names=any-case", &body).json()["ok"], true);
    let upper = json!({ "REQUEST_CONTENT": { "SPEC": "city/shenzhen/registration", "JSON": {} } });
    let upper = running.post("/v1/preregister:validate?names=any-case", &upper).json();
    let is_read =
        |one: &Value| one["path"].as_str().is_some_and(|path| path.starts_with("request_content.registration"));
    assert!(upper["violations"].as_array().unwrap().iter().any(is_read), "{upper}");
    let twice = with(body, "openid", json!("x"));
    let twice = running.post("/v1/getmedinfo?names=any-case", &twice);
    assert_eq!(twice.kind(), (422, "violations".to_owned()), "{}", twice.text());
}

#[test]
fn unknown_parameters_are_refused() {
    let running = Running::new();
    for query in ["x=1", "status=500", "names=exact", "Charset=gbk", "merchant="] {
        let response = running.post(&format!("{VALIDATE}?{query}"), &lookup());
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{query}");
    }
    for key in ["", " ", "\u{1f}"] {
        let response = running.send(&Request::post("/v1/preregister", "{}").header("Idempotency-Key", key));
        assert_eq!(response.status, 400, "{key:?}");
    }
}

/// The paths and messages of the warnings of a request that is sent anyway.
fn warnings(running: &Running, body: &Value) -> Vec<(String, String)> {
    let validated = running.post(VALIDATE, body);
    assert_eq!(validated.status, 200, "{}", validated.text());
    let validated = validated.json();
    let called = running.post("/v1/getmedinfo", body).json();
    assert_eq!(called["ok"], true, "{called}");
    assert_eq!(called.get("warnings").unwrap_or(&json!([])), &validated["violations"]);
    let signed = running.post("/v1/getmedinfo:sign", body).json();
    assert_eq!(signed["warnings"], validated["violations"]);
    let text = |warning: &Value| {
        assert_eq!(warning["severity"], "warning");
        assert!(!warning["message"]["zh"].as_str().unwrap().is_empty());
        (warning["path"].as_str().unwrap().to_owned(), warning["message"]["en"].as_str().unwrap().to_owned())
    };
    validated["violations"].as_array().unwrap().iter().map(text).collect()
}

/// A lookup without warnings.
fn faultless() -> Value {
    with(lookup(), "idcard", json!("440300190001011237"))
}

/// The spec may lack fields of the document, so unknown fields are sent. Most unknown names are mistakes, though.
#[test]
fn unknown_fields_are_sent_with_a_warning() {
    let running = Running::new();
    assert_eq!(warnings(&running, &lookup_by_hash()), []);
    for (name, wanted) in [
        ("status", "status is no field of the spec, and is sent as it is; the parameters status,"),
        ("something_else", "something_else is no field of the spec, and is sent as it is"),
        ("Name", "did you mean name?"),
        ("nmae", "did you mean name?"),
        ("IDCARD", "did you mean idcard?"),
        ("IDCARD_md5", "did you mean idcard_md5?"),
    ] {
        let found = warnings(&running, &with(lookup_by_hash(), name, json!("1")));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0 == name && found[0].1.contains(wanted), "{found:?}");
    }
    // If a required field is missing because of the misspelt name, the warning helps.
    let mut misspelt = lookup_by_hash();
    let openid = misspelt.as_object_mut().unwrap().remove("openid").unwrap();
    let refused = running.post(VALIDATE, &with(misspelt, "OpenID", openid));
    assert_eq!(refused.kind(), (422, "violations".to_owned()));
    assert!(refused.text().contains("did you mean openid?"), "{}", refused.text());
}

fn lookup_by_hash() -> Value {
    let mut body = lookup();
    body.as_object_mut().unwrap().remove("idcard");
    with(body, "idcard_md5", json!("09eb26e839ff3a2e3980352ae45ef09e"))
}

/// Otherwise, the flag would be sent to the platform as a field.
#[test]
fn resend_in_another_case_is_refused() {
    let running = Running::new();
    for name in ["Resend", "RESEND", "reSend"] {
        for value in [json!(true), json!("false"), json!({})] {
            let response = running.post("/v1/getmedinfo", &with(lookup(), name, value));
            assert_eq!(response.kind(), (422, "violations".to_owned()), "{name}");
            let first = &response.json()["violations"][0];
            assert_eq!((&first["path"], &first["severity"]), (&json!(name), &json!("error")), "{first}");
            assert!(first["message"]["en"].as_str().unwrap().contains("must be written `resend`"), "{first}");
            assert!(first["message"]["zh"].as_str().unwrap().contains("应写作小写的 resend"), "{first}");
        }
    }
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 0);
    let any = running.post("/v1/getmedinfo?names=any-case", &with(lookup(), "RESEND", json!(true)));
    assert_eq!(any.json()["ok"], true);
}

/// Some cards have a wrong check character, so they aren't refused.
#[test]
fn a_wrong_check_character_is_a_warning() {
    let running = Running::new();
    for (name, row) in [("idcard", "idcard"), ("idcard_md5", "idcard_md5")] {
        let mut body = lookup();
        body.as_object_mut().unwrap().remove("idcard");
        let found = warnings(&running, &with(body, name, json!("44030019000101123x")));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0 == row && found[0].1.contains("the check character of the identity number is wrong"));
        assert!(!found[0].1.contains("44030019000101123"), "{found:?}");
    }
    let right = running.post(VALIDATE, &faultless()).json();
    assert_eq!(right, json!({ "ok": true, "violations": [] }));
}

#[test]
fn repeated_parts_of_a_content_are_refused() {
    let running = Running::new();
    let content = "{\"spec\":\"city/shenzhen/registration\",\"json\":{}}";
    for twice in ["\"spec\":\"x\",", "\"json\":{},", "\"json\":null,"] {
        let content = content.replacen('{', &format!("{{{twice}"), 1);
        let body = format!("{{\"request_content\":{content}}}");
        let response = running.send(&Request::post("/v1/preregister:validate", body));
        assert_eq!(response.kind(), (422, "violations".to_owned()));
        assert!(response.text().contains("is given more than once"), "{}", response.text());
    }
    let cases = "{\"request_content\":{\"spec\":\"city/shenzhen/registration\",\"SPEC\":\"\",\"json\":{}}}";
    let response = running.send(&Request::post("/v1/preregister:validate?names=any-case", cases));
    assert!(response.text().contains("is given more than once"), "{}", response.text());
}
