//! Redis goes away, or was never there: no call fails, and it is said.

use std::time::Duration;

use wxmed::{RedisToken, StableToken};

use crate::listener::Listener;
use crate::platform::{APP_SECRET, APPID, Platform, call, calls};
use crate::server::Redis;

fn shared(redis: &Redis, namespace: &str) -> RedisToken {
    RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), namespace).unwrap()
}

const LONGER_THAN_THE_REST: Duration = Duration::from_millis(2200);

fn warnings() -> usize {
    Listener::everywhere()
        .heard()
        .iter()
        .filter(|line| line.starts_with("event WARN wxmed::token redis_unavailable"))
        .count()
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_that_goes_away_and_comes_back() {
    Listener::everywhere();
    let (mut redis, platform) = (Redis::started(), Platform::open());
    let client = platform.client(shared(&redis, "away"));
    assert!(calls(&client, 50).await.is_empty());
    let before = warnings();
    redis.kill();
    assert!(calls(&client, 50).await.is_empty());
    assert_eq!(platform.books().fetches, 1, "what it has it keeps");
    platform.expire();
    let failed = calls(&client, 50).await;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(platform.books().fetches, 2);
    assert!(warnings() > before);

    redis.start();
    tokio::time::sleep(LONGER_THAN_THE_REST).await;
    platform.expire();
    assert!(calls(&client, 50).await.is_empty());
    call(&platform.client(shared(&redis, "away"))).await.unwrap();
    assert_eq!(platform.books().fetches, 3, "it is shared again");
}

/// The server goes away between the right to fetch and the token that was fetched.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_that_goes_away_while_a_token_is_fetched() {
    Listener::everywhere();
    let (mut redis, platform) = (Redis::started(), Platform::open());
    let client = platform.client(shared(&redis, "meanwhile"));
    let before = warnings();
    let waiting = tokio::spawn(async move { calls(&client, 50).await });
    while platform.books().fetches == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
        if !redis.keys().is_empty() {
            redis.kill();
            break;
        }
    }
    assert!(waiting.await.unwrap().is_empty());
    assert_eq!(platform.books().fetches, 1, "what was fetched is good without Redis");
    assert!(warnings() > before);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_that_is_not_there_yet() {
    Listener::everywhere();
    let (mut redis, platform) = (Redis::absent(), Platform::open());
    let client = platform.client(shared(&redis, "absent"));
    let before = warnings();
    assert!(calls(&client, 50).await.is_empty());
    assert!(warnings() > before);
    redis.start();
    tokio::time::sleep(LONGER_THAN_THE_REST).await;
    platform.expire();
    call(&client).await.unwrap();
    call(&platform.client(shared(&redis, "absent"))).await.unwrap();
    assert_eq!(platform.books().fetches, 2);
}
