//! Calls are not sent twice unless the caller requests it.

use std::time::Duration;

use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse};
use wxmed_sidecar::journal::{CallKey, JournalFile, Settlement};

use crate::support::{Request, Running, lookup, registration, with};

fn sent(running: &Running) -> usize {
    running.sandbox.calls("/payinsurance/preregister")
}

#[test]
fn a_repeated_call_gets_the_same_response() {
    let mut running = Running::new();
    let first = running.post("/v1/preregister", &registration("K-1"));
    assert_eq!(first.json()["ok"], true);
    let again = running.post("/v1/preregister", &registration("K-1"));
    assert_eq!(again.json(), first.json());
    assert!(again.headers.contains("idempotent-replayed: true"), "{}", again.headers);
    assert!(!first.headers.contains("idempotent-replayed"));
    // `resend` has no effect on a finished call.
    let resent = running.post("/v1/preregister", &with(registration("K-1"), "resend", json!(true)));
    assert_eq!(resent.json(), first.json());
    running.restart();
    assert_eq!(running.post("/v1/preregister", &registration("K-1")).json(), first.json());
    assert_eq!(sent(&running), 1);
}

#[test]
fn another_request_under_the_same_number_is_refused() {
    let running = Running::new();
    assert_eq!(running.post("/v1/preregister", &registration("K-2")).json()["ok"], true);
    let other = with(registration("K-2"), "body", json!("另一次挂号"));
    let refused = running.post("/v1/preregister", &other);
    assert_eq!(refused.kind(), (409, "other-request".to_owned()));
    // The remedy first suggests repeating the request, because a new number would register the patient twice.
    let remedy = refused.json()["remedy"]["en"].as_str().unwrap().to_owned();
    assert!(remedy.starts_with("repeat the earlier request unchanged"), "{remedy}");
    assert_eq!(sent(&running), 1);
    // An idempotency key doesn't replace the order number.
    let request = Request::post("/v1/preregister", other.to_string()).header("Idempotency-Key", "own-key");
    assert_eq!(running.send(&request).kind(), (409, "other-request".to_owned()));
    assert_eq!(sent(&running), 1);
}

/// Maps in many languages return their keys in another order each time.
#[test]
fn the_order_of_keys_does_not_make_another_request() {
    let running = Running::new();
    let mut order = registration("K-12");
    let first = running.post("/v1/preregister", &order);
    assert_eq!(first.json()["ok"], true);
    let content = &order["request_content"]["json"];
    let (turned, text) = (turned(content), content.to_string());
    for json in [turned.clone(), json!(turned).to_string(), json!(text).to_string()] {
        let content = format!("{{\"json\": {json},\n\"spec\": \"city/shenzhen/registration\"}}");
        order["request_content"] = json!("HERE");
        let body = order.to_string().replace("\"HERE\"", &content);
        let again = running.send(&Request::post("/v1/preregister", body));
        assert_eq!(again.json(), first.json());
        assert!(again.headers.contains("idempotent-replayed: true"), "{json}");
    }
    let other = turned.replace("\"9.00\"", "\"8.00\"").replace("\"21.00\"", "\"22.00\"");
    assert_ne!(other, turned);
    let body = order.to_string().replace("\"HERE\"", &format!("{{\"json\":{other}}}"));
    let other = running.send(&Request::post("/v1/preregister", body));
    assert_eq!(other.kind(), (409, "other-request".to_owned()));
    assert_eq!(sent(&running), 1);
}

/// JSON with its keys in the opposite order, and with other white space.
fn turned(json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::Object(members) => {
            let members: Vec<String> =
                members.iter().rev().map(|(name, value)| format!("\"{name}\" :\t{}", turned(value))).collect();
            format!("{{ {} }}", members.join(" ,\n"))
        }
        other => other.to_string(),
    }
}

/// Some libraries create a new key for each attempt.
#[test]
fn a_new_key_for_each_attempt_does_not_send_a_call_twice() {
    let running = Running::new();
    running.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
    let send = |key: &str, body: serde_json::Value| {
        running.send(&Request::post("/v1/preregister", body.to_string()).header("Idempotency-Key", key))
    };
    assert_eq!(send("attempt-1", registration("K-8")).kind(), (504, "outcome-unknown".to_owned()));
    assert_eq!(send("attempt-2", registration("K-8")).kind(), (409, "outcome-unknown".to_owned()));
    // The key of an unknown call can't be used for another order.
    assert_eq!(send("attempt-1", registration("K-9")).kind(), (409, "outcome-unknown".to_owned()));
    assert_eq!(sent(&running), 1);
    // The refused calls left both the key `attempt-2` and the order K-9 unused.
    assert_eq!(send("attempt-2", registration("K-9")).json()["ok"], true);
    assert_eq!(send("attempt-3", registration("K-9")).json()["ok"], true, "the same response again");
    assert_eq!(sent(&running), 2);
}

