//! Concurrent processes and callers share one token.

use std::time::{Duration, Instant};

use wxmed::{BasicToken, Error, RedisToken, RedisTokenError, StableToken, TokenError};

use crate::http::{Reaction, Then};
use crate::platform::{APP_SECRET, APPID, Platform, call, client_with, granted, token};
use crate::process::Process;
use crate::server::Redis;

fn stable() -> StableToken {
    StableToken::new(APPID, APP_SECRET)
}

fn shared(redis: &Redis) -> RedisToken {
    RedisToken::connect(stable(), &redis.url(), "test").unwrap()
}

fn both(processes: &mut [Process; 2], count: usize) -> [String; 2] {
    processes.iter_mut().for_each(|process| process.begin(count));
    processes.each_mut().map(Process::failed)
}

#[test]
#[ignore = "needs redis-server"]
fn two_processes_fetch_once_and_force_once() {
    let (redis, platform) = (Redis::started(), Platform::open());
    let mut processes = [Process::start(&redis, &platform), Process::start(&redis, &platform)];
    assert_eq!(both(&mut processes, 100), ["", ""]);
    assert_eq!(platform.state().fetches, 1, "there was no token yet");
    platform.expire();
    assert_eq!(both(&mut processes, 100), ["", ""]);
    assert_eq!((platform.state().fetches, platform.state().forced), (2, 0), "the token had expired");
    platform.spoil();
    assert_eq!(both(&mut processes, 100), ["", ""]);
    assert_eq!((platform.state().fetches, platform.state().forced), (4, 1), "the same one again, and a forced one");
    platform.spoil();
    for failed in both(&mut processes, 2) {
        assert!(failed.contains("no forced refresh is left"), "{failed}");
    }
    assert_eq!(platform.state().forced, 1, "30 seconds have not passed for either process");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn the_limit_of_the_older_endpoint_is_shared() {
    let (redis, platform) = (Redis::started(), Platform::open());
    let clients = [(); 2].map(|()| {
        let own = BasicToken::new(APPID, APP_SECRET);
        platform.client(RedisToken::connect(own, &redis.url(), "test").unwrap())
    });
    for turn in 0..=10 {
        call(&clients[turn % 2]).await.unwrap();
        call(&clients[(turn + 1) % 2]).await.unwrap();
        if turn < 10 {
            platform.expire();
        }
    }
    assert_eq!(platform.state().fetches, 11);
    platform.expire();
    for client in &clients {
        let error = call(client).await.unwrap_err();
        assert!(
            matches!(&error, Error::Token(failure) if matches!(failure.cause, TokenError::RefreshBudgetExhausted)),
            "{error:?}"
        );
    }
    for turn in 0..50 {
        call(&clients[turn % 2]).await.unwrap_err();
    }
    assert_eq!(platform.state().fetches, 11, "an error does not allow another fetch");
}

/// The state of the token was deleted, but the token itself wasn't. It can't be used and is replaced.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_without_its_state_is_replaced() {
    let (redis, platform) = (Redis::started(), Platform::open());
    call(&platform.client(shared(&redis))).await.unwrap();
    let removed: usize = redis::cmd("DEL").arg(redis.key(":state")).query(&mut redis.connection()).unwrap();
    assert_eq!(removed, 1);
    let begun = Instant::now();
    call(&platform.client(shared(&redis))).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(platform.state().fetches, 2);
    call(&platform.client(shared(&redis))).await.unwrap();
    assert_eq!(platform.state().fetches, 2, "the new token is shared");
}

