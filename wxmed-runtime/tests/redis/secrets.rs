//! Nothing secret in Redis, in its monitor, or in a log.

use std::fmt::Debug;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, Once};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span;
use wxmed::{RedisToken, StableToken};

use crate::platform::{APP_SECRET, APPID, Platform, call};
use crate::server::{PASSWORD, Redis};

static LOG: Mutex<String> = Mutex::new(String::new());

pub(crate) fn log() -> String {
    LOG.lock().unwrap().clone()
}

/// Hears all that anybody logs in this process.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Logger).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        tracing::subscriber::set_global_default(Subscriber).unwrap();
    });
}

fn note(line: &str) {
    let mut log = LOG.lock().unwrap();
    log.push_str(line);
    log.push('\n');
}

struct Logger;

impl log::Log for Logger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(&format!("log {} {} {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

struct Subscriber;

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 += &format!(" {field}={value:?}");
    }
}

impl tracing::Subscriber for Subscriber {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut fields = Fields(format!("span {}", attributes.metadata().name()));
        attributes.record(&mut fields);
        note(&fields.0);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut fields = Fields("span".to_owned());
        values.record(&mut fields);
        note(&fields.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let metadata = event.metadata();
        let mut fields = Fields(format!("event {} {} {}", metadata.level(), metadata.target(), metadata.name()));
        event.record(&mut fields);
        note(&fields.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

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
    listen();
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
    let log = log();
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
