//! A person settles what is unknown.

use serde_json::json;
use wxmed_sandbox::{Stub, StubResponse};

use crate::online::{Online, form};

async fn with_unknown(response: StubResponse) -> Online {
    let online = Online::start().await;
    online.sandbox.stub(Stub::on("preregister").answer(response));
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 202);
    online
}

fn settlement(finding: &str) -> serde_json::Value {
    json!({ "finding": finding, "by": "M. Li", "note": "seen on the merchant platform" })
}

#[tokio::test]
async fn what_was_done_is_settled_and_can_be_paid() {
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
async fn what_was_not_done_can_be_submitted_again() {
    let online = with_unknown(StubResponse::status(503)).await;
    let settled = online.post_internal("/reconciliation/H1/registration", &settlement("not-done")).await;
    assert_eq!((settled.status, &settled.json()["registration"]["state"]), (200, &json!("not-done")));
    assert_eq!(online.registered("H1"), 0);
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
    assert_eq!(online.registered("H1"), 1);
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
async fn only_what_is_unknown_can_be_settled() {
    let online = Online::start().await;
    let settle = async |path: &str| online.post_internal(path, &settlement("not-done")).await.status;
    assert_eq!(settle("/reconciliation/H1/registration").await, 404);
    assert_eq!(online.register(&form("H1", &online.patient())).await.status, 200);
    assert_eq!(settle("/reconciliation/H1/registration").await, 409);
    assert_eq!(settle("/reconciliation/H1/message").await, 409);
    assert_eq!(online.get("/registrations/H1").await.json()["registration"]["state"], "done");
    assert_eq!(settle("/reconciliation/H1/receipt").await, 400);

    online.sandbox.stub(Stub::on("preregister").answer(StubResponse::Protocol { message: "XML格式错误".into() }));
    assert_eq!(online.register(&form("H2", &online.patient())).await.status, 502);
    let unpaid = online.post_internal("/registrations/H2/payment", &json!({})).await;
    assert_eq!((unpaid.status, &unpaid.json()["kind"]), (409, &json!("not-registered")));
    assert_eq!(online.sandbox.messages().len(), 0);
}
