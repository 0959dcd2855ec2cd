//! One token provider in several runtimes, one of which isn't polled for a while.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;
use wxmed::{BasicToken, Client};

use crate::support::{Double, Reaction, card, client_with, lookup, stable, token};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
}

/// `Client::send` documents why this can't be an error. The panic message names the method to call.
#[test]
#[should_panic(expected = "enable_time")]
fn a_runtime_without_timers_panics_with_what_to_enable() {
    let client = client_with(&Double::new(|_, _| card()), stable());
    Builder::new_current_thread().build().unwrap().block_on(call(client));
}

async fn call(client: Client) {
    client.send(&lookup()).await.unwrap();
}

/// Starts calls of this client in a runtime, which isn't polled any more once the first call fetches a token.
fn begun(runtime: &Runtime, client: &Client, double: &Double, count: usize) -> Vec<tokio::task::JoinHandle<()>> {
    let calls = (0..count).map(|_| runtime.spawn(call(client.clone()))).collect();
    runtime.block_on(async {
        while double.fetches() == 0 {
            tokio::task::yield_now().await;
        }
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    });
    calls
}

/// The first fetch returns an older token, late.
fn slow_first() -> Double {
    Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Slow(Duration::from_secs(1), r#"{"access_token":"OLD","expires_in":7200}"#.into()),
        (true, _) => token("NEW"),
        (false, _) => card(),
    })
}

#[test]
fn a_fetch_in_a_runtime_that_is_not_polled_is_taken_over() {
    for waiting in [1, 3] {
        let double = slow_first();
        let client = client_with(&double, stable());
        let (idle, other) = (runtime(), runtime());
        let calls = begun(&idle, &client, &double, waiting);
        other.block_on(async {
            let begun = Instant::now();
            call(client.clone()).await;
            call(client.clone()).await;
            assert!(begun.elapsed() <= Duration::from_secs(6), "{:?}", begun.elapsed());
        });
        assert_eq!((double.fetches(), double.calls()), (2, 2));

        // The late token doesn't replace the newer one.
        idle.block_on(async {
            for call in calls {
                call.await.unwrap();
            }
        });
        other.block_on(call(client.clone()));
        let tokens: Vec<String> =
            double.seen().iter().filter(|seen| !seen.is_fetch()).map(|seen| seen.token()).collect();
        assert!(tokens.iter().all(|token| token == "NEW"), "{tokens:?}");
        assert_eq!((double.fetches(), tokens.len()), (2, 3 + waiting));
    }
}

/// A slow fetch whose runtime is polled isn't taken over, no matter how long others wait.
#[test]
fn a_slow_fetch_in_a_polled_runtime_is_not_taken_over() {
    let double = Double::new(|seen, _| match seen.is_fetch() {
        true => Reaction::Slow(Duration::from_secs(14), r#"{"access_token":"T","expires_in":7200}"#.into()),
        false => card(),
    });
    for tokens in [client_with(&double, stable()), client_with(&double, BasicToken::new("wxd678efh567hg6787", "s"))] {
        let before = double.fetches();
        runtime().block_on(async {
            let calls: Vec<_> = (0..20).map(|_| tokio::spawn(call(tokens.clone()))).collect();
            for call in calls {
                call.await.unwrap();
            }
        });
        assert_eq!(double.fetches(), before + 1);
    }
}

/// A token that has expired before a waiter is polled again is as new as one that the waiter would fetch.
#[test]
fn a_token_that_expires_while_others_wait_is_shared() {
    let double = Double::new(|seen, _| match seen.is_fetch() {
        true => Reaction::Slow(Duration::from_secs(1), r#"{"access_token":"T","expires_in":1}"#.into()),
        false => card(),
    });
    let client = client_with(&double, stable());
    let (idle, other) = (runtime(), runtime());
    let first = begun(&other, &client, &double, 1);
    let waiter = idle.spawn(call(client.clone()));
    idle.block_on(tokio::task::yield_now());
    other.block_on(async {
        for call in first {
            call.await.unwrap();
        }
    });
    idle.block_on(async {
        tokio::time::advance(Duration::from_secs(4)).await;
        waiter.await.unwrap();
    });
    assert_eq!((double.fetches(), double.calls()), (1, 2));
}

/// A waiter in a runtime that isn't polled doesn't block the others.
#[test]
fn a_waiter_in_a_runtime_that_is_not_polled_is_skipped() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, 0) => Reaction::Never,
        (true, _) => token("T1"),
        (false, _) => card(),
    });
    let client = client_with(&double, stable());
    let (idle, other) = (runtime(), runtime());
    let first = other.spawn(call(client.clone()));
    other.block_on(async {
        while double.fetches() == 0 {
            tokio::task::yield_now().await;
        }
    });
    let waiter = idle.spawn(call(client.clone()));
    idle.block_on(tokio::task::yield_now());
    assert!(!waiter.is_finished());
    other.block_on(async {
        let begun = Instant::now();
        first.abort();
        assert!(first.await.is_err());
        call(client.clone()).await;
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    });
    idle.block_on(waiter).unwrap();
    assert_eq!((double.fetches(), double.calls()), (2, 2));
}
