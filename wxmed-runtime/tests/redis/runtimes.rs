//! One client in several runtimes, one of which isn't polled: no call waits for its connection to Redis, or for its
//! fetch.

use tokio::runtime::{Builder, Runtime};
use wxmed::{RedisToken, StableToken};

use crate::failing::Heard;
use crate::http::{Reaction, Then};
use crate::platform::{APP_SECRET, APPID, Platform, call};
use crate::server::Redis;
use crate::tls::Authority;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
#[ignore = "needs redis-server"]
fn a_connection_of_another_runtime_is_not_used() {
    let heard = Heard::here();
    let redis = Redis::started_with_tls(Authority::hospital().pem("localhost"));
    for (namespace, url) in [("clear", redis.url()), ("tls", redis.tls_url())] {
        let (platform, own) = (Platform::open(), StableToken::new(APPID, APP_SECRET));
        let tokens = match namespace {
            "tls" => RedisToken::connect_with_roots(own, &url, namespace, &Authority::hospital().roots()),
            _ => RedisToken::connect(own, &url, namespace),
        };
        let client = platform.client(tokens.unwrap());
        let runtimes = [(); 3].map(|()| runtime());
        for runtime in runtimes.iter().chain(&runtimes) {
            runtime.block_on(call(&client)).unwrap();
            platform.expire();
        }
        assert_eq!(platform.state().fetches, 6, "{namespace}");
    }
    assert_eq!(heard.warnings(), 0, "Redis responded each time");
}

/// The fetch belongs to a runtime that isn't polled any more. Another caller takes it over, and shares the token
/// through Redis.
#[test]
#[ignore = "needs redis-server"]
fn a_fetch_in_a_runtime_that_is_not_polled_is_taken_over() {
    let heard = Heard::here();
    let redis = Redis::started();
    let platform = Platform::with(|before| (before == 0).then(|| Reaction::raw("", Then::Keep)));
    let shared = || RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "test").unwrap();
    let client = platform.client(shared());
    let (idle, other) = (runtime(), runtime());
    let moved = client.clone();
    let fetching = idle.spawn(async move { call(&moved).await });
    idle.block_on(async {
        while platform.state().fetches == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    });
    other.block_on(call(&client)).unwrap();
    other.block_on(call(&platform.client(shared()))).unwrap();
    assert_eq!((platform.state().fetches, heard.warnings()), (2, 0));
    assert!(!fetching.is_finished());
}
