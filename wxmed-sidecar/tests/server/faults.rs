//! Each fault of the platform, and of the connection to it, results in its documented status.

use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse, TokenErrors, TokenPolicy};

use crate::support::{Request, Response, Running, lookup, registration};

/// Short time-outs, because tests wait for them. The results don't depend on their lengths.
const SHORT: &str = "[timeouts]\nread = \"300ms\"\ncall = \"2s\"\n";

struct Expected {
    status: u16,
    kind: &'static str,
    sent: bool,
    outcome: &'static str,
    retry: &'static str,
}

/// Calls an operation with a stub, and compares the response. Then checks whether the call is recorded as unknown.
fn check(running: &Running, operation: &str, stub: Stub, expected: &Expected) {
    running.sandbox.clear_stubs();
    running.sandbox.stub(stub.clone());
    let order = format!("F-{}", running.sandbox.recorded_calls().len());
    let body = if operation == "preregister" { registration(&order) } else { lookup() };
    let response = running.post(&format!("/v1/{operation}"), &body);
    assert_eq!(
        response.kind(),
        (expected.status, expected.kind.to_owned()),
        "{operation} {stub:?} {}",
        response.text()
    );
    let json = response.json();
    let found = (json["sent"].as_bool(), json["outcome"].as_str(), json["retry"].as_str());
    assert_eq!(found, (Some(expected.sent), Some(expected.outcome), Some(expected.retry)), "{operation} {stub:?}");
    assert!(json["remedy"]["zh"].is_string() && json["message"]["en"].is_string(), "{json}");
    // `code` has the same type for all errors.
    assert!(json["code"].is_null() || json["code"].is_string(), "{json}");
    running.sandbox.clear_stubs();
    if operation != "preregister" {
        return;
    }
    let again = running.post("/v1/preregister", &body);
    match expected.outcome {
        "unknown" => assert_eq!(again.kind(), (409, "outcome-unknown".to_owned()), "{stub:?}"),
        _ => assert_eq!(again.json()["ok"], true, "{stub:?} {}", again.text()),
    }
}

#[test]
fn faults_of_a_lookup() {
    let running = Running::and(SHORT);
    let always = |response| Stub::on("getmedinfo").always().respond_with(response);
    let unanswered = Expected { status: 504, kind: "unanswered", sent: true, outcome: "nothing-done", retry: "later" };
    let html = StubResponse::Body(b"<html><body>login</body></html>".to_vec());
    let malformed =
        Expected { status: 502, kind: "malformed", sent: true, outcome: "nothing-done", retry: "after-fix" };
    let status = |code| StubResponse::Status { code, body: b"down".to_vec() };
    let signature =
        Expected { status: 502, kind: "signature", sent: true, outcome: "nothing-done", retry: "after-fix" };
    for (response, expected) in [
        (StubResponse::DropBeforeHead, &unanswered),
        (StubResponse::DropInBody, &unanswered),
        (status(500), &unanswered),
        (status(503), &unanswered),
        (html, &malformed),
        (StubResponse::Forged, &signature),
    ] {
        check(&running, "getmedinfo", always(response), expected);
    }
    let protocol = Expected { status: 502, kind: "protocol", sent: true, outcome: "nothing-done", retry: "after-fix" };
    let response = StubResponse::Protocol { message: "签名失败".to_owned() };
    check(&running, "getmedinfo", always(response), &protocol);
    let gateway = Expected { status: 502, kind: "gateway", ..protocol };
    let response = StubResponse::Gateway { code: 48001, message: "api unauthorized".to_owned() };
    check(&running, "getmedinfo", always(response.clone()), &gateway);
    running.sandbox.stub(always(response));
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).json()["code"], "48001");
}

