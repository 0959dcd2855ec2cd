//! The blocking client.

use wxmed::blocking::Client;
use wxmed::{ApiKey, Error, StaticToken};

use crate::common::KEY;
use crate::support::{Double, Reaction, card, lookup, merchant, registered, registration, stable, token};

fn client(double: &Double) -> Client {
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T0")).merchant(merchant());
    builder.transport(double.clone()).build().unwrap()
}

#[test]
fn the_blocking_client_needs_no_runtime() {
    let double = Double::new(|_, before| if before == 0 { card() } else { registered() });
    let client = client(&double);
    assert_eq!(client.send(&lookup()).unwrap().medical_card_no, "6001");
    client.send(&registration(client.merchant().unwrap())).unwrap();
    assert_eq!(double.calls(), 2);
}

/// Calling and dropping the client inside a runtime doesn't panic.
#[tokio::test]
async fn the_blocking_client_works_inside_a_runtime() {
    let double = Double::new(|_, _| card());
    let client = client(&double);
    assert_eq!(client.send(&lookup()).unwrap().medical_card_no, "6001");
    let moved = client.clone();
    tokio::task::spawn_blocking(move || moved.send(&lookup()).unwrap()).await.unwrap();
    drop(client);
}

#[test]
fn threads_share_one_fetch() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("T1") } else { card() });
    let builder = Client::builder(ApiKey::new(KEY)).token(stable()).transport(double.clone());
    let client = builder.build().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| client.send(&lookup()).unwrap());
        }
    });
    assert_eq!((double.fetches(), double.calls()), (1, 32));
}

#[test]
fn errors_are_those_of_the_async_client() {
    let double = Double::new(|_, _| Reaction::Response(502, "<html>".into()));
    let error = client(&double).send(&registration(merchant())).unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown(_)), "{error:?}");
}

/// The response to an attempt is kept when the call is retried.
#[test]
fn responses_to_earlier_attempts_are_kept() {
    let double = Double::new(|_, before| match before {
        0 => Reaction::Response(503, "busy".into()),
        _ => Reaction::Response(404, "<html>".into()),
    });
    let error = client(&double).send(&lookup()).unwrap_err();
    let earlier: Vec<_> = error.earlier().iter().map(|kept| (kept.attempt, kept.status, kept.raw.text())).collect();
    assert_eq!(earlier, [(1, Some(503), "busy".into())]);
    assert_eq!(error.raw().unwrap().text(), "<html>");
}
