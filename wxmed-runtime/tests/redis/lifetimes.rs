//! The lifetimes that the endpoints state, and those of the tokens in Redis.

use wxmed::{BasicToken, RedisToken, StableToken};

use crate::http::Reaction;
use crate::platform::{APP_SECRET, APPID, Platform, call, calls, token};
use crate::server::Redis;

/// The text after the token in the response, and the number of seconds for which the token is kept.
const LIFETIMES: [(&str, i64); 13] = [
    ("", 6900),
    (r#","expires_in":null"#, 6900),
    (r#","expires_in":0"#, 6900),
    (r#","expires_in":-5"#, 6900),
    (r#","expires_in":"soon""#, 6900),
    (r#","expires_in":1e999"#, 6900),
    (r#","expires_in":99999999999999999999"#, 6900),
    (r#","expires_in":7200"#, 6900),
    (r#","expires_in":7200.0"#, 6900),
    (r#","expires_in":"7200""#, 6900),
    (r#","expires_in":3600"#, 3300),
    (r#","expires_in":60"#, 30),
    (r#","expires_in":20"#, 10),
];

fn shared(redis: &Redis, is_stable: bool) -> RedisToken {
    match is_stable {
        true => RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "test"),
        false => RedisToken::connect(BasicToken::new(APPID, APP_SECRET), &redis.url(), "test"),
    }
    .unwrap()
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_is_shared_and_kept_for_every_lifetime() {
    let redis = Redis::started();
    for (lifetime, kept) in LIFETIMES {
        for is_stable in [true, false] {
            let body = format!("\u{FEFF}{{\"access_token\":\"{}\"{lifetime}}}", token(0));
            let platform = Platform::with(move |_| Some(Reaction::response(200, &body)));
            let failed = calls(&platform.client(shared(&redis, is_stable)), 50).await;
            assert!(failed.is_empty(), "{lifetime}: {failed:?}");
            // Like another process, which has fetched nothing.
            call(&platform.client(shared(&redis, is_stable))).await.unwrap();
            assert_eq!(platform.state().fetches, 1, "{lifetime}");
            let left: i64 = redis::cmd("PTTL").arg(redis.key(":token")).query(&mut redis.connection()).unwrap();
            assert!(((kept - 8) * 1000..=kept * 1000).contains(&left), "{lifetime}: {left}");
            redis::cmd("FLUSHALL").exec(&mut redis.connection()).unwrap();
        }
    }
}

/// A token that lasts a second is returned to all callers that waited for it, even if it has expired in Redis by then.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_with_the_shortest_lifetime_is_fetched_once_for_all_waiting_callers() {
    let redis = Redis::started();
    let platform = Platform::with(move |_| {
        Some(Reaction::response(200, format!(r#"{{"access_token":"{}","expires_in":1}}"#, token(0))))
    });
    let failed = calls(&platform.client(shared(&redis, true)), 50).await;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(platform.state().fetches, 1);
}
