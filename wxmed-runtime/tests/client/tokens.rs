//! When and how often tokens are fetched.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wxmed::{
    ApiKey, BasicToken, Client, Error, Secret, Stage, TokenError, TokenFn, TransportError, TransportErrorKind,
};

use crate::common::KEY;
use crate::support::{
    Double, Reaction, Seen, all_succeed, card, client, client_with, lookup, lookups, refused, spawned, stable, token,
    token_error,
};

/// A platform with one account: the valid token, and the one that it returns next.
#[derive(Default)]
struct Account {
    /// The number of the valid token.
    good: AtomicUsize,
}

impl Account {
    fn serve(self: &Arc<Self>) -> Double {
        let account = self.clone();
        Double::new(move |seen, _| account.respond(seen))
    }

    fn respond(&self, seen: &Seen) -> Reaction {
        if seen.path == "/cgi-bin/token" || seen.body.contains(r#""force_refresh":true"#) {
            self.expire();
        }
        let good = format!("T{}", self.good.load(Ordering::SeqCst));
        match seen.is_fetch() {
            true => token(&good),
            false if seen.token() == good => card(),
            false => refused(40001),
        }
    }

    /// Invalidates the valid token. The next fetch returns another one.
    fn expire(&self) {
        self.good.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_token_is_fetched_once_and_cached() {
    let double = Arc::new(Account::default()).serve();
    let client = client_with(&double, stable());
    assert_eq!(double.seen().len(), 0, "no token is fetched before it is needed");
    for _ in 0..3 {
        client.send(&lookup()).await.unwrap();
    }
    assert_eq!((double.fetches(), double.calls()), (1, 3));
    let fetch = &double.seen()[0];
    assert_eq!((fetch.method, fetch.path.as_str()), ("POST", "/cgi-bin/stable_token"));
    let request: serde_json::Value = serde_json::from_str(&fetch.body).unwrap();
    let expected = serde_json::json!({
        "grant_type": "client_credential", "appid": "wxd678efh567hg6787",
        "secret": "made-up-app-secret", "force_refresh": false,
    });
    assert_eq!(request, expected);
    assert_eq!(fetch.content_type.as_deref(), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn the_older_endpoint_gets_the_credentials_in_the_query() {
    let double = Arc::new(Account::default()).serve();
    let client = client_with(&double, BasicToken::new("wxd678efh567hg6787", "a&b=c"));
    client.send(&lookup()).await.unwrap();
    let fetch = &double.seen()[0];
    assert_eq!(fetch.method, "GET");
    let query = "grant_type=client_credential&appid=wxd678efh567hg6787&secret=a%26b%3Dc";
    assert_eq!(fetch.url, format!("https://api.weixin.qq.com/cgi-bin/token?{query}"));
    assert_eq!((fetch.body.as_str(), &fetch.content_type), ("", &None));
}

/// A thousand callers have an expired token, and one of them fetches.
#[tokio::test]
async fn a_thousand_callers_with_an_expired_token_fetch_once() {
    let account = Arc::new(Account::default());
    let double = account.serve();
    let client = client_with(&double, stable());
    client.send(&lookup()).await.unwrap();
    account.expire();
    all_succeed(lookups(&client, 1000)).await;
    assert_eq!(double.fetches(), 2, "one at the beginning, and one for all rejected callers");
    assert!(double.calls() <= 2001, "each caller was rejected at most once");
}

#[tokio::test]
async fn a_thousand_callers_without_a_token_fetch_once() {
    let double = Arc::new(Account::default()).serve();
    let client = client_with(&double, stable());
    all_succeed(lookups(&client, 1000)).await;
    assert_eq!((double.fetches(), double.calls()), (1, 1000));
}

/// Every token is rejected: the call is sent twice and ends with an error.
#[tokio::test]
async fn a_second_rejected_token_ends_the_call() {
    for code in [40001, 40014, 42001] {
        let given = AtomicUsize::new(0);
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => token(&format!("T{}", given.fetch_add(1, Ordering::SeqCst))),
            false => refused(code),
        });
        let client = client_with(&double, stable());
        let error = client.send(&lookup()).await.unwrap_err();
        let Error::Token(failure) = &error else { panic!("{error:?}") };
        assert!(matches!(failure.cause, TokenError::StillRejected), "{failure:?}");
        assert_eq!(failure.api_error.as_ref().unwrap().code, code.to_string());
        assert!(error.is_token_rejected());
        assert_eq!(
            error.raw().unwrap().text(),
            format!(r#"{{"errcode":{code},"errmsg":"invalid credential rid: 65-61"}}"#)
        );
        assert_eq!((double.fetches(), double.calls()), (2, 2));
    }
}

/// A wrong AppSecret stays wrong: concurrent callers share one request.
#[tokio::test]
async fn a_wrong_secret_is_sent_once() {
    let double = Double::new(|_, _| refused(40001));
    let client = client_with(&double, stable());
    for call in lookups(&client, 1000) {
        let error = call.await.unwrap().unwrap_err();
        let TokenError::Rejected(api_error) = token_error(&error) else { panic!("{error:?}") };
        assert_eq!(api_error.code, "40001");
        assert!(error.to_string().contains("AppSecret"), "{error}");
        assert!(!error.is_token_rejected(), "a new token would not help");
    }
    assert_eq!((double.fetches(), double.calls()), (1, 0));
}

/// The platform returns the rejected token again. A refresh is forced, within the limit.
#[tokio::test(start_paused = true)]
async fn a_repeated_token_is_replaced_by_a_forced_refresh_within_the_limit() {
    // The token was invalidated outside the platform, so the platform keeps returning it.
    let (forced, good) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let double = Double::new({
        let (forced, good) = (forced.clone(), good.clone());
        move |seen, _| {
            if seen.body.contains(r#""force_refresh":true"#) {
                forced.fetch_add(1, Ordering::SeqCst);
            }
            let given = forced.load(Ordering::SeqCst);
            match seen.is_fetch() {
                true => token(&format!("T{given}")),
                false if seen.token() == format!("T{}", good.load(Ordering::SeqCst)) => card(),
                false => refused(40001),
            }
        }
    });
    let spoil = || good.fetch_add(1, Ordering::SeqCst);
    let client = client_with(&double, stable());
    client.send(&lookup()).await.unwrap();

    spoil();
    client.send(&lookup()).await.unwrap();
    assert_eq!(forced.load(Ordering::SeqCst), 1);
    assert_eq!(double.fetches(), 3, "the first, the same one again, and a forced one");

    spoil();
    tokio::time::advance(Duration::from_secs(29)).await;
    let error = client.send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::RefreshBudgetExhausted), "{error:?}");
    assert!(error.raw().is_some() && error.api_error().is_some());
    assert_eq!(forced.load(Ordering::SeqCst), 1, "30 seconds have not passed yet");

    tokio::time::advance(Duration::from_secs(1)).await;
    client.send(&lookup()).await.unwrap();
    for _ in 2..20 {
        spoil();
        tokio::time::advance(Duration::from_secs(30)).await;
        client.send(&lookup()).await.unwrap();
    }
    assert_eq!(forced.load(Ordering::SeqCst), 20);
    spoil();
    tokio::time::advance(Duration::from_secs(3600)).await;
    assert!(client.send(&lookup()).await.is_err(), "the limit is 20 a day");
    tokio::time::advance(Duration::from_secs(24 * 3600)).await;
    client.send(&lookup()).await.unwrap();
    assert_eq!(forced.load(Ordering::SeqCst), 21);
}

/// Two processes that invalidate each other's tokens must not use up the daily quota.
#[tokio::test(start_paused = true)]
async fn fetches_from_the_older_endpoint_are_limited() {
    let account = Arc::new(Account::default());
    let double = account.serve();
    let client = client_with(&double, BasicToken::new("wxd678efh567hg6787", "made-up-app-secret"));
    client.send(&lookup()).await.unwrap();
    for _ in 0..10 {
        account.expire();
        client.send(&lookup()).await.unwrap();
    }
    account.expire();
    let error = client.send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::RefreshBudgetExhausted), "{error:?}");
    assert_eq!(double.fetches(), 11);
    for _ in 0..50 {
        account.expire();
        client.send(&lookup()).await.unwrap_err();
    }
    assert_eq!(double.fetches(), 11, "an error does not reset the limit");
    tokio::time::advance(Duration::from_secs(600)).await;
    client.send(&lookup()).await.unwrap();
}

