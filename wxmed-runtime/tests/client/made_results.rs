//! Results that tests create without a client are equal to those of a client.

use std::fmt::Debug;

use wxmed::payinsurance::{GetMedInfo, GetMedInfoError, Preregister};
use wxmed::testing::{MockRule, MockTransport, no_token, response};
use wxmed::{
    ApiKey, CallErrorKind, Client, Error, Request, RetryPolicy, Stage, StaticToken, TokenError, TransportError,
    TransportErrorKind, Valid,
};

use crate::support::{lookup, merchant, registration};

const FOUND: [(&str, &str); 3] = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];

async fn sent<T: Request<Reply: Debug>>(request: &Valid<T>, rule: MockRule) -> String {
    let builder = Client::builder(ApiKey::new("k")).token(StaticToken::new("T")).retries(RetryPolicy::none());
    let client = builder.transport(MockTransport::new().rule(rule)).build().unwrap();
    match client.send(request).await {
        Ok(response) => format!("{:?}", &*response),
        Err(error) => shown(&error),
    }
}

fn shown(error: &Error) -> String {
    format!("{} {:?} {:?} {error}", error.kind(), error.outcome(), error.status())
}

fn made<T: Request<Reply: Debug>>(rule: MockRule) -> String {
    match response::<T>(rule) {
        Ok(response) => format!("{:?}", &*response),
        Err(error) => shown(&error),
    }
}

#[tokio::test(start_paused = true)]
async fn a_created_result_is_equal_to_that_of_a_call() {
    let rules = || {
        [
            MockRule::any().success(FOUND),
            MockRule::any().success([("medical_card_no", "1")]),
            MockRule::any().business_error("80004", "未绑卡"),
            MockRule::any().business_error("99999", "?"),
            MockRule::any().protocol_error("签名失败 rid: 6550793e-6180a984-10dc82bb"),
            MockRule::any().gateway_error(48001),
            MockRule::any().status(503, "<html>"),
            MockRule::any().status(403, ""),
            MockRule::any().status(200, "<xml>"),
            MockRule::any().fault(TransportError::new(Stage::NotSent, TransportErrorKind::Connect, "refused")),
            MockRule::any().silence(),
        ]
    };
    let (lookup, registration) = (lookup(), registration(merchant()));
    for rule in rules() {
        assert_eq!(made::<GetMedInfo>(rule.clone()), sent(&lookup, rule).await);
    }
    for rule in rules().into_iter().skip(2) {
        assert_eq!(made::<Preregister>(rule.clone()), sent(&registration, rule).await);
    }
}

#[test]
fn a_success_is_signed_if_the_operation_signs_its_responses() {
    let made = response::<Preregister>(MockRule::any().success([("response_content", "{}")])).unwrap();
    assert_eq!(made.verification(), wxmed::Verification::Verified);
    let key = ApiKey::new("another");
    let made = response::<Preregister>(MockRule::any().signed_success(&key, [("response_content", "{}")])).unwrap();
    assert_eq!(made.verification(), wxmed::Verification::Verified);
}

#[test]
fn errors_can_be_matched_like_those_of_a_call() {
    let error = response::<GetMedInfo>(MockRule::any().business_error("80004", "未绑卡")).unwrap_err();
    assert_eq!(error.code(), Some(GetMedInfoError::CardNotBound));
    let refused = response::<GetMedInfo>(MockRule::any().gateway_error(40001)).unwrap_err();
    assert!(matches!(&refused, Error::Token(failure) if matches!(failure.cause, TokenError::StillRejected)));
    let error = response::<Preregister>(MockRule::any().silence()).unwrap_err();
    let Error::OutcomeUnknown(failure) = error else { panic!("{error}") };
    assert!(matches!(failure.cause, CallErrorKind::Transport(_)) && failure.attempts == 1);
    let error = no_token::<GetMedInfo>(TokenError::TimedOut);
    assert!(matches!(error, Error::Token(_)) && error.to_string().contains("getmedinfo"), "{error}");
}
