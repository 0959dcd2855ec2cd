//! Nothing secret in Redis, in its monitor, or in a log.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use wxmed::{RedisToken, StableToken};

use crate::listener::Listener;
use crate::platform::{APP_SECRET, APPID, Platform, call};
use crate::server::{PASSWORD, Redis};

/// Another who reads along: all commands of all others.
fn monitor(redis: &Redis) -> TcpStream {
    let address = redis.url();
    let mut line = TcpStream::connect(address.rsplit_once('@').unwrap().1.trim_end_matches("/0")).unwrap();
    line.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    write!(line, "AUTH {PASSWORD}\r\nMONITOR\r\n").unwrap();
    let mut answer = [0; 10];
    line.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"+OK\r\n+OK\r\n");
    line
}

fn rest(mut line: TcpStream) -> String {
    let mut seen = Vec::new();
    drop(line.read_to_end(&mut seen));
    String::from_utf8_lossy(&seen).into_owned()
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn nothing_secret_is_stored_shown_or_logged() {
    let listener = Listener::everywhere();
    let (mut redis, platform) = (Redis::started(), Platform::open());
    let line = monitor(&redis);
    let tokens = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "secrets").unwrap();
    let client = platform.client(tokens.clone());
    call(&client).await.unwrap();
    platform.expire();
    call(&client).await.unwrap();
    platform.spoil();
    call(&client).await.unwrap();

    let mut stored = String::new();
    for key in redis.keys() {
        let dump: Vec<u8> = redis::cmd("DUMP").arg(&key).query(&mut redis.connection()).unwrap();
        stored += &format!("{key} {}\n", String::from_utf8_lossy(&dump));
    }
    for end in [":token", ":state", ":budget"] {
        assert!(stored.contains(end), "{end}: {stored}");
    }
    let monitored = rest(line);
    assert!(monitored.to_lowercase().contains("evalsha"), "{monitored}");
    redis.kill();
    platform.expire();
    call(&client).await.unwrap();
    let log = listener.heard().join("\n");
    assert!(log.contains("redis_unavailable") && log.contains("log DEBUG reqwest::"), "nobody was heard");
    let printed = format!("{tokens:?}{tokens:#?}{client:?}");
    let error = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "{").unwrap_err();
    let printed = format!("{printed}{error:?}{error}{error:#}");
    for (what, text) in [("Redis", &stored), ("MONITOR", &monitored), ("the log", &log), ("Debug", &printed)] {
        for secret in [APP_SECRET, PASSWORD, "canary-token"] {
            let found: Vec<&str> = text.lines().filter(|line| line.contains(secret)).take(3).collect();
            assert!(found.is_empty(), "{secret} in {what}: {found:#?}");
        }
    }
    assert!(!stored.contains(APPID) && !monitored.contains(APPID));
}
