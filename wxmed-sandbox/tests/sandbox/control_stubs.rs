//! Stubs through the control API.

use serde_json::{Value, json};

use crate::control_api::{Api, DOCUMENT, conforms};
use crate::support::{good, operations};

/// A sandbox, and a successful call of an operation with signed responses.
struct Called {
    api: Api,
    name: String,
    path: String,
    token: String,
    body: Vec<u8>,
}

impl Called {
    fn new() -> Self {
        let is_signed = |one: &wxmed::spec::model::Operation| {
            one.response_signing == wxmed::spec::model::ResponseSigning::Signed && one.creates.is_empty()
                || one.name == "sendmsg"
        };
        let operation = operations(is_signed).remove(0);
        let fields = good(&operation);
        let api = Api::with(crate::support::settings().account(crate::support::account(&fields)));
        crate::support::needed(&operation, &fields).into_iter().for_each(|item| api.sandbox.put(item));
        let (token, body) = (api.token(), api.signed(&fields));
        Self { name: operation.name.clone(), path: operation.path.clone(), api, token, body }
    }

    /// Adds a stub for the next call, and makes that call. Returns the status and the body; `None` without a response.
    fn stubbed(&self, stub: Value) -> Option<(u16, String)> {
        let mut stub = stub;
        stub["operation"] = json!(self.name);
        conforms(&json!({"$ref": "#/components/schemas/NewStub"}), &stub);
        let (status, added) = self.api.post("/stubs", &stub);
        assert_eq!(status, 201, "{added}");
        self.call()
    }

    fn call(&self) -> Option<(u16, String)> {
        self.api.call(&self.token, &self.path, &self.body).ok().map(|(status, _, body)| (status, body))
    }

    fn is_usual(&self) -> bool {
        self.call().is_some_and(|(_, body)| body.contains("SUCCESS") && body.contains("<sign>"))
    }
}

