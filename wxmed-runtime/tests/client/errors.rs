//! The code, the HTTP status and the message of an error.

use wxmed::errors::GatewayError;
use wxmed::payinsurance::GetMedInfoError;
use wxmed::{Error, IdCard, Preregister};

use crate::common::unsigned_body;
use crate::support::{Double, Reaction, client, lookup, refused, stable, token};

async fn failed(reaction: impl Fn() -> Reaction + Send + Sync + 'static) -> Error {
    client(&Double::new(move |_, _| reaction())).send(&lookup()).await.unwrap_err()
}

fn not_bound(status: u16) -> Reaction {
    let fields =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    Reaction::Response(status, unsigned_body(&fields))
}

#[tokio::test(start_paused = true)]
async fn a_code_is_compared_in_one_line() {
    let error = failed(|| not_bound(200)).await;
    assert_eq!(error.code(), Some(GetMedInfoError::CardNotBound));
    assert_eq!(error.code::<GatewayError>(), None);
    let error = failed(|| refused(48001)).await;
    assert_eq!(error.code(), Some(GatewayError::ApiUnauthorized));
    assert_eq!(error.code::<GetMedInfoError>(), None);
    assert_eq!(failed(|| Reaction::Response(404, "nothing".into())).await.code::<GetMedInfoError>(), None);
}

#[tokio::test(start_paused = true)]
async fn the_status_is_that_of_the_last_attempt() {
    assert_eq!(failed(|| not_bound(200)).await.status(), Some(200));
    assert_eq!(failed(|| not_bound(500)).await.status(), Some(500));
    assert_eq!(failed(|| Reaction::Response(404, "nothing".into())).await.status(), Some(404));
    assert_eq!(failed(|| Reaction::Response(200, "<xml>".into())).await.status(), Some(200));
    assert_eq!(failed(|| Reaction::Never).await.status(), None);
    assert_eq!(Error::NoRuntime.status(), None);

    let busy_then_not_found =
        Double::new(|_, before| Reaction::Response(if before == 0 { 503 } else { 404 }, "".into()));
    let error = client(&busy_then_not_found).send(&lookup()).await.unwrap_err();
    assert_eq!((error.status(), error.earlier()[0].status), (Some(404), Some(503)));
}

#[tokio::test(start_paused = true)]
async fn the_status_is_that_of_the_token_endpoint_if_the_fetch_failed() {
    let status = async |fetch: fn() -> Reaction| {
        let double = Double::new(move |seen, _| if seen.is_fetch() { fetch() } else { refused(40001) });
        crate::support::client_with(&double, stable()).send(&lookup()).await.unwrap_err().status()
    };
    assert_eq!(status(|| Reaction::Response(502, "nothing".into())).await, Some(502));
    assert_eq!(status(|| Reaction::Response(200, r#"{"errcode":40125}"#.into())).await, Some(200));
    // The endpoint returned the rejected token again, so the status is that of the call.
    assert_eq!(status(|| token("T")).await, Some(200));
}

#[tokio::test(start_paused = true)]
async fn debug_is_the_message_and_the_alternate_flag_shows_the_fields() {
    let error = failed(|| not_bound(200)).await;
    assert_eq!(format!("{error:?}"), error.to_string());
    let parts = format!("{error:#?}");
    assert!(parts.starts_with("Business(") && parts.contains("status: Some(\n"), "{parts}");

    let violations = Preregister::from_fields([("appid", "")]).unwrap_err();
    assert_eq!(format!("{violations:?}"), violations.to_string());
    assert!(format!("{violations:#?}").contains("rule: "));
    let error = Error::from(violations);
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(format!("{error:#?}").starts_with("Invalid("));

    let error = IdCard::parse("4403").unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
}
