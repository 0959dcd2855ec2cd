//! No secrets in Redis, in the output of `MONITOR`, or in a log.

use std::error::Error as StdError;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use wxmed::{BasicToken, Error, RedisToken, StableToken};

use crate::common::KEY;
use crate::http::{Reaction, Then};
use crate::listener::Listener;
use crate::platform::{APP_SECRET, APPID, CARD_NO, HASH, NAME, OPENID, Platform, call};
use crate::server::{PASSWORD, Redis};
use crate::tls::Authority;

/// A connection that receives all commands of all clients.
fn monitor(redis: &Redis) -> TcpStream {
    let address = redis.url();
    let mut line = TcpStream::connect(address.rsplit_once('@').unwrap().1.trim_end_matches("/0")).unwrap();
    line.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    write!(line, "AUTH {PASSWORD}\r\nMONITOR\r\n").unwrap();
    let mut reply = [0; 10];
    line.read_exact(&mut reply).unwrap();
    assert_eq!(&reply, b"+OK\r\n+OK\r\n");
    line
}

fn rest(mut line: TcpStream) -> String {
    let mut seen = Vec::new();
    drop(line.read_to_end(&mut seen));
    String::from_utf8_lossy(&seen).into_owned()
}

/// All kinds of responses to a fetch, which contain texts that must not be shown.
fn fetches() -> Vec<Reaction> {
    let rejection = format!(r#"{{"errcode":40125,"errmsg":"{APP_SECRET} is none"}}"#);
    vec![
        Reaction::response(200, rejection),
        Reaction::response(200, r#"{"access_token":["canary-token"]}"#),
        Reaction::response(500, format!("canary-token {APP_SECRET}")),
        Reaction::with(302, "Location: /?secret=canary-app-secret\r\n", ""),
        Reaction::raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access_token\":\"canary-tok", Then::Close),
        Reaction::raw("", Then::Reset),
    ]
}

/// An error in every form in which a program may show it.
fn shown(error: &Error) -> String {
    let mut shown = format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n");
    let mut next = StdError::source(error);
    while let Some(cause) = next {
        shown += &format!("{cause}\n{cause:#}\n{cause:?}\n");
        next = cause.source();
    }
    shown
}

/// The errors of clients with and without TLS, for each response to a fetch.
async fn failures(redis: &Redis) -> String {
    let mut printed = String::new();
    for (index, reaction) in fetches().into_iter().enumerate() {
        let platform = Platform::with(move |_| Some(reaction.clone()));
        for url in [redis.url(), redis.tls_url()] {
            let own = StableToken::new(APPID, APP_SECRET);
            let roots = Authority::hospital().roots();
            let namespace = format!("failures-{index}");
            let tokens = match url.starts_with("rediss:") {
                true => RedisToken::connect_with_roots(own, &url, namespace, &roots),
                false => RedisToken::connect(own, &url, namespace),
            };
            let tokens = tokens.unwrap();
            printed += &shown(&call(&platform.client(tokens)).await.unwrap_err());
        }
    }
    // The platform returns the rejected token again, or another one that it also rejects.
    let granted = |token: &str| Reaction::response(200, format!(r#"{{"access_token":"{token}","expires_in":7200}}"#));
    let platform = Platform::with(move |_| Some(granted("canary-token")));
    let tokens = RedisToken::connect(BasicToken::new(APPID, APP_SECRET), &redis.url(), "failures").unwrap();
    printed += &shown(&call(&platform.client(tokens)).await.unwrap_err());
    let platform = Platform::with(move |before| Some(granted(&format!("canary-token-no-{before}"))));
    let tokens = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "failures").unwrap();
    printed + &shown(&call(&platform.client(tokens)).await.unwrap_err())
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn no_secret_is_stored_shown_or_logged() {
    let listener = Listener::everywhere();
    let mut redis = Redis::started_with_tls(Authority::hospital().pem("localhost"));
    let platform = Platform::open();
    let line = monitor(&redis);
    let tokens = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "secrets").unwrap();
    let client = platform.client(tokens.clone());
    call(&client).await.unwrap();
    platform.expire();
    call(&client).await.unwrap();
    platform.spoil();
    call(&client).await.unwrap();

    let failures = failures(&redis).await;

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
    assert!(log.contains("redis_unavailable") && log.contains("log DEBUG reqwest::"), "the log is incomplete");
    let printed = format!("{tokens:?}{tokens:#?}{client:?}");
    let error = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "{").unwrap_err();
    let printed = format!("{printed}{error:?}{error}{error:#}{failures}");
    assert!(
        ["AppSecret", "RefreshBudgetExhausted", "StillRejected", "Broken"].iter().all(|end| failures.contains(end)),
        "{failures}"
    );
    for (what, text) in [("Redis", &stored), ("MONITOR", &monitored), ("the log", &log), ("Debug", &printed)] {
        for secret in [KEY, APP_SECRET, PASSWORD, "canary-tok", NAME, OPENID, HASH, CARD_NO] {
            let found: Vec<&str> = text.lines().filter(|line| line.contains(secret)).take(3).collect();
            assert!(found.is_empty(), "{secret} in {what}: {found:#?}");
        }
    }
    assert!(!stored.contains(APPID) && !monitored.contains(APPID));
}