#[test]
fn faults_of_a_registration() {
    let running = Running::and(SHORT);
    let once = |response| Stub::on("preregister").respond_with(response);
    let unknown = Expected { status: 504, kind: "outcome-unknown", sent: true, outcome: "unknown", retry: "no" };
    check(&running, "preregister", once(StubResponse::Hang), &unknown);
    check(&running, "preregister", once(StubResponse::DropBeforeHead), &unknown);
    check(&running, "preregister", once(StubResponse::DropInBody), &unknown);
    check(&running, "preregister", once(StubResponse::Status { code: 502, body: Vec::new() }), &unknown);
    let malformed = Expected { status: 502, kind: "malformed", ..unknown };
    check(&running, "preregister", once(StubResponse::Body(b"<html></html>".to_vec())), &malformed);
    let signature = Expected { status: 502, kind: "signature", ..unknown };
    check(&running, "preregister", once(StubResponse::Forged), &signature);
    check(&running, "preregister", once(StubResponse::Unsigned), &signature);
    let protocol = Expected { status: 502, kind: "protocol", sent: true, outcome: "nothing-done", retry: "after-fix" };
    let response = StubResponse::Protocol { message: "签名失败".to_owned() };
    check(&running, "preregister", once(response), &protocol);
}

#[test]
fn a_rejected_token_is_replaced_once_in_both_shapes() {
    let running = Running::new();
    for shape in [TokenErrors::Gateway, TokenErrors::Envelope] {
        let rejected = StubResponse::TokenRejected { shape, code: 40001 };
        running.sandbox.expire_tokens();
        running.sandbox.stub(Stub::on("preregister").respond_with(rejected));
        let order = format!("T-{shape:?}");
        assert_eq!(running.post("/v1/preregister", &registration(&order)).json()["ok"], true);
        running.sandbox.clear_stubs();
    }
}

