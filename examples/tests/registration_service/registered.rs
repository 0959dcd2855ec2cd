//! The successful case: from the card to the message.

use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse};

use crate::online::{Online, form, successes};

#[tokio::test]
async fn a_patient_is_registered_and_gets_a_message_once_it_is_paid() {
    let online = Online::start().await;
    let form = form("H1", &online.patient());
    let card = online.post("/cards/lookup", &form["patient"]).await;
    assert_eq!((card.status, &card.json()["card_no"]), (200, &json!("A10000001")));

    let order = online.register(&form).await;
    assert_eq!((order.status, &order.json()["registration"]["state"]), (200, &json!("done")), "{order:?}");
    assert_eq!((online.registered("H1"), online.sandbox.messages().len()), (1, 0));

    for _ in 0..2 {
        let order = online.post_internal("/registrations/H1/payment", &json!({})).await;
        assert_eq!((order.status, &order.json()["message"]["state"]), (200, &json!("done")), "{order:?}");
    }
    assert_eq!(online.sandbox.messages().len(), 1);
    assert_eq!(successes(&online.sandbox.recorded_calls(), "sendmsg", "H1"), 1);
    let shown = online.get("/registrations/H1").await.json();
    assert_eq!((&shown["registration"]["state"], &shown["message"]["state"]), (&json!("done"), &json!("done")));
}

#[tokio::test]
async fn without_a_card_there_is_a_link_for_binding_one() {
    let online = Online::start().await;
    let patient = online.patient();
    online.sandbox.unbind(patient.openid());
    let form = form("H1", &patient);
    for (path, body) in [("/cards/lookup", &form["patient"]), ("/registrations", &form)] {
        let problem = online.post(path, body).await;
        assert_eq!((problem.status, &problem.json()["kind"]), (409, &json!("card-not-bound")), "{path}");
        assert!(problem.json()["bind_url"].as_str().unwrap().starts_with(online.sandbox.url()));
    }
    assert_eq!((online.registered("H1"), online.get("/registrations/H1").await.status), (0, 404));

    online.sandbox.bind_card(patient.openid());
    assert_eq!(online.register(&form).await.status, 200);
}

#[tokio::test]
async fn the_same_order_number_is_registered_once() {
    let online = Online::start().await;
    let form = form("H1", &online.patient());
    let (first, second) = tokio::join!(online.register(&form), online.register(&form));
    // While one of them is sending it, the other one gets 202.
    assert!([first.status, second.status].contains(&200), "{first:?} {second:?}");
    let third = online.register(&form).await;
    assert_eq!((third.status, &third.json()["registration"]["state"]), (200, &json!("done")));
    assert_eq!(online.registered("H1"), 1);
    assert_eq!(online.sandbox.calls("/payinsurance/preregister"), 1);

    // The patient's phone is on another network now.
    let mut elsewhere = form.clone();
    elsewhere["client_ip"] = json!("10.193.0.2");
    let repeated = online.register(&elsewhere).await;
    assert_eq!((repeated.status, &repeated.json()["registration"]["state"]), (200, &json!("done")), "{repeated:?}");
    assert_eq!(online.sandbox.calls("/payinsurance/preregister"), 1);

    let mut other = form.clone();
    other["visit"]["doctor"] = json!("钱六");
    let taken = online.register(&other).await;
    assert_eq!((taken.status, &taken.json()["kind"]), (409, &json!("order-number-taken")));
    assert_eq!(online.sandbox.calls("/payinsurance/preregister"), 1);
}

#[tokio::test]
async fn calls_attempts_and_token_fetches_are_counted() {
    let online = Online::start().await;
    online.sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::token_rejected()));
    online.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
    let order = online.register(&form("H1", &online.patient())).await;
    assert_eq!(order.status, 202, "{order:?}");
    let metrics = online.get_internal("/metrics").await;
    for line in [
        r#"wxmed_calls_total{operation="getmedinfo",end="success",outcome="done"} 1"#,
        r#"wxmed_calls_total{operation="preregister",end="outcome-unknown",outcome="unknown"} 1"#,
        r#"wxmed_attempts_total{operation="getmedinfo",end="token-rejected"} 1"#,
        r#"wxmed_attempts_total{operation="getmedinfo",end="success"} 1"#,
        r#"wxmed_attempts_total{operation="preregister",end="no-response"} 1"#,
        r#"wxmed_attempt_seconds_count{operation="getmedinfo"} 2"#,
        r#"wxmed_token_fetches_total{endpoint="/cgi-bin/stable_token",kind="normal",end="success"} 2"#,
        r#"registration_submissions{kind="registration",state="unknown"} 1"#,
        r#"registration_submissions{kind="registration",state="done"} 0"#,
        "registration_open_submissions 1",
        "payments_without_registration_total 0",
        "# EOF",
    ] {
        assert!(metrics.text.lines().any(|other| other == line), "{line}\n{}", metrics.text);
    }
    assert_eq!(online.get_internal("/healthz").await.text, "ok");
}
