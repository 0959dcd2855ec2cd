//! Errors that report a busy platform, and errors in undocumented fields.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use wxmed::{
    ApiKey, AttemptEvent, AttemptOutcome, Client, Error, Observer, Outcome, RetryPolicy, StaticToken, TokenError,
};

use crate::common::{KEY, unsigned_body};
use crate::support::{
    Double, Reaction, card, client, client_with, lookup, merchant, message, registration, stable, token,
};

const BUSY: &str = r#"{"errcode":-1,"errmsg":"system error rid: 65-61"}"#;

fn busy_envelope() -> String {
    unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "-1")])
}

#[tokio::test(start_paused = true)]
async fn a_busy_platform_is_retried_like_status_503() {
    for (status, body) in [(200, BUSY.to_owned()), (200, busy_envelope()), (503, BUSY.to_owned())] {
        let response = body.clone();
        let double = Double::new(move |_, before| match before {
            0 | 1 => Reaction::Response(status, response.clone()),
            _ => card(),
        });
        client(&double).send(&lookup()).await.unwrap();
        assert_eq!(double.calls(), 3, "{status} {body}");

        let double = Double::new(move |_, _| Reaction::Response(status, body.clone()));
        let error = client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!(double.calls(), 3);
        assert_eq!((error.api_error().unwrap().code.as_str(), error.outcome()), ("-1", Outcome::NothingDone));
        assert_eq!((error.earlier().len(), error.is_transient()), (2, true), "earlier responses are kept");
    }
    let double = Double::new(|_, _| Reaction::Response(200, BUSY.into()));
    let once = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).retries(RetryPolicy::none());
    once.transport(double.clone()).build().unwrap().send(&lookup()).await.unwrap_err();
    assert_eq!(double.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_busy_platform_is_not_retried_for_a_registration() {
    for body in [BUSY.to_owned(), busy_envelope()] {
        let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
        for error in [
            client(&double).send(&registration(merchant())).await.map(|_| ()).unwrap_err(),
            client(&double).send(&message()).await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.outcome(), Outcome::Unknown);
            assert!(error.to_string().contains("the request may have been processed"), "{error}");
        }
        assert_eq!(double.calls(), 2);
    }
}

/// Other codes are not retried, and neither is a call whose `Retry-After` exceeds its time-out.
#[tokio::test(start_paused = true)]
async fn other_codes_and_long_waits_are_not_retried() {
    for code in ["45009", "45011", "48001", "50002", "99999", "1", "-2"] {
        let body = format!(r#"{{"errcode":{code},"errmsg":"x"}}"#);
        let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
        client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!(double.calls(), 1, "{code}");
    }
    let double = Double::new(|_, _| Reaction::Response(200, BUSY.into()));
    let hasty = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).timeout(Duration::from_millis(90));
    let error = hasty.transport(double.clone()).build().unwrap().send(&lookup()).await.unwrap_err();
    assert_eq!((error.kind(), double.calls()), ("gateway", 1));
}

#[tokio::test(start_paused = true)]
async fn a_busy_token_endpoint_is_retried_like_status_503() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Response(200, BUSY.into()),
        (true, _) => token("T1"),
        (false, _) => card(),
    });
    client_with(&double, stable()).send(&lookup()).await.unwrap();
    assert_eq!((double.fetches(), double.calls()), (2, 1));

    let double = Double::new(|_, _| Reaction::Response(200, BUSY.into()));
    let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
    let Error::Token(failure) = &error else { panic!("{error:?}") };
    assert!(matches!(&failure.cause, TokenError::Rejected(api_error) if api_error.code == "-1"), "{failure:?}");
    assert_eq!(double.fetches(), 2);
}

/// The observer is notified of each attempt.
#[tokio::test(start_paused = true)]
async fn an_observer_sees_each_attempt() {
    #[derive(Clone, Default)]
    struct AuditLog(Arc<Mutex<Vec<String>>>);
    impl Observer for AuditLog {
        fn on_attempt(&self, event: &AttemptEvent<'_>) {
            let end = match event.outcome() {
                AttemptOutcome::Success => "success",
                AttemptOutcome::Failure(error) if error.is_transient() => "busy",
                _ => "something else",
            };
            self.0.lock().unwrap().push(format!("{} {end}", event.attempt()));
        }
    }
    let double = Double::new(|_, before| if before == 0 { Reaction::Response(200, BUSY.into()) } else { card() });
    let log = AuditLog::default();
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).observer(log.clone());
    builder.transport(double).build().unwrap().send(&lookup()).await.unwrap();
    assert_eq!(*log.0.lock().unwrap(), ["1 busy", "2 success"]);
}

/// Sent values and the token are masked in undocumented fields, also if the response has no codes.
#[tokio::test]
async fn sent_values_are_masked_in_undocumented_fields() {
    let hash = "09eb26e839ff3a2e3980352ae45ef09e";
    let message =
        format!("{} oUpF8uMuAJO_M2pxb1Q9zNjWeS6o 张三 {hash} 44030019000101123X canary-token", "错".repeat(150));
    let shown = format!("{} *** *** *** *** ***", "错".repeat(150));
    for envelope in [&[("return_code", "FAIL")][..], &[("return_code", "SUCCESS"), ("result_code", "FAIL")], &[]] {
        let fields = [envelope, &[("retmsg", &*message), ("error_msg", "name 张三 rid: 65-61")]].concat();
        let body = unsigned_body(&fields);
        let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
        let error = client_with(&double, StaticToken::new("canary-token")).send(&lookup()).await.unwrap_err();
        let others = match &error {
            Error::Malformed(malformed) => &malformed.others,
            error => &error.api_error().unwrap().others,
        };
        assert_eq!(others.get("retmsg"), Some(&*shown));
        assert_eq!(others.get("error_msg"), Some("name *** rid: 65-61"));
        let all = format!("{error} {error:#} {error:?}");
        for secret in ["张三", "oUpF8uMuAJO", "09eb26e8", "44030019000101123", "canary"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        assert!(error.raw().unwrap().text().contains("张三"), "the raw response contains it");
    }
}
