//! Each kind of failure has its status, and leaves the order in the correct state.

use axum::response::IntoResponse;
use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse};

use crate::online::{Online, elsewhere, form, post};
use crate::service::order::{Kind, Order, State, Submission};

#[tokio::test]
async fn all_violations_of_a_form_are_reported_in_the_callers_language() {
    let online = Online::start().await;
    let mut form = form("H1 with blanks at its end ", &online.patient());
    form["patient"]["name"] = json!("");
    form["patient"]["identity_number"] = json!("4403");
    form["visit"]["total_fee"] = json!("31.00");
    form["client_ip"] = json!("10.193.0.256");
    let problem = online.register(&form).await;
    assert_eq!((problem.status, &problem.json()["kind"]), (422, &json!("violations")));
    let problem_json = problem.json();
    let violations = problem_json["violations"].as_array().unwrap();
    let keys: Vec<_> = violations.iter().map(|violation| (&violation["path"], &violation["rule"])).collect();
    for (path, rule) in [
        ("name", "required"),
        ("idcard_md5", "value"),
        ("user_name", "required"),
        ("user_card_no", "value"),
        ("hosp_out_trade_no", "white-space"),
        ("spbill_create_ip", "format"),
        ("request_content.mzghdj", "registration-total"),
    ] {
        assert!(keys.contains(&(&json!(path), &json!(rule))), "{path}: {keys:?}");
    }
    // The field is in the registration and in the message.
    let number = (&json!("hosp_out_trade_no"), &json!("white-space"));
    assert_eq!(keys.iter().filter(|key| **key == number).count(), 1, "{keys:?}");
    assert!(problem.text.contains("must add up to the total"), "{}", problem.text);
    let english = post(format!("{}/registrations", online.public), &form, "zh;q=0.5, en; q=0.9").await;
    assert!(english.text.contains("must add up to the total"), "{}", english.text);

    let chinese = post(format!("{}/registrations", online.public), &form, "zh-CN").await;
    assert!(chinese.text.contains("须等于挂号合计"), "{}", chinese.text);
    assert_eq!(online.sandbox.recorded_calls().len(), 0);
}

#[tokio::test]
async fn a_body_that_is_not_a_form_is_refused() {
    let online = Online::start().await;
    let mut form = form("H1", &online.patient());
    form["patient"]["surname"] = json!("张");
    let problem = online.register(&form).await;
    assert_eq!((problem.status, &problem.json()["kind"]), (422, &json!("json")), "{problem:?}");
    assert_eq!(online.sandbox.recorded_calls().len(), 0);
}

/// A registration may have a longer order number than a message: that is reported before either is sent.
#[tokio::test]
async fn violations_of_the_message_are_reported_with_the_registration() {
    let online = Online::start().await;
    let problem = online.register(&form(&"H".repeat(33), &online.patient())).await;
    assert_eq!((problem.status, &problem.json()["violations"][0]["path"]), (422, &json!("hosp_out_trade_no")));
    assert_eq!(online.sandbox.recorded_calls().len(), 0);
}

/// An operation, the stubbed response, and the status and kind that the caller gets.
type Case = (&'static str, fn() -> StubResponse, u16, &'static str);

const LOOKUPS: [Case; 5] = [
    ("getmedinfo", || StubResponse::Business { code: "80005".into(), description: "姓名不符".into() }, 409, "business"),
    ("getmedinfo", || StubResponse::Protocol { message: "签名失败".into() }, 502, "protocol"),
    ("getmedinfo", || StubResponse::Gateway { code: 48001, message: "api unauthorized".into() }, 502, "gateway"),
    ("getmedinfo", || StubResponse::Body(b"<html>".to_vec()), 502, "malformed"),
    ("/cgi-bin/stable_token", || StubResponse::Gateway { code: 40164, message: "invalid ip".into() }, 503, "token"),
];

#[tokio::test]
async fn a_failed_lookup_has_its_status_and_leaves_no_order() {
    for (on, response, status, kind) in LOOKUPS {
        let online = Online::start().await;
        online.sandbox.stub(Stub::on(on).always().respond_with(response()));
        let problem = online.register(&form("H1", &online.patient())).await;
        assert_eq!((problem.status, &problem.json()["kind"]), (status, &json!(kind)), "{problem:?}");
        assert_eq!(online.get("/registrations/H1").await.status, 404, "{kind}");
        assert_eq!(online.registered("H1"), 0);
    }
}

#[tokio::test]
async fn a_lookup_is_retried_until_the_platform_responds() {
    let online = Online::start().await;
    online.sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::status(503)));
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
}

