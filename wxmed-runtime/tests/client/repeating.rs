//! Retries: which calls are retried, how often, and after what backoff.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use wxmed::{
    ApiKey, CallErrorKind, Client, Error, Outcome, RetryPolicy, Stage, StaticToken, TransportError, TransportErrorKind,
};

use crate::common::KEY;
use crate::support::{Double, Reaction, broken, card, client, lookup, merchant, message, registered, registration};

#[tokio::test(start_paused = true)]
async fn a_lookup_is_retried_without_a_response() {
    let double = Double::new(|_, before| match before {
        0 => broken(Stage::MaybeSent),
        1 => Reaction::Response(503, "busy".into()),
        _ => card(),
    });
    client(&double).send(&lookup()).await.unwrap();
    assert_eq!(double.calls(), 3);
}

#[tokio::test(start_paused = true)]
async fn retries_are_limited() {
    let double = Double::new(|_, _| broken(Stage::MaybeSent));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    let Error::Unanswered(failure) = &error else { panic!("{error:?}") };
    assert_eq!((failure.attempts, double.calls()), (3, 3));
    assert_eq!(error.outcome(), Outcome::NothingDone);

    let double = Double::new(|_, _| broken(Stage::MaybeSent));
    let once = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).retries(RetryPolicy::none());
    let once = once.transport(double.clone()).build().unwrap();
    once.send(&lookup()).await.unwrap_err();
    assert_eq!(double.calls(), 1);
}

