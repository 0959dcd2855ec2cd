//! One token for all, whatever they do at the same time.

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
    assert_eq!(platform.books().fetches, 1, "nobody had a token");
    platform.expire();
    assert_eq!(both(&mut processes, 100), ["", ""]);
    assert_eq!((platform.books().fetches, platform.books().forced), (2, 0), "it had expired");
    platform.spoil();
    assert_eq!(both(&mut processes, 100), ["", ""]);
    assert_eq!((platform.books().fetches, platform.books().forced), (4, 1), "the same again, and one by force");
    platform.spoil();
    for failed in both(&mut processes, 2) {
        assert!(failed.contains("no forced refresh is left"), "{failed}");
    }
    assert_eq!(platform.books().forced, 1, "30 seconds have not passed, for either of them");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn the_budget_of_the_older_endpoint_is_one() {
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
    assert_eq!(platform.books().fetches, 11);
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
    assert_eq!(platform.books().fetches, 11, "a failure buys nobody another token");
}

/// What is known of a token is gone, and the token is still there: it is of no use, and makes way for another.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_of_which_nothing_is_known_is_replaced() {
    let (redis, platform) = (Redis::started(), Platform::open());
    call(&platform.client(shared(&redis))).await.unwrap();
    let removed: usize = redis::cmd("DEL").arg(redis.key(":state")).query(&mut redis.connection()).unwrap();
    assert_eq!(removed, 1);
    let begun = Instant::now();
    call(&platform.client(shared(&redis))).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(platform.books().fetches, 2);
    call(&platform.client(shared(&redis))).await.unwrap();
    assert_eq!(platform.books().fetches, 2, "and that one is shared");
}

/// Who has less time than others gives up alone.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_hasty_caller_fails_no_patient_one() {
    let redis = Redis::started();
    let platform =
        Platform::with(|before| (before == 0).then(|| granted(&token(0)).one_byte_each(Duration::from_millis(30))));
    let slow = platform.client(shared(&redis));
    let fetching = tokio::spawn(async move { call(&slow).await });
    while platform.books().fetches == 0 {
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
async fn a_late_fetch_does_not_undo_a_newer_one() {
    let redis = Redis::started();
    let platform = Platform::with(|before| {
        (before == 0).then(|| Reaction::answer(200, r#"{"access_token":"OLD","expires_in":7200}"#).one_byte_each(SLOW))
    });
    const SLOW: Duration = Duration::from_millis(8);
    let (late, early) = (platform.client(shared(&redis)), platform.client(shared(&redis)));
    let waiting = tokio::spawn(async move { call(&late).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    // As if its time had run out.
    let removed: usize = redis::cmd("DEL").arg(redis.key(":lock")).query(&mut redis.connection()).unwrap();
    assert_eq!(removed, 1);
    call(&early).await.unwrap();
    assert!(!waiting.is_finished());
    waiting.await.unwrap().unwrap();
    assert_eq!(platform.books().fetches, 2);
    call(&platform.client(shared(&redis))).await.unwrap();
    assert_eq!(platform.books().fetches, 2, "a third process is given the newer one");
}

/// The platform gives a token again that one process was refused with: another process knows.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_refused_token_is_given_to_nobody() {
    let redis = Redis::started();
    let platform = Platform::with(|before| match before {
        0 | 2 => Some(granted(&token(0))),
        1 => Some(Reaction::answer(200, "not now")),
        _ => None,
    });
    let first = platform.client(shared(&redis));
    call(&first).await.unwrap();
    platform.expire();
    call(&first).await.unwrap_err();
    call(&platform.client(shared(&redis))).await.unwrap();
    let books = platform.books();
    assert_eq!((books.fetches, books.forced), (4, 1), "it was not even tried");
}

#[test]
#[ignore = "needs redis-server"]
fn a_process_that_dies_holds_nobody_up() {
    let redis = Redis::started();
    let platform = Platform::with(|before| (before == 0).then(|| Reaction::raw("", Then::Keep)));
    let mut dying = Process::start(&redis, &platform);
    dying.begin(1);
    while platform.books().fetches == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let begun = Instant::now();
    dying.kill();
    let mut next = Process::start(&redis, &platform);
    next.begin(100);
    assert_eq!(next.failed(), "");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert_eq!(platform.books().fetches, 2);
}

/// Whoever gives up leaves a lock that its own process need not wait for.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_caller_that_gives_up_stops_nobody() {
    let redis = Redis::started();
    let platform = Platform::with(|before| (before == 0).then(|| Reaction::raw("", Then::Keep)));
    let client = platform.client(shared(&redis));
    let given_up = tokio::time::timeout(Duration::from_millis(300), call(&client)).await;
    assert!(given_up.is_err());
    let begun = Instant::now();
    call(&client).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// One whose AppSecret was changed cannot read what stands there, and puts its own in its place.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn what_cannot_be_read_is_replaced() {
    let (redis, platform) = (Redis::started(), Platform::open());
    call(&platform.client(shared(&redis))).await.unwrap();
    let changed = RedisToken::connect(StableToken::new(APPID, "another"), &redis.url(), "test").unwrap();
    call(&platform.client(changed)).await.unwrap();
    let elsewhere = RedisToken::connect(stable(), &redis.url(), "elsewhere").unwrap();
    call(&platform.client(elsewhere)).await.unwrap();
    assert_eq!(platform.books().fetches, 3);
}

#[test]
fn what_cannot_be_connected_to_is_told_at_once() {
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
