//! Errors contain the responses to earlier attempts.

use std::time::Duration;

use wxmed::{ApiKey, Client, Error, RetryPolicy, Stage, StaticToken, TokenError, TransportError, TransportErrorKind};

use crate::common::{KEY, signed_body, unsigned_body};
use crate::support::{
    Double, Reaction, broken, client, client_with, lookup, merchant, refused, registration, stable, token, token_error,
};

const BUSY: &str = "<html>王小明: busy</html>";
const REFUSED: &str = r#"{"errcode":40001,"errmsg":"invalid credential rid: 65-61"}"#;

type End = Box<dyn Fn() -> Reaction + Send + Sync>;

/// The attempt, status and text of each earlier response in an error.
fn earlier(error: &Error) -> Vec<(u32, Option<u16>, String)> {
    error.earlier().iter().map(|kept| (kept.attempt, kept.status, kept.raw.text().into_owned())).collect()
}

fn busy() -> Reaction {
    Reaction::Response(503, BUSY.into())
}

fn cut() -> Reaction {
    let cut = TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset");
    Reaction::Fail(cut.with_status(200).with_partial("<xml><return_"))
}

/// Whichever error the third attempt ends with, it contains the first two responses.
#[tokio::test(start_paused = true)]
async fn every_error_contains_the_earlier_responses() {
    let api_error = [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "NO_AUTH")];
    let forged = || {
        let body = signed_body(&[("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("medical_card_no", "6001")]);
        Reaction::Response(200, body.replace("6001", "6009"))
    };
    let ends: [(&str, End); 7] = [
        ("unanswered", Box::new(|| broken(Stage::MaybeSent))),
        ("unanswered", Box::new(|| Reaction::Response(404, "<html>".into()))),
        ("gateway", Box::new(|| Reaction::Response(200, r#"{"errcode":45009,"errmsg":"limit"}"#.into()))),
        (
            "protocol",
            Box::new(|| {
                Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", "SYSTEMERROR")]))
            }),
        ),
        ("business", Box::new(move || Reaction::Response(200, unsigned_body(&api_error)))),
        ("signature", Box::new(forged)),
        ("malformed", Box::new(|| Reaction::Response(200, "<html>".into()))),
    ];
    for (kind, end) in ends {
        let double = Double::new(move |_, before| match before {
            0 => busy(),
            1 => cut(),
            _ => end(),
        });
        let error = client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!((error.kind(), double.calls()), (kind, 3), "{error:?}");
        let expected = [(1, Some(503), BUSY.to_owned()), (2, Some(200), "<xml><return_".to_owned())];
        assert_eq!(earlier(&error), expected, "{kind}");
        assert!(!format!("{error:?}{error}{error:#}").contains("王小明"), "{error:?}");
    }
}

/// An attempt without a response adds nothing, and the last response isn't among the earlier ones.
#[tokio::test(start_paused = true)]
async fn only_received_responses_of_earlier_attempts_are_kept() {
    let double = Double::new(|_, before| if before == 1 { busy() } else { broken(Stage::MaybeSent) });
    let error = client(&double).send(&lookup()).await.unwrap_err();
    assert_eq!((earlier(&error), error.raw()), (vec![(2, Some(503), BUSY.to_owned())], None));

    let error = client(&Double::new(|_, _| cut())).send(&registration(merchant())).await.unwrap_err();
    assert_eq!((earlier(&error), error.raw().unwrap().text()), (Vec::new(), "<xml><return_".into()));
}

/// A registration is sent again with a new token and its outcome is unknown; the error contains the rejection.
#[tokio::test(start_paused = true)]
async fn a_token_rejection_is_kept_if_the_outcome_is_unknown() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, _) => token(&format!("T{before}")),
        (false, 1) => refused(40001),
        (false, _) => broken(Stage::MaybeSent),
    });
    let error = client_with(&double, stable()).send(&registration(merchant())).await.unwrap_err();
    assert!(matches!(&error, Error::OutcomeUnknown(failure) if failure.attempts == 2), "{error:?}");
    assert_eq!((earlier(&error), error.raw()), (vec![(1, Some(200), REFUSED.to_owned())], None));
}

/// If the new token is rejected, too, the last rejection is that of the error, and the first one is an earlier
/// response. If there is no other token, there is only one rejection.
#[tokio::test(start_paused = true)]
async fn a_token_rejected_twice_keeps_the_first_rejection() {
    let double = Double::new(|seen, before| match seen.is_fetch() {
        true => token(&format!("T{before}")),
        false => refused(40001),
    });
    let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::StillRejected), "{error:?}");
    assert_eq!(earlier(&error), [(1, Some(200), REFUSED.to_owned())]);
    assert_eq!(error.raw().unwrap().text(), REFUSED);

    let double = Double::new(|_, _| refused(40001));
    let error = client_with(&double, StaticToken::new("T")).send(&lookup()).await.unwrap_err();
    assert_eq!((error.kind(), earlier(&error)), ("token", Vec::new()));
    assert_eq!(error.raw().unwrap().text(), REFUSED);
}

/// Responses to a large number of retries don't fill the memory.
#[tokio::test(start_paused = true)]
async fn only_the_newest_responses_are_kept() {
    let double = Double::new(|_, before| Reaction::Response(503, format!("busy {before}")));
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).timeout(Duration::from_secs(600));
    let client = builder.retries(RetryPolicy::max_retries(40)).transport(double.clone()).build().unwrap();
    let error = client.send(&lookup()).await.unwrap_err();
    assert_eq!((double.calls(), error.raw().unwrap().text()), (41, "busy 40".into()));
    let expected: Vec<_> = (25..=40).map(|attempt| (attempt, Some(503), format!("busy {}", attempt - 1))).collect();
    assert_eq!(earlier(&error), expected);
}