#[test]
fn a_failed_token_fetch_is_a_token_error() {
    let running = Running::new();
    let refused = StubResponse::Body(br#"{"errcode":40164,"errmsg":"invalid ip"}"#.to_vec());
    running.sandbox.stub(Stub::on("/cgi-bin/stable_token").always().respond_with(refused));
    let response = running.post("/v1/preregister", &registration("T-3"));
    assert_eq!(response.kind(), (502, "token".to_owned()));
    let json = response.json();
    assert_eq!((&json["sent"], &json["outcome"]), (&json!(false), &json!("nothing-done")), "{json}");
    assert_eq!(json["code"], "40164");
    running.sandbox.clear_stubs();
    assert_eq!(running.post("/v1/preregister", &registration("T-3")).json()["ok"], true);
}

/// The retry advice and the English remedy of a call that failed without a token.
fn token_advice(response: &Response) -> (String, String) {
    assert_eq!(response.kind(), (502, "token".to_owned()), "{}", response.text());
    let json = response.json();
    assert_eq!(json["outcome"], "nothing-done", "{json}");
    (json["retry"].as_str().unwrap().to_owned(), json["remedy"]["en"].as_str().unwrap().to_owned())
}

/// A program that follows `retry` succeeds as soon as the platform can be reached again.
#[test]
fn an_unreachable_platform_has_retry_later() {
    let mut running = Running::new();
    running.configure(|text| {
        let line =
            |line: &str| if line.starts_with("host = ") { "host = \"http://127.0.0.1:9\"" } else { line }.to_owned();
        text.replace("[platform]", "\n[platform]").lines().map(line).collect::<Vec<_>>().join("\n")
    });
    let (retry, remedy) = token_advice(&running.post("/v1/preregister", &registration("T-4")));
    assert!(retry == "later" && remedy.contains("network") && !remedy.contains("AppSecret"), "{retry} {remedy}");
    running.configure(|text| text);
    for (body, code) in [("down", 503), ("slow down", 429)] {
        let down = StubResponse::Status { code, body: body.into() };
        running.sandbox.stub(Stub::on("/cgi-bin/stable_token").always().respond_with(down));
        assert_eq!(token_advice(&running.post("/v1/preregister", &registration("T-4"))).0, "later", "{code}");
        running.sandbox.clear_stubs();
    }
    assert_eq!(running.post("/v1/preregister", &registration("T-4")).json()["ok"], true);
}

#[test]
fn rejections_of_the_token_endpoint_must_be_corrected() {
    let running = Running::new();
    for (code, wanted, retry) in
        [(40001, "AppSecret", "after-fix"), (40125, "AppSecret", "after-fix"), (-1, "ask again", "later")]
    {
        let refused = format!(r#"{{"errcode":{code},"errmsg":"no"}}"#);
        let refused = StubResponse::Body(refused.into_bytes());
        running.sandbox.stub(Stub::on("/cgi-bin/stable_token").always().respond_with(refused));
        let (found, remedy) = token_advice(&running.post("/v1/preregister", &registration("T-5")));
        assert_eq!(found, retry, "{code}");
        assert!(remedy.contains(wanted) && !remedy.contains("Fetch a new token"), "{code} {remedy}");
        running.sandbox.clear_stubs();
    }
}

/// Callers don't fetch tokens, so remedies don't ask them to.
#[test]
fn a_token_that_is_rejected_twice_has_retry_later() {
    let running = Running::new();
    running.sandbox.reject_tokens(TokenPolicy::RefuseAll);
    let (_, remedy) = token_advice(&running.post("/v1/preregister", &registration("T-6")));
    assert!(!remedy.contains("Fetch a new token"), "{remedy}");
    let (retry, remedy) = token_advice(&running.post("/v1/preregister", &registration("T-6")));
    assert!(retry == "later" && remedy.contains("30 seconds"), "{retry} {remedy}");
}

/// The response contains the command that settles the call, for people and for programs.
#[test]
fn an_unknown_outcome_contains_the_command_that_settles_it() {
    let running = Running::and(SHORT);
    let busy = StubResponse::Gateway { code: -1, message: "system error".to_owned() };
    for (order, fault, retries) in [("S-1", StubResponse::DropBeforeHead, 1), ("S-2", busy, 2)] {
        running.sandbox.stub(Stub::on("preregister").respond_with(fault));
        for attempt in 0..=retries {
            let response = running.post("/v1/preregister", &registration(order)).json();
            let name = format!("main/preregister/{order}");
            assert_eq!((&response["outcome"], &response["settle"]), (&json!("unknown"), &json!(name)), "{response}");
            for lang in ["zh", "en"] {
                let remedy = response["remedy"][lang].as_str().unwrap();
                assert!(remedy.contains(&format!("--settle {name} --as done")), "{remedy}");
                assert!(!remedy.contains("Try again"), "{attempt} {remedy}");
            }
        }
    }
    // The name is quoted for a shell.
    running.sandbox.stub(Stub::on("sendmsg").respond_with(StubResponse::DropBeforeHead));
    let message = json!({ "hosp_out_trade_no": "S-1", "msg_type": "1", "first": "您已缴费成功。", "remark": "谢谢。" });
    let request = Request::post("/v1/sendmsg", message.to_string()).header("Idempotency-Key", "a'; reboot #");
    let remedy = running.send(&request).json()["remedy"]["en"].as_str().unwrap().to_owned();
    assert!(remedy.contains(r"--settle 'main/sendmsg/a'\''; reboot #' --as done"), "{remedy}");
}

/// Error codes that the document doesn't list are recorded. A code that may be a personal number is not.
#[test]
fn unlisted_codes_are_audited() {
    let mut running = Running::and("[audit]\nfile = \"audit.jsonl\"\n");
    for code in ["ORDER_REPEATED_2", "13812345678"] {
        let response = StubResponse::Business { code: code.to_owned(), description: "no".to_owned() };
        running.sandbox.stub(Stub::on("preregister").respond_with(response));
        let response = running.post("/v1/preregister", &registration(&format!("U-{code}"))).json();
        assert_eq!((&response["code"], &response["outcome"]), (&json!(code), &json!("unknown")), "{response}");
    }
    running.stop();
    let lines = std::fs::read_to_string(running.folder.path().join("audit.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<_> = lines.iter().map(|line| (&line["outcome"], &line["unknown"], &line["code"])).collect();
    let (business, unknown) = (&json!("business"), &json!(true));
    assert_eq!(found, [(business, unknown, &json!("ORDER_REPEATED_2")), (business, unknown, &json!(null))]);
}
