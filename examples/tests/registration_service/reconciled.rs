//! A person settles unknown outcomes.

use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse};

use crate::online::{Online, form};

async fn with_unknown(response: StubResponse) -> Online {
    let online = Online::start().await;
    online.sandbox.stub(Stub::on("preregister").respond_with(response));
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 202);
    online
}

fn settlement(finding: &str) -> serde_json::Value {
    json!({ "finding": finding, "by": "M. Li", "note": "seen on the merchant platform" })
}

#[tokio::test]
async fn a_registration_settled_as_done_can_be_paid() {
    let online = with_unknown(StubResponse::DropBeforeHead).await;
    let open = online.get_internal("/reconciliation").await.json();
    assert_eq!((&open[0]["order_number"], &open[0]["kind"]), (&json!("H1"), &json!("registration")));
    assert_eq!(open[0]["reason"]["kind"], "outcome-unknown");

    let settled = online.post_internal("/reconciliation/H1/registration", &settlement("done")).await;
    assert_eq!(settled.status, 200, "{settled:?}");
    let registration = &settled.json()["registration"];
    assert_eq!((&registration["state"], &registration["settled_by"]), (&json!("done"), &json!("M. Li")));
    assert_eq!(online.get_internal("/reconciliation").await.json(), json!([]));
    assert_eq!(online.post_internal("/registrations/H1/payment", &json!({})).await.status, 200);
}

#[tokio::test]
async fn a_registration_settled_as_not_done_can_be_submitted_again() {
    let online = with_unknown(StubResponse::status(503)).await;
    let settled = online.post_internal("/reconciliation/H1/registration", &settlement("not-done")).await;
    assert_eq!((settled.status, &settled.json()["registration"]["state"]), (200, &json!("not-done")));
    assert_eq!(online.registered("H1"), 0);
    assert_eq!(online.text("SELECT CAST(count(*) AS TEXT) FROM submission_history"), "0");
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
    assert_eq!(online.registered("H1"), 1);

    // The previous state is kept.
    let select = "SELECT concat_ws('/', order_number, kind, state, settled_by, note) FROM submission_history";
    let kept = "H1/registration/not-done/M. Li/seen on the merchant platform";
    assert_eq!(online.text(select), kept);
    assert!(online.text("SELECT reason FROM submission_history").contains(r#""kind""#));
    let shown = online.get("/registrations/H1").await.json();
    assert_eq!(shown["registration"]["settled_by"], json!(null));
}

#[tokio::test]
async fn a_payment_proves_that_the_order_was_registered() {
    let online = with_unknown(StubResponse::DropInBody).await;
    let order = online.post_internal("/registrations/H1/payment", &json!({})).await;
    let registration = &order.json()["registration"];
    assert_eq!((&registration["state"], &registration["settled_by"]), (&json!("done"), &json!("payment")), "{order:?}");
    assert_eq!(order.json()["message"]["state"], "done");
}

#[tokio::test]
async fn only_an_unknown_outcome_can_be_settled() {
    let online = Online::start().await;
    let settle = async |path: &str| online.post_internal(path, &settlement("not-done")).await.status;
    assert_eq!(settle("/reconciliation/H1/registration").await, 404);
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
    assert_eq!(settle("/reconciliation/H1/registration").await, 409);
    assert_eq!(settle("/reconciliation/H1/message").await, 409);
    assert_eq!(online.get("/registrations/H1").await.json()["registration"]["state"], "done");
    assert_eq!(settle("/reconciliation/H1/receipt").await, 400);

    online.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Protocol { message: "XML格式错误".into() }));
    assert_eq!(online.register(&form("H2", &online.patient())).await.status, 502);
    let unpaid = online.post_internal("/registrations/H2/payment", &json!({})).await;
    assert_eq!((unpaid.status, &unpaid.json()["kind"]), (409, &json!("not-registered")));
    assert_eq!(online.post_internal("/registrations/H3/payment", &json!({})).await.status, 404);
    let metrics = online.get_internal("/metrics").await;
    assert!(metrics.text.lines().any(|line| line == "payments_without_registration_total 2"), "{}", metrics.text);
    assert_eq!(online.sandbox.messages().len(), 0);
}

/// As on a full disk: it was sent, and its result could not be recorded.
#[tokio::test]
async fn a_submission_without_a_recorded_end_is_not_sent_again_and_can_be_settled() {
    let online = Online::start().await;
    online.sql("CREATE TRIGGER full BEFORE UPDATE ON submissions BEGIN SELECT raise(ABORT, 'disk full'); END");
    let form = form("H1", &online.patient());
    assert_eq!(online.register(&form).await.status, 500);
    online.sql("DROP TRIGGER full");
    let again = online.register(&form).await;
    assert_eq!((again.status, &again.json()["registration"]["state"]), (202, &json!("sending")));
    assert_eq!(online.registered("H1"), 1);

    // As long as a call can take, it may still be in progress.
    assert_eq!(online.get_internal("/reconciliation").await.json(), json!([]));
    assert_eq!(online.post_internal("/reconciliation/H1/registration", &settlement("done")).await.status, 409);
    online.sql("UPDATE submissions SET changed_at = changed_at - 120");
    assert_eq!(online.get_internal("/reconciliation").await.json()[0]["state"], "sending");
    let metrics = online.get_internal("/metrics").await;
    assert!(metrics.text.lines().any(|line| line == "registration_open_submissions 1"), "{}", metrics.text);
    let settled = online.post_internal("/reconciliation/H1/registration", &settlement("done")).await;
    assert_eq!((settled.status, &settled.json()["registration"]["state"]), (200, &json!("done")));
}