/// A request that the platform has certainly not executed can be corrected and submitted again under the same number.
#[tokio::test]
async fn a_registration_that_was_refused_can_be_submitted_again() {
    let cases: [Case; 3] = [
        ("preregister", || StubResponse::Protocol { message: "参数格式校验错误".into() }, 502, "protocol"),
        ("preregister", || StubResponse::Gateway { code: 48001, message: "api unauthorized".into() }, 502, "gateway"),
        ("preregister", StubResponse::token_rejected, 503, "token"),
    ];
    for (on, response, status, kind) in cases {
        let online = Online::start().await;
        online.sandbox.stub(Stub::on(on).times(2).respond_with(response()));
        let mut form = form("H1", &online.patient());
        let problem = online.register(&form).await;
        assert_eq!((problem.status, &problem.json()["kind"]), (status, &json!(kind)), "{problem:?}");
        let order = online.get("/registrations/H1").await.json();
        assert_eq!(order["registration"]["state"], "not-done");
        assert_eq!(order["registration"]["reason"]["kind"], kind);
        assert_eq!(online.registered("H1"), 0);

        online.sandbox.clear_stubs();
        form["visit"]["doctor"] = json!("钱六");
        assert_eq!(online.register(&form).await.status, 200);
        assert_eq!(online.registered("H1"), 1);
    }
}

/// It may have been executed, so it isn't sent again.
#[tokio::test]
async fn a_registration_whose_outcome_is_unknown_is_recorded_and_not_sent_again() {
    let cases: [(fn() -> StubResponse, usize); 6] = [
        (|| StubResponse::DropBeforeHead, 1),
        (|| StubResponse::DropInBody, 1),
        (|| StubResponse::Forged, 1),
        (|| StubResponse::status(502), 0),
        (|| StubResponse::system_busy(), 0),
        (|| StubResponse::Business { code: "99999".into(), description: "made up".into() }, 0),
    ];
    for (response, registered) in cases {
        let online = Online::start().await;
        online.sandbox.stub(Stub::on("preregister").respond_with(response()));
        let mut form = form("H1", &online.patient());
        for _ in 0..2 {
            let order = online.register(&form).await;
            let state = &order.json()["registration"]["state"];
            assert_eq!((order.status, state), (202, &json!("unknown")), "{:?} {order:?}", response());
            form["client_ip"] = json!("10.193.0.2");
        }
        form["visit"]["doctor"] = json!("钱六");
        let other = online.register(&form).await;
        assert_eq!((other.status, &other.json()["kind"]), (409, &json!("order-number-unsettled")), "{other:?}");
        assert_eq!(online.sandbox.calls("/payinsurance/preregister"), 1, "{:?}", response());
        assert_eq!(online.registered("H1"), registered, "{:?}", response());
    }
}

/// Time is paused once the platform has the request, so the client's time-out elapses immediately.
#[tokio::test]
async fn a_registration_without_a_response_has_an_unknown_outcome() {
    let online = Online::start().await;
    online.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Hang));
    let calls = online.sandbox.listen();
    let received = async {
        elsewhere(move || while calls.recv().unwrap().operation.as_deref() != Some("preregister") {}).await;
        tokio::time::pause();
    };
    let form = form("H1", &online.patient());
    let (order, ()) = tokio::join!(online.register(&form), received);
    assert_eq!((order.status, &order.json()["registration"]["state"]), (202, &json!("unknown")), "{order:?}");
    assert_eq!(order.json()["registration"]["reason"]["kind"], "outcome-unknown");
    assert_eq!(online.registered("H1"), 1);
}

#[tokio::test]
async fn a_token_that_expires_in_between_is_replaced() {
    let online = Online::start().await;
    let form = form("H1", &online.patient());
    assert_eq!(online.post("/cards/lookup", &form["patient"]).await.status, 200);
    online.sandbox.expire_tokens();
    assert_eq!(online.register(&form).await.status, 200);
}

/// A message that may have been sent isn't sent again, either.
#[tokio::test]
async fn a_message_is_sent_again_only_if_it_was_not_sent() {
    let refused = || StubResponse::Protocol { message: "参数格式校验错误".into() };
    let lost = || StubResponse::DropBeforeHead;
    for (response, first, second, state) in
        [(refused as fn() -> StubResponse, 502, 200, "done"), (lost, 202, 202, "unknown")]
    {
        let online = Online::start().await;
        assert_eq!(online.post_internal("/registrations/H1/payment", &json!({})).await.status, 404);
        assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
        online.sandbox.stub(Stub::on("sendmsg").respond_with(response()));
        assert_eq!(online.post_internal("/registrations/H1/payment", &json!({})).await.status, first);
        let order = online.post_internal("/registrations/H1/payment", &json!({})).await;
        assert_eq!((order.status, &order.json()["message"]["state"]), (second, &json!(state)), "{order:?}");
        assert_eq!(online.sandbox.messages().len(), 1);
    }
}

#[test]
fn the_status_of_a_payment_is_that_of_its_message() {
    let submission = |state| Submission { state, changed_at: 0, reason: None, settled_by: None, note: None };
    for (state, status) in [(State::Done, 200), (State::Sending, 202), (State::Unknown, 202), (State::NotDone, 409)] {
        let (registration, message) = (submission(State::Done), Some(submission(state)));
        let order = Order { order_number: "H1".to_owned(), registration, message };
        assert_eq!(order.submission_response(Kind::Message).into_response().status().as_u16(), status, "{state:?}");
    }
}