#[test]
fn every_response_of_the_library_can_be_stubbed() {
    let called = Called::new();
    let stubbed = |response: Value| called.stubbed(json!({ "response": response })).unwrap();
    assert_eq!(stubbed(json!({"status": 503, "body": "busy"})), (503, "busy".to_owned()));
    assert_eq!(stubbed(json!({"body": "<xml>"})), (200, "<xml>".to_owned()));
    assert_eq!(stubbed(json!({"body_base64": "Zm9v"})), (200, "foo".to_owned()));
    assert_eq!(stubbed(json!({"status": 204})), (204, String::new()));
    let (_, body) = stubbed(json!({"protocol": {"message": "系统繁忙"}}));
    assert!(body.contains("<return_code><![CDATA[FAIL]]>") && body.contains("系统繁忙 rid: "), "{body}");
    let (_, body) = stubbed(json!({"business": {"code": "80004", "description": "d"}}));
    assert!(body.contains("<err_code><![CDATA[80004]]>") && body.contains("d rid: "), "{body}");
    let (_, body) = stubbed(json!({"gateway": {"code": -1, "message": "system error"}}));
    assert!(body.starts_with(r#"{"errcode":-1,"errmsg":"system error rid: "#), "{body}");
    let (_, body) = stubbed(json!({"token_rejected": {"code": 42001}}));
    assert!(body.starts_with(r#"{"errcode":42001"#), "{body}");
    let (_, body) = stubbed(json!({"token_rejected": {"code": 40014, "shape": "envelope"}}));
    assert!(body.contains("<err_code><![CDATA[40014]]>"), "{body}");
    // Sent as text, because the order of the keys determines that of the fields.
    let stub = format!(r#"{{"operation":"{}","response":{{"envelope":{{"z":"1","a":"2"}}}}}}"#, called.name);
    assert_eq!(called.api.send("POST", "/stubs", &stub, &[]).0, 201);
    assert_eq!(called.call().unwrap().1, "<xml>\n<z><![CDATA[1]]></z>\n<a><![CDATA[2]]></a>\n</xml>");
    let (_, body) = stubbed(json!({"fields": {"result_code": "FAIL", "more": "1"}}));
    assert!(body.contains("<more><![CDATA[1]]>") && body.contains("<sign>"), "{body}");
    assert!(called.is_usual());
}

#[test]
fn headers_are_sent_and_the_usual_response_is_replaced() {
    let called = Called::new();
    let stub = json!({"operation": called.name, "response": {"headers": {"Retry-After": "3", "x-a": "b"}, "body": ""}});
    called.api.post("/stubs", &stub);
    called.call().unwrap();
    let headers = called.api.value("/exchanges?limit=1")["exchanges"][0]["number"].clone();
    let shown = called.api.value(&format!("/exchanges/{headers}"));
    assert_eq!(
        shown["response"]["headers"],
        json!([{"name": "Retry-After", "value": "3"}, {"name": "x-a", "value": "b"}])
    );
    assert!(shown["is_stubbed"] == true && shown["outcome"] == "replaced");
    assert_eq!(shown["fault"]["is_executed"], false);
    let executed = called.stubbed(json!({"response": {"executes": true, "status": 502, "body": "no"}}));
    assert_eq!(executed, Some((502, "no".to_owned())));
    let shown = &called.api.value("/exchanges?limit=1")["exchanges"][0];
    assert_eq!((&shown["fault"]["kind"], &shown["fault"]["is_executed"]), (&json!("executed-then-http"), &json!(true)));
}

#[test]
fn every_fault_of_the_library_can_be_stubbed() {
    let called = Called::new();
    let usual = called.call();
    let fault = |name: &str| called.stubbed(json!({ "fault": name }));
    assert_eq!(fault("drop-before-head"), None);
    assert_eq!(fault("drop-in-body"), None);
    assert!(fault("token-rejected").unwrap().1.starts_with(r#"{"errcode":40001"#));
    assert!(fault("token-rejected-in-envelope").unwrap().1.contains("<err_code><![CDATA[40001]]>"));
    assert!(fault("system-busy").unwrap().1.starts_with(r#"{"errcode":-1"#));
    assert!(!fault("unsigned").unwrap().1.contains("<sign>"));
    let (_, failure) = fault("forged-fail").unwrap();
    assert!(failure.contains("<result_code><![CDATA[FAIL]]>") && failure.contains("<sign>"), "{failure}");
    assert!(fault("forged").is_some() && usual.is_some());
    let faults = DOCUMENT["components"]["schemas"]["Fault"]["enum"].as_array().unwrap();
    for fault in faults {
        assert_eq!(called.api.post("/stubs", &json!({"operation": "nothing", "fault": fault})).0, 201, "{fault}");
    }
    assert_eq!(called.api.value("/stubs")["stubs"].as_array().unwrap().len(), faults.len());
}

#[test]
fn stubs_count_calls_and_can_be_listed_and_removed() {
    let called = Called::new();
    let busy =
        json!({"operation": called.path, "after": 1, "every": 2, "times": 2, "delay_ms": 1, "fault": "system-busy"});
    assert_eq!(called.api.post("/stubs", &busy), (201, json!({"number": 1})));
    let is_busy: Vec<bool> = (0..7).map(|_| called.call().unwrap().1.starts_with(r#"{"errcode":-1"#)).collect();
    assert_eq!(is_busy, [false, false, true, false, true, false, false]);
    assert_eq!(called.api.value("/stubs"), json!({"stubs": []}), "the stub is used up");
    let always = json!({"operation": called.name, "times": "always", "response": {"status": 500}});
    assert_eq!(called.api.post("/stubs", &always), (201, json!({"number": 2})));
    assert!((0..3).all(|_| called.call().unwrap().0 == 500));
    let listed = called.api.value("/stubs");
    let expected = json!({"number": 2, "operation": called.name, "times": null, "after": 0, "every": 1, "delay_ms": 0,
        "response": "http", "title": {"zh": "500 错误", "en": "500 error"}, "seen": 3, "applied": 3});
    assert_eq!(listed["stubs"], json!([expected]));
    assert_eq!(called.api.delete("/stubs").0, 204);
    assert!(called.is_usual());
    // A stub without a response only delays.
    assert!(called.stubbed(json!({"delay_ms": 1})).unwrap().1.contains("<sign>"));
}

#[test]
fn an_invalid_stub_is_rejected_and_the_error_names_the_key() {
    let called = Called::new();
    let wrong = [
        (json!({}), "operation"),
        (json!({"operation": ""}), "operation"),
        (json!({"operation": "a", "times": -1}), "always"),
        (json!({"operation": "a", "times": "never"}), "always"),
        (json!({"operation": "a", "every": 0}), "nonzero"),
        (json!({"operation": "a", "delay_ms": 600_001}), "delay_ms"),
        (json!({"operation": "a", "fault": "fire"}), "fire"),
        (json!({"operation": "a", "fault": "hang", "response": {"body": ""}}), "response or fault"),
        (json!({"operation": "a", "response": {}}), "exactly one"),
        (json!({"operation": "a", "response": {"body": "", "fields": {}}}), "exactly one"),
        (json!({"operation": "a", "response": {"body": "", "body_base64": ""}}), "not both"),
        (json!({"operation": "a", "response": {"body_base64": "%"}}), "Base64"),
        (json!({"operation": "a", "response": {"executes": true}}), "executes is only for an HTTP response"),
        (json!({"operation": "a", "response": {"executes": true, "fields": {}}}), "executes is only for"),
        (json!({"operation": "a", "response": {"status": 100}}), "200 to 599"),
        (json!({"operation": "a", "response": {"status": 600}}), "200 to 599"),
        (json!({"operation": "a", "response": {"headers": {"a b": "c"}}}), "a b"),
        (json!({"operation": "a", "response": {"headers": {"a": "b\nc"}}}), "a in headers"),
        (json!({"operation": "a", "response": {"headers": {"Content-Length": "1"}}}), "Content-Length"),
        (json!({"operation": "a", "response": {"fields": {"a": 1}}}), "string"),
        (
            json!({"operation": "a", "response": {"fields": {}, "speed": 1, "colour": 2}}),
            "unknown keys in response: colour, speed",
        ),
        (
            json!({"operation": "a", "response": {"protocol": {"message": "", "code": 1}}}),
            "unknown keys in protocol: code",
        ),
        (json!({"operation": "a", "delay": 5, "fault": "hang"}), "unknown keys: delay"),
    ];
    for (stub, name) in wrong {
        let (status, value) = called.api.post("/stubs", &stub);
        assert_eq!(status, 400, "{stub}");
        assert!(value["error"]["en"].as_str().unwrap().contains(name), "{stub}: {value}");
    }
    assert_eq!(called.api.value("/stubs"), json!({"stubs": []}));
}