/// A caller with a shorter time-out fails alone.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_caller_that_times_out_does_not_fail_others() {
    let redis = Redis::started();
    let platform =
        Platform::with(|before| (before == 0).then(|| granted(&token(0)).one_byte_each(Duration::from_millis(30))));
    let slow = platform.client(shared(&redis));
    let fetching = tokio::spawn(async move { call(&slow).await });
    while platform.state().fetches == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let tokens = shared(&redis);
    let hasty = client_with(&platform.url(), tokens.clone(), |builder| builder.timeout(Duration::from_millis(300)));
    let patient = platform.client(tokens);
    let first = tokio::spawn(async move { call(&hasty).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = tokio::spawn(async move { call(&patient).await });
    let error = first.await.unwrap().unwrap_err();
    assert!(matches!(&error, Error::Token(failure) if matches!(failure.cause, TokenError::TimedOut)), "{error:?}");
    second.await.unwrap().unwrap();
    fetching.await.unwrap().unwrap();
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_late_fetch_does_not_overwrite_a_newer_token() {
    let redis = Redis::started();
    let platform = Platform::with(|before| {
        (before == 0)
            .then(|| Reaction::response(200, r#"{"access_token":"OLD","expires_in":7200}"#).one_byte_each(SLOW))
    });
    const SLOW: Duration = Duration::from_millis(8);
    let (late, early) = (platform.client(shared(&redis)), platform.client(shared(&redis)));
    let waiting = tokio::spawn(async move { call(&late).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    // As if the lease had expired.
    let removed: usize = redis::cmd("DEL").arg(redis.key(":lock")).query(&mut redis.connection()).unwrap();
    assert_eq!(removed, 1);
    call(&early).await.unwrap();
    assert!(!waiting.is_finished());
    waiting.await.unwrap().unwrap();
    assert_eq!(platform.state().fetches, 2);
    call(&platform.client(shared(&redis))).await.unwrap();
    assert_eq!(platform.state().fetches, 2, "a third process gets the newer token");
}

/// The platform returns a token again that was rejected for one process. The other process doesn't use it.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_rejected_for_one_process_is_not_returned_to_another() {
    let redis = Redis::started();
    let platform = Platform::with(|before| match before {
        0 | 2 => Some(granted(&token(0))),
        1 => Some(Reaction::response(200, "not now")),
        _ => None,
    });
    let first = platform.client(shared(&redis));
    call(&first).await.unwrap();
    platform.expire();
    call(&first).await.unwrap_err();
    call(&platform.client(shared(&redis))).await.unwrap();
    let state = platform.state();
    assert_eq!((state.fetches, state.forced), (4, 1), "the rejected token was not used");
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_that_dies_does_not_block_others() {
    let redis = Redis::started();
    let platform = Platform::with(|before| (before == 0).then(|| Reaction::raw("", Then::Keep)));
    let mut dying = Process::start(&redis, &platform);
    dying.begin(1);
    while platform.state().fetches == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let begun = Instant::now();
    dying.kill();
    let mut next = Process::start(&redis, &platform);
    next.begin(100);
    assert_eq!(next.failed(), "");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert_eq!(platform.state().fetches, 2);
}

/// A cancelled caller leaves a lock that its own process can take over immediately.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_cancelled_caller_does_not_block_the_next_one() {
    let redis = Redis::started();
    let platform = Platform::with(|before| (before == 0).then(|| Reaction::raw("", Then::Keep)));
    let client = platform.client(shared(&redis));
    let given_up = tokio::time::timeout(Duration::from_millis(300), call(&client)).await;
    assert!(given_up.is_err());
    let begun = Instant::now();
    call(&client).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// A process with a changed AppSecret can't decrypt the stored token, and replaces it.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_that_cannot_be_decrypted_is_replaced() {
    let (redis, platform) = (Redis::started(), Platform::open());
    call(&platform.client(shared(&redis))).await.unwrap();
    let changed = RedisToken::connect(StableToken::new(APPID, "another"), &redis.url(), "test").unwrap();
    call(&platform.client(changed)).await.unwrap();
    let elsewhere = RedisToken::connect(stable(), &redis.url(), "elsewhere").unwrap();
    call(&platform.client(elsewhere)).await.unwrap();
    assert_eq!(platform.state().fetches, 3);
}

#[test]
fn an_invalid_url_or_namespace_is_an_error() {
    for url in [
        "",
        "10.0.0.7:6379",
        "http://10.0.0.7",
        "redis://",
        "redis://h:x/0",
        "rediss://",
        "rediss://10.0.0.7/#insecure",
        " rediss://10.0.0.7/#insecure",
        "redi\tss://10.0.0.7/#insecure",
        "\u{1}rediss://10.0.0.7/",
        "rediss://10.0.0.7:x/",
    ] {
        let error = RedisToken::connect(stable(), url, "test").unwrap_err();
        assert_eq!(error, RedisTokenError::Url, "{url}");
    }
    for namespace in ["", "a b", "{a}", "医院", &"a".repeat(65)] {
        let error = RedisToken::connect(stable(), "redis://10.0.0.7/", namespace).unwrap_err();
        assert_eq!(error, RedisTokenError::Namespace, "{namespace}");
    }
}
