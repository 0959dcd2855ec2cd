//! What the platform says of how long a token lasts, and what becomes of it in Redis.

use wxmed::{BasicToken, RedisToken, StableToken};

use crate::http::Reaction;
use crate::platform::{APP_SECRET, APPID, Platform, call, calls, token};
use crate::server::Redis;

/// What follows the token, and for how many seconds it is kept.
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
async fn a_token_is_shared_and_kept_whatever_its_lifetime() {
    let redis = Redis::started();
    for (lifetime, kept) in LIFETIMES {
        for is_stable in [true, false] {
            let answer = format!("\u{FEFF}{{\"access_token\":\"{}\"{lifetime}}}", token(0));
            let platform = Platform::with(move |_| Some(Reaction::answer(200, &answer)));
            let failed = calls(&platform.client(shared(&redis, is_stable)), 50).await;
            assert!(failed.is_empty(), "{lifetime}: {failed:?}");
            // As another process, which has fetched nothing.
            call(&platform.client(shared(&redis, is_stable))).await.unwrap();
            assert_eq!(platform.books().fetches, 1, "{lifetime}");
            let left: i64 = redis::cmd("PTTL").arg(redis.key(":token")).query(&mut redis.connection()).unwrap();
            assert!(((kept - 8) * 1000..=kept * 1000).contains(&left), "{lifetime}: {left}");
            redis::cmd("FLUSHALL").exec(&mut redis.connection()).unwrap();
        }
    }
}

/// One that lasts a second is given to all who waited for it, though Redis has forgotten it before they all have it.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn the_shortest_lifetime_is_fetched_once_for_all_who_wait() {
    let redis = Redis::started();
    let platform = Platform::with(move |_| {
        Some(Reaction::answer(200, format!(r#"{{"access_token":"{}","expires_in":1}}"#, token(0))))
    });
    let failed = calls(&platform.client(shared(&redis, true)), 50).await;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(platform.books().fetches, 1);
}
