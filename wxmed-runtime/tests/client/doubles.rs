//! The transport for tests of other people's programs.

use std::time::Duration;

use wxmed::testing::{Double, Rule};
use wxmed::{ApiKey, CallFault, Client, Error, Stage, TransportError, TransportFault, Verification};

use crate::common::KEY;
use crate::support::{lookup, merchant, message, registration, stable};

const CARD: [(&str, &str); 3] = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];

fn key() -> ApiKey {
    ApiKey::new(KEY)
}

fn client(double: &Double) -> Client {
    Client::builder(key()).token(stable()).transport(double.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn rules_answer_in_their_order_until_they_are_used_up() {
    let double = Double::new()
        .rule(Rule::on("getmedinfo").times(1).gateway_error(40001))
        .rule(Rule::on("getmedinfo").times(1).status(503, "busy"))
        .rule(Rule::on("/payinsurance/getmedinfo").delay(Duration::from_secs(2)).success(CARD));
    let begun = tokio::time::Instant::now();
    assert_eq!(client(&double).send(&lookup()).await.unwrap().medical_card_no, "1");
    assert!(begun.elapsed() >= Duration::from_secs(2));
    assert_eq!((double.calls("getmedinfo"), double.calls("/cgi-bin/stable_token")), (3, 2));
}

#[tokio::test]
async fn signed_answers_are_verified_and_give_the_nonce_back() {
    let double = Double::new()
        .rule(Rule::on("preregister").signed_success(&key(), [("response_content", "{}")]))
        .rule(Rule::on("sendmsg").signed_success(&key(), []));
    let client = client(&double);
    let answer = client.send(&registration(merchant())).await.unwrap();
    assert_eq!(answer.verification(), Verification::Verified);
    client.send(&message()).await.unwrap();
    let sent = &double.requests()[1];
    assert_eq!((sent.path.as_str(), sent.fields["user_name"].as_str()), ("/payinsurance/preregister", "张三"));
    assert!(!format!("{sent:?} {double:?}").contains("张三"));
}

#[tokio::test(start_paused = true)]
async fn faults_are_what_they_are_said_to_be() {
    let broken = TransportError::new(Stage::PerhapsSent, TransportFault::Broken, "reset");
    let double = Double::new()
        .rule(Rule::on("preregister").times(1).fault(broken))
        .rule(Rule::on("preregister").times(1).silence())
        .rule(Rule::on("preregister").times(1).protocol_error("签名失败"))
        .rule(Rule::on("preregister").times(1).refusal("X", "no"));
    let client = client(&double);
    let send = async || client.send(&registration(merchant())).await.unwrap_err();
    assert!(matches!(send().await, Error::OutcomeUnknown(_)));
    assert!(matches!(send().await, Error::OutcomeUnknown(_)));
    assert!(matches!(send().await, Error::Protocol(_)));
    assert!(matches!(send().await, Error::Business(_)));
    let Error::Unanswered(failure) = send().await else { panic!("no rule is left") };
    assert!(matches!(failure.cause, CallFault::Status { status: 404, .. }));
    assert_eq!(double.calls("preregister"), 5);
}