/// A caller that times out while it fetches doesn't fail callers with a longer time-out.
#[tokio::test(start_paused = true)]
async fn a_caller_that_times_out_does_not_fail_others() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Never,
        (true, _) => token("T1"),
        (false, _) => card(),
    });
    let tokens = stable();
    let patient = client_with(&double, tokens.clone());
    let hasty = Client::builder(ApiKey::new(KEY)).token(tokens).timeout(Duration::from_secs(1));
    let hasty = hasty.transport(double.clone()).build().unwrap();
    let first = spawned(&hasty);
    tokio::time::sleep(Duration::from_millis(10)).await;
    let others = lookups(&patient, 5);
    first.await.unwrap().unwrap_err();
    all_succeed(others).await;
    assert_eq!((double.fetches(), double.calls()), (2, 5));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_before_it_expires() {
    let double = Arc::new(Account::default()).serve();
    let client = client_with(&double, stable());
    client.send(&lookup()).await.unwrap();
    tokio::time::advance(Duration::from_secs(7200 - 301)).await;
    client.send(&lookup()).await.unwrap();
    assert_eq!(double.fetches(), 1);
    tokio::time::advance(Duration::from_secs(2)).await;
    client.send(&lookup()).await.unwrap();
    assert_eq!(double.fetches(), 2);
}

