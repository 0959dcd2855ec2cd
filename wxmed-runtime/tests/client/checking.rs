//! `Client::check`, and the token fetches that are reported to an observer.

use std::sync::{Arc, Mutex};

use wxmed::{
    ApiKey, AttemptEvent, BasicToken, Client, Error, Observer, StaticToken, TokenError, TokenFetchEvent,
    TokenFetchKind, TokenProvider,
};

use crate::common::KEY;
use crate::support::{Double, Reaction, card, lookup, refused, stable, token};

#[derive(Clone, Default)]
struct Fetches(Arc<Mutex<Vec<String>>>);

impl Observer for Fetches {
    fn on_attempt(&self, _: &AttemptEvent<'_>) {}

    fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
        assert!(fetch.began() <= std::time::SystemTime::now());
        let kind = match fetch.kind() {
            TokenFetchKind::Normal => "normal",
            TokenFetchKind::Forced => "forced",
            other => panic!("{other:?}"),
        };
        let end = fetch.result().map_or_else(ToString::to_string, |()| "ok".into());
        assert!(!format!("{fetch:?}").contains("secret"), "{fetch:?}");
        let status = fetch.status().map_or("-".to_owned(), |status| status.to_string());
        let (path, took) = (fetch.endpoint(), fetch.elapsed().as_secs());
        self.0.lock().unwrap().push(format!("{path} {kind} {status} {took}s {end}"));
    }
}

fn observed(double: &Double, tokens: impl TokenProvider + 'static) -> (Client, Fetches) {
    let fetches = Fetches::default();
    let builder = Client::builder(ApiKey::new(KEY)).token(tokens).observer(fetches.clone());
    (builder.transport(double.clone()).build().unwrap(), fetches)
}

fn seen(fetches: &Fetches) -> Vec<String> {
    fetches.0.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn a_check_fetches_a_token_once_and_calls_nothing() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("T") } else { card() });
    let (client, fetches) = observed(&double, stable());
    client.check().await.unwrap();
    client.check().await.unwrap();
    assert_eq!((double.fetches(), double.calls()), (1, 0));
    client.send(&lookup()).await.unwrap();
    assert_eq!(seen(&fetches), ["/cgi-bin/stable_token normal 200 0s ok"]);
}

#[tokio::test(start_paused = true)]
async fn a_check_reports_the_error_and_its_remedy() {
    let double = Double::new(|_, _| {
        Reaction::Response(
            200,
            r#"{"errcode":40164,"errmsg":"invalid ip 10.1.2.3, not in whitelist rid: 1-2-3"}"#.into(),
        )
    });
    let (client, fetches) = observed(&double, BasicToken::new("wxd678efh567hg6787", "the-secret"));
    let error = client.check().await.unwrap_err();
    assert!(matches!(&error, Error::Token(failure) if matches!(failure.cause, TokenError::Rejected(_))), "{error}");
    assert_eq!(error.api_error().unwrap().code, "40164");
    assert!(
        error.to_string().starts_with("the access_token could not be fetched: 40164 invalid ip 10.1.2.3"),
        "{error}"
    );
    assert!(format!("{error:#}").contains("白名单"), "{error:#}");
    let all = seen(&fetches);
    assert_eq!(all.len(), 1);
    assert!(all[0].starts_with("/cgi-bin/token normal 200 0s the access_token could not be fetched: 40164"), "{all:?}");
}

#[tokio::test(start_paused = true)]
async fn a_check_with_a_static_token_sends_nothing() {
    let double = Double::new(|_, _| card());
    let (client, fetches) = observed(&double, StaticToken::new("T"));
    client.check().await.unwrap();
    assert!(double.seen().is_empty() && seen(&fetches).is_empty());
}

#[tokio::test(start_paused = true)]
async fn every_fetch_is_reported_including_failed_and_forced_ones() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Response(502, "nothing".into()),
        (true, 1 | 3) => token("T1"),
        (true, _) => token("T2"),
        (false, 2) => refused(40001),
        (false, _) => card(),
    });
    let (client, fetches) = observed(&double, stable());
    client.send(&lookup()).await.unwrap();
    let all = seen(&fetches);
    assert_eq!(all.len(), 4, "{all:?}");
    assert!(all[0].starts_with("/cgi-bin/stable_token normal 502 0s "), "{all:?}");
    assert_eq!(
        all[1..],
        [
            "/cgi-bin/stable_token normal 200 0s ok",
            "/cgi-bin/stable_token normal 200 0s ok",
            "/cgi-bin/stable_token forced 200 0s ok",
        ]
    );
}

#[test]
fn a_check_outside_a_runtime_is_an_error() {
    let (client, _) = observed(&Double::new(|_, _| card()), StaticToken::new("T"));
    let mut checking = std::pin::pin!(client.check());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(ended) = checking.as_mut().poll(&mut context) else { panic!("the check is pending") };
    assert!(matches!(ended, Err(Error::NoRuntime)));
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_is_checked_in_the_same_way() {
    let double = Double::new(|_, _| token("T"));
    let builder = wxmed::blocking::Client::builder(ApiKey::new(KEY)).token(stable());
    builder.transport(double.clone()).build().unwrap().check().unwrap();
    assert_eq!(double.fetches(), 1);
}
