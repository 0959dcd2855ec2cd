//! Redis fails, or is not available: no call fails, and a warning is emitted.

use std::time::Duration;

use tracing::dispatcher::DefaultGuard;
use wxmed::{RedisToken, StableToken};

use crate::listener::Listener;
use crate::platform::{APP_SECRET, APPID, Platform, call, calls};
use crate::server::Redis;

fn shared(redis: &Redis, namespace: &str) -> RedisToken {
    RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), namespace).unwrap()
}

const LONGER_THAN_THE_REST: Duration = Duration::from_millis(2200);

/// Records the output of this thread's test only, because the calls of a test run on its own thread.
pub(crate) struct Heard {
    listener: Listener,
    _listening: DefaultGuard,
}

impl Heard {
    pub(crate) fn here() -> Self {
        let listener = Listener::default();
        let _listening = tracing::dispatcher::set_default(&listener.dispatch());
        Self { listener, _listening }
    }

    pub(crate) fn warnings(&self) -> usize {
        let heard = self.listener.heard();
        heard.iter().filter(|line| line.starts_with("event WARN wxmed::token redis_unavailable")).count()
    }
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_may_stop_and_restart() {
    let heard = Heard::here();
    let (mut redis, platform) = (Redis::started(), Platform::open());
    let client = platform.client(shared(&redis, "away"));
    assert!(calls(&client, 50).await.is_empty());
    redis.kill();
    assert!(calls(&client, 50).await.is_empty());
    assert_eq!(platform.state().fetches, 1, "the cached token is still used");
    assert_eq!(heard.warnings(), 0, "the server has not been queried yet");
    platform.expire();
    let failed = calls(&client, 50).await;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(
        (platform.state().fetches, heard.warnings()),
        (2, 1),
        "one warning, and then the server is not used for a while"
    );

    redis.start();
    tokio::time::sleep(LONGER_THAN_THE_REST).await;
    platform.expire();
    assert!(calls(&client, 50).await.is_empty());
    call(&platform.client(shared(&redis, "away"))).await.unwrap();
    assert_eq!(platform.state().fetches, 3, "the token is shared again");
    assert_eq!(heard.warnings(), 1);
}

/// The server stops after it has granted the lease, and before the fetched token is stored.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_may_stop_while_a_token_is_fetched() {
    let heard = Heard::here();
    let (mut redis, platform) = (Redis::started(), Platform::open());
    let client = platform.client(shared(&redis, "meanwhile"));
    let waiting = tokio::spawn(async move { calls(&client, 50).await });
    while platform.state().fetches == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
        if !redis.keys().is_empty() {
            redis.kill();
            break;
        }
    }
    assert!(waiting.await.unwrap().is_empty());
    assert_eq!(platform.state().fetches, 1, "the fetched token is used without Redis");
    assert!(heard.warnings() >= 1);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_may_start_after_the_client() {
    let heard = Heard::here();
    let (mut redis, platform) = (Redis::absent(), Platform::open());
    let client = platform.client(shared(&redis, "absent"));
    assert!(calls(&client, 50).await.is_empty());
    assert_eq!(heard.warnings(), 1);
    redis.start();
    tokio::time::sleep(LONGER_THAN_THE_REST).await;
    platform.expire();
    call(&client).await.unwrap();
    call(&platform.client(shared(&redis, "absent"))).await.unwrap();
    assert_eq!((platform.state().fetches, heard.warnings()), (2, 1));
}