/// An operation that must not be executed twice isn't retried once a byte of it may have been sent.
#[tokio::test(start_paused = true)]
async fn a_registration_that_was_sent_is_not_retried() {
    let reactions: [fn() -> Reaction; 4] = [
        || broken(Stage::MaybeSent),
        || Reaction::Never,
        || Reaction::Response(408, "<html>Request Timeout</html>".into()),
        || Reaction::Response(502, "<html>Bad Gateway</html>".into()),
    ];
    for reaction in reactions {
        let double = Double::new(move |_, _| reaction());
        for error in [
            client(&double).send(&registration(merchant())).await.map(|_| ()).unwrap_err(),
            client(&double).send(&message()).await.map(|_| ()).unwrap_err(),
        ] {
            assert!(matches!(&error, Error::OutcomeUnknown(failure) if failure.attempts == 1), "{error:?}");
            assert_eq!(error.outcome(), Outcome::Unknown);
            assert!(error.to_string().contains("do not send the request again"), "{error}");
            assert!(format!("{error:#}").contains("不要直接重发"), "{error:#}");
        }
        assert_eq!(double.calls(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_registration_that_was_not_sent_is_retried() {
    let double = Double::new(|_, before| match before {
        0 | 1 => broken(Stage::NotSent),
        _ => registered(),
    });
    client(&double).send(&registration(merchant())).await.unwrap();
    assert_eq!(double.calls(), 3);

    let double = Double::new(|_, _| broken(Stage::NotSent));
    let error = client(&double).send(&registration(merchant())).await.unwrap_err();
    assert!(matches!(&error, Error::Unanswered(failure) if failure.attempts == 3), "{error:?}");
    assert_eq!(error.outcome(), Outcome::NothingDone);
}

#[tokio::test(start_paused = true)]
async fn a_failed_tls_handshake_is_not_retried() {
    let fault = || Reaction::Fail(TransportError::new(Stage::NotSent, TransportErrorKind::Tls, "expired"));
    let double = Double::new(move |_, _| fault());
    client(&double).send(&lookup()).await.unwrap_err();
    assert_eq!(double.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn statuses_that_reject_a_request_prove_that_nothing_was_done() {
    for status in [307, 308, 400, 401, 403, 404, 405, 407, 411, 413, 414, 415, 417, 421, 425, 426, 428, 429, 431, 451] {
        let double = Double::new(move |_, _| Reaction::Response(status, "<html>".into()));
        let error = client(&double).send(&registration(merchant())).await.unwrap_err();
        let Error::Unanswered(failure) = &error else { panic!("{status}: {error:?}") };
        assert!(matches!(failure.cause, CallErrorKind::Status { status: seen, .. } if seen == status));
        assert_eq!(error.raw().unwrap().text(), "<html>");
        assert_eq!(double.calls(), 1, "{status}");
    }
}

/// Other statuses don't prove that nothing was done.
#[tokio::test(start_paused = true)]
async fn other_statuses_leave_the_outcome_unknown() {
    let unknown = [
        100, 101, 103, 300, 301, 302, 303, 304, 305, 399, 402, 406, 408, 409, 410, 422, 424, 444, 460, 499, 500, 501,
        502, 503, 504, 505, 511, 599, 600, 999, 0,
    ];
    for status in unknown {
        let double = Double::new(move |_, _| Reaction::Response(status, "<html>".into()));
        let error = client(&double).send(&registration(merchant())).await.unwrap_err();
        assert!(matches!(&error, Error::OutcomeUnknown(_)), "{status}: {error:?}");
        assert_eq!((error.outcome(), double.calls()), (Outcome::Unknown, 1), "{status}");
        // An error in the body of such a response doesn't prove it either.
        let body = r#"{"errcode":48001,"errmsg":"api unauthorized"}"#;
        let double = Double::new(move |_, _| Reaction::Response(status, body.into()));
        let error = client(&double).send(&registration(merchant())).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), ("gateway", Outcome::Unknown), "{status}");
        // A lookup changes nothing.
        let error = client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NothingDone, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_waits_for_retry_after() {
    let double = Double::new(|_, before| match before {
        0 => Reaction::Later(Duration::from_secs(7), 429),
        _ => card(),
    });
    let begun = tokio::time::Instant::now();
    client(&double).send(&lookup()).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(7), "{:?}", begun.elapsed());

    // A wait that exceeds the time-out of the call ends it.
    let double = Double::new(|_, _| Reaction::Later(Duration::from_secs(3600), 429));
    let begun = tokio::time::Instant::now();
    client(&double).send(&lookup()).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(double.calls(), 1);
}

/// The backoff between attempts without a response, measured with a paused clock.
async fn pauses(retries: RetryPolicy) -> Vec<Duration> {
    let times = Arc::new(Mutex::new(Vec::new()));
    let double = Double::new({
        let times = times.clone();
        move |_, _| {
            times.lock().unwrap().push(tokio::time::Instant::now());
            broken(Stage::NotSent)
        }
    });
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).timeout(Duration::from_secs(600));
    builder.retries(retries).transport(double).build().unwrap().send(&lookup()).await.unwrap_err();
    let times = times.lock().unwrap();
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[tokio::test(start_paused = true)]
async fn the_backoff_doubles_up_to_the_maximum_and_is_randomised() {
    let seconds = Duration::from_secs;
    let table: [(RetryPolicy, Vec<f64>); 6] = [
        (RetryPolicy::default(), vec![0.2, 0.4]),
        (RetryPolicy::max_retries(6), vec![0.2, 0.4, 0.8, 1.6, 3.0, 3.0]),
        (RetryPolicy::max_retries(4).initial_backoff(seconds(1)), vec![1.0, 2.0, 3.0, 3.0]),
        (RetryPolicy::max_retries(3).initial_backoff(seconds(8)), vec![8.0; 3]),
        (RetryPolicy::max_retries(6).max_backoff(seconds(5)), vec![0.2, 0.4, 0.8, 1.6, 3.2, 5.0]),
        (RetryPolicy::max_retries(3).max_backoff(Duration::from_millis(100)), vec![0.1; 3]),
    ];
    for (retries, longest) in table {
        let seen = pauses(retries).await;
        assert_eq!(seen.len(), longest.len(), "{retries:?}");
        for (seen, longest) in seen.into_iter().zip(longest) {
            // The paused clock has a resolution of milliseconds.
            let seconds = seen.as_secs_f64();
            assert!((longest / 2.0..=longest + 0.002).contains(&seconds), "{retries:?}: {seconds} of {longest}");
        }
    }

    // The backoff is random, so concurrent callers don't retry at the same time.
    let many = pauses(RetryPolicy::max_retries(40).initial_backoff(seconds(8))).await;
    assert!(many.iter().any(|pause| *pause < seconds(6)) && many.iter().any(|pause| *pause > seconds(6)), "{many:?}");
}