/// A resent request may have other fields. If it has no effect, the first attempt stays unknown.
#[test]
fn an_unknown_outcome_stays_unknown_after_a_resend_without_effect() {
    let running = Running::new();
    running.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
    assert_eq!(running.post("/v1/preregister", &registration("K-10")).kind(), (504, "outcome-unknown".to_owned()));
    let corrected = with(registration("K-10"), "gmt_out_create", json!("20160501163103"));
    let held = running.post("/v1/preregister", &corrected);
    assert_eq!((held.kind(), &held.json()["outcome"]), ((409, "outcome-unknown".to_owned()), &json!("unknown")));
    running.sandbox.reject_tokens(wxmed_sandbox::TokenPolicy::RefuseAll);
    let again = running.post("/v1/preregister", &with(corrected, "resend", json!(true)));
    assert_eq!(again.kind(), (502, "token".to_owned()));
    assert_eq!(running.post("/v1/preregister", &registration("K-10")).kind(), (409, "outcome-unknown".to_owned()));
}

/// One in ten of these has a date of birth at the right position.
#[test]
fn an_order_number_that_begins_with_the_time_is_not_an_identity_number() {
    let running = Running::new();
    for number in ["202601190911302001", "202601301105221234", "260130110522001"] {
        assert_eq!(running.post("/v1/preregister", &registration(number)).json()["ok"], true, "{number}");
    }
    for key in ["44030019000101123X", "reg-44030019000101123x"] {
        let request = Request::post("/v1/preregister", registration("K-11").to_string());
        let refused = running.send(&request.header("Idempotency-Key", key));
        assert_eq!(refused.kind(), (400, "bad-request".to_owned()));
        assert!(refused.json()["message"]["en"].as_str().unwrap().contains("identity number"), "{}", refused.text());
    }
    assert_eq!(sent(&running), 3);
}

#[test]
fn an_unknown_outcome_is_remembered_until_resend() {
    let mut running = Running::new();
    // The platform processes the call, but the response is lost.
    running.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
    let lost = running.post("/v1/preregister", &registration("K-3"));
    assert_eq!(lost.kind(), (504, "outcome-unknown".to_owned()));
    assert_eq!(running.sandbox.orders().len(), 1);
    for round in 0..3 {
        let again = running.post("/v1/preregister", &registration("K-3"));
        assert_eq!(again.kind(), (409, "outcome-unknown".to_owned()), "{round}");
        let json = again.json();
        assert!(json["since"].as_str().is_some_and(|since| since.starts_with("20")), "{json}");
        assert!(json["remedy"]["en"].as_str().unwrap().contains("resend"), "{json}");
        assert!(json["message"]["en"].as_str().unwrap().contains("this order number"), "{json}");
        running.restart();
    }
    assert_eq!(sent(&running), 1);
    running.post("/v1/preregister", &with(registration("K-3"), "resend", json!(true)));
    assert_eq!(sent(&running), 2);
}

#[test]
fn a_call_in_progress_is_not_sent_again() {
    let running = Running::new();
    running.sandbox.stub(Stub::on("preregister").delay(Duration::from_secs(2)));
    let begun = running.sandbox.listen();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| running.post("/v1/preregister", &registration("K-4")));
        // The sandbox records the call before the delay; the token's fetch is recorded as well.
        while begun.recv().unwrap().request.path != "/payinsurance/preregister" {}
        let second = running.post("/v1/preregister", &registration("K-4"));
        assert_eq!(second.kind(), (409, "in-progress".to_owned()));
        assert_eq!(first.join().unwrap().json()["ok"], true);
    });
    assert_eq!(sent(&running), 1);
    assert_eq!(running.post("/v1/preregister", &registration("K-4")).json()["ok"], true);
}

/// If the caller disconnects, the call continues, and a repeated call gets its response.
#[test]
fn a_disconnected_caller_can_get_its_response_later() {
    use std::io::Write as _;
    let running = Running::new();
    running.sandbox.stub(Stub::on("preregister").delay(Duration::from_millis(300)));
    let begun = running.sandbox.listen();
    let mut stream = std::net::TcpStream::connect(running.address()).unwrap();
    let request = Request::post("/v1/preregister", registration("K-5").to_string());
    stream.write_all(&request.bytes(running.address())).unwrap();
    while begun.recv().unwrap().request.path != "/payinsurance/preregister" {}
    drop(stream);
    let response = loop {
        let response = running.post("/v1/preregister", &registration("K-5"));
        if response.kind() != (409, "in-progress".to_owned()) {
            break response;
        }
        std::thread::yield_now();
    };
    assert_eq!(response.json()["ok"], true, "{}", response.text());
    assert_eq!(sent(&running), 1);
}