#[tokio::test]
async fn each_failure_of_the_token_endpoint_has_its_own_error() {
    let broken = || TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset");
    type Check = fn(&TokenError) -> bool;
    type Row = (fn() -> Reaction, Check, usize);
    let malformed: Check = |cause| matches!(cause, TokenError::Malformed { .. });
    // The number of requests: the endpoint is retried once if that may help.
    let table: [Row; 5] = [
        (|| Reaction::Response(200, "<html>log in</html>".into()), malformed, 1),
        (|| Reaction::Response(200, r#"{"access_token":null}"#.into()), malformed, 1),
        (|| Reaction::Response(302, String::new()), |cause| matches!(cause, TokenError::Status { status: 302, .. }), 1),
        (
            || Reaction::Response(502, "<html>".into()),
            |cause| matches!(cause, TokenError::Status { status: 502, .. }),
            2,
        ),
        (|| refused(40164), |cause| matches!(cause, TokenError::Rejected(api_error) if api_error.info.is_some()), 1),
    ];
    for (reaction, check, requests) in table {
        let double = Double::new(move |_, _| reaction());
        let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
        assert!(check(token_error(&error)), "{error:?}");
        assert!(error.raw().is_some(), "the response is kept: {error:?}");
        assert_eq!(double.seen().len(), requests);
    }
    let double = Double::new(move |_, _| Reaction::Fail(broken()));
    let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::Unanswered(_)), "{error:?}");
}

#[tokio::test]
async fn a_static_token_is_not_replaced() {
    let double = Double::new(|_, _| refused(42001));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::NotRefreshable), "{error:?}");
    assert_eq!(double.seen().len(), 1);
}

/// A caller that is dropped while it fetches opens the gate for the next one.
#[tokio::test(start_paused = true)]
async fn a_dropped_caller_does_not_block_the_next_one() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Never,
        (true, _) => token("T1"),
        (false, _) => card(),
    });
    let client = client_with(&double, stable());
    let first = spawned(&client);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let second = spawned(&client);
    tokio::time::sleep(Duration::from_secs(1)).await;
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!((double.fetches(), double.calls()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_token_ends_with_the_timeout_of_the_call() {
    let double = Double::new(|_, _| Reaction::Never);
    let client = client_with(&double, stable());
    let calls = lookups(&client, 50);
    let begun = tokio::time::Instant::now();
    for call in calls {
        token_error(&call.await.unwrap().unwrap_err());
    }
    assert!(begun.elapsed() <= Duration::from_secs(31), "{:?}", begun.elapsed());
}

/// An unresponsive server is detected once, not by each caller in turn.
#[tokio::test(start_paused = true)]
async fn a_connect_timeout_fails_all_waiting_callers() {
    let timeout = TransportError::new(Stage::NotSent, TransportErrorKind::Timeout, "no connection");
    let double = Double::new(move |_, _| Reaction::FailLater(Duration::from_secs(5), timeout.clone()));
    let client = client_with(&double, stable());
    let begun = tokio::time::Instant::now();
    let calls = lookups(&client, 50);
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(
            matches!(token_error(&error), TokenError::Unanswered(cause) if cause.kind() == TransportErrorKind::Timeout)
        );
    }
    assert!(begun.elapsed() <= Duration::from_secs(11), "{:?}", begun.elapsed());
    assert!(double.fetches() <= 2, "{}", double.fetches());
}

/// Clones of a provider share the fetch, but not the time-outs: a caller with a short one doesn't wait longer.
#[tokio::test(start_paused = true)]
async fn a_short_timeout_applies_while_another_caller_fetches() {
    let double = Double::new(|_, _| Reaction::Never);
    let tokens = stable();
    let patient = client_with(&double, tokens.clone());
    let hasty = Client::builder(ApiKey::new(KEY)).token(tokens).timeout(Duration::from_secs(3));
    let hasty = hasty.transport(double.clone()).build().unwrap();
    let first = spawned(&patient);
    tokio::time::sleep(Duration::from_millis(1)).await;
    let begun = tokio::time::Instant::now();
    let error = hasty.send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::TimedOut), "{error:?}");
    assert!(begun.elapsed() <= Duration::from_millis(3100), "{:?}", begun.elapsed());
    first.abort();
}

/// Once a token was rejected for one caller, no other caller gets it.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_not_returned_to_later_callers() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => token("T0"),
        (true, _) => Reaction::Slow(Duration::from_secs(1), r#"{"access_token":"T1","expires_in":7200}"#.into()),
        (false, _) if seen.token() == "T1" => card(),
        (false, _) => refused(42001),
    });
    let client = client_with(&double, stable());
    let first = spawned(&client);
    tokio::time::sleep(Duration::from_millis(500)).await;
    client.send(&lookup()).await.unwrap();
    first.await.unwrap().unwrap();
    let refused = double.seen().iter().filter(|seen| !seen.is_fetch() && seen.token() == "T0").count();
    assert_eq!((refused, double.fetches()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_token_function_is_called_and_its_wait_is_limited() {
    let turns = Arc::new(AtomicUsize::new(0));
    let tokens = TokenFn::new({
        let turns = turns.clone();
        move |refused: Option<Secret>| {
            let turn = turns.fetch_add(1, Ordering::SeqCst);
            async move {
                match (turn, refused) {
                    (0, None) => Ok(Secret::new("T0")),
                    (1, Some(refused)) if refused.expose() == "T0" => Ok(Secret::new("T1")),
                    _ => std::future::pending().await,
                }
            }
        }
    });
    let double = Double::new(|seen, _| if seen.token() == "T1" { card() } else { refused(40014) });
    let client = client_with(&double, tokens);
    client.send(&lookup()).await.unwrap();
    assert_eq!((turns.load(Ordering::SeqCst), double.calls()), (2, 2));

    let begun = tokio::time::Instant::now();
    let error = client.send(&lookup()).await.unwrap_err();
    assert!(matches!(token_error(&error), TokenError::TimedOut), "{error:?}");
    assert!(begun.elapsed() <= Duration::from_secs(31));
}