/// Stopping waits for the calls in progress, and their callers get their responses.
#[test]
fn stopping_waits_for_calls_in_progress() {
    let mut running = Running::new();
    running.sandbox.stub(Stub::on("preregister").delay(Duration::from_millis(300)));
    let begun = running.sandbox.listen();
    let address = running.address();
    let caller = std::thread::spawn(move || {
        let request = Request::post("/v1/preregister", registration("K-6").to_string());
        crate::support::exchange(address, &request)
    });
    while begun.recv().unwrap().request.path != "/payinsurance/preregister" {}
    assert_eq!(running.stop(), 0);
    assert_eq!(caller.join().unwrap().json()["ok"], true);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn lookups_are_not_recorded() {
    let running = Running::new();
    for _ in 0..2 {
        let request = Request::post("/v1/getmedinfo", lookup().to_string()).header("Idempotency-Key", "same");
        assert_eq!(running.send(&request).json()["ok"], true);
    }
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 2);
}

#[test]
fn a_message_is_recorded_only_under_a_key() {
    let running = Running::new();
    running.post("/v1/preregister", &registration("K-7"));
    let message = json!({ "hosp_out_trade_no": "K-7", "msg_type": "1", "first": "您已缴费成功。", "remark": "谢谢。" });
    for _ in 0..2 {
        assert_eq!(running.post("/v1/sendmsg", &message).json()["ok"], true);
    }
    assert_eq!(running.sandbox.messages().len(), 2);
    for _ in 0..2 {
        let request = Request::post("/v1/sendmsg", message.to_string()).header("Idempotency-Key", "K-7/paid");
        assert_eq!(running.send(&request).json()["ok"], true);
    }
    assert_eq!(running.sandbox.messages().len(), 3);
    // The remedy depends on whether the call was recorded.
    for (key, wanted) in [(None, "not recorded"), (Some("K-7/again"), "\"resend\"")] {
        running.sandbox.stub(Stub::on("sendmsg").respond_with(StubResponse::DropBeforeHead));
        let request = Request::post("/v1/sendmsg", message.to_string());
        let lost = running.send(&key.into_iter().fold(request, |request, key| request.header("Idempotency-Key", key)));
        assert_eq!(lost.kind(), (504, "outcome-unknown".to_owned()));
        assert!(lost.json()["remedy"]["en"].as_str().unwrap().contains(wanted), "{}", lost.text());
    }
}

/// A field may be given under an alias. The client sends it under its own name.
#[test]
fn an_order_number_under_an_alias_is_the_order_number() {
    const NUMBER: &str = "    - name: hosp_out_trade_no\n";
    const SHIPPED: &str = include_str!("../../../schema/specs/payinsurance/preregister.yaml");
    let mut running = Running::new();
    let folder = running.folder.path().join("specs/payinsurance");
    std::fs::create_dir_all(&folder).unwrap();
    let spec =
        SHIPPED.replacen(NUMBER, &format!("{NUMBER}      aliases: [{{ name: order_no, section: \"1.3\" }}]\n"), 1);
    assert!(spec.contains("order_no"));
    std::fs::write(folder.join("preregister.yaml"), spec).unwrap();
    running.reconfigure("[[listen]]\ntcp = \"127.0.0.1:0\"\n[specs]\npaths = [\"specs\"]\n");
    let renamed = |request: serde_json::Value| {
        let mut request = request;
        let fields = request.as_object_mut().unwrap();
        let number = fields.remove("hosp_out_trade_no").unwrap();
        fields.insert("order_no".to_owned(), number);
        request
    };
    let first = running.post("/v1/preregister", &renamed(registration("K-12")));
    assert_eq!(first.json()["ok"], true, "{}", first.text());
    for request in [renamed(registration("K-12")), registration("K-12")] {
        assert_eq!(running.post("/v1/preregister", &request).text(), first.text(), "the same response again");
    }
    let other = with(registration("K-12"), "gmt_out_create", json!("20160501163103"));
    assert_eq!(running.post("/v1/preregister", &renamed(other)).kind(), (409, "other-request".to_owned()));
    assert_eq!(sent(&running), 1);
}

fn settle_done(running: &Running, operation: &str, number: &str) {
    let file = JournalFile::open(running.folder.path().join("journal.sqlite")).unwrap();
    assert!(file.settle(&CallKey::new("main", operation, number).unwrap(), Settlement::Done).unwrap());
}

/// An operator has settled the order as done, but two different requests had been sent.
#[test]
fn two_requests_that_may_have_been_processed_get_no_stored_response() {
    let running = Running::new();
    let corrected = with(registration("K-13"), "gmt_out_create", json!("20160501163103"));
    for request in [registration("K-13"), with(corrected.clone(), "resend", json!(true))] {
        running.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
        assert_eq!(running.post("/v1/preregister", &request).kind(), (504, "outcome-unknown".to_owned()));
    }
    settle_done(&running, "preregister", "K-13");
    for request in [registration("K-13"), corrected] {
        let held = running.post("/v1/preregister", &request);
        assert_eq!(held.kind(), (409, "other-request".to_owned()));
        let json = held.json();
        assert_eq!((&json["outcome"], &json["retry"]), (&json!("unknown"), &json!("no")), "{json}");
        assert!(json["message"]["en"].as_str().unwrap().contains("different requests were sent"), "{json}");
        assert!(json["message"]["zh"].as_str().unwrap().contains("内容不同的请求"), "{json}");
    }
    assert_eq!(sent(&running), 2);
}
