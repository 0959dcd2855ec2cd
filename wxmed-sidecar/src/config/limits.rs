//! Time-outs, and limits for callers.

use std::time::Duration;

use wxmed::Timeouts;

use super::reader::Reader;
use super::table::Table;

/// The sidecar's time-outs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    pub(super) platform: Timeouts,
    pub(super) head: Duration,
    pub(super) body: Duration,
    pub(super) response: Duration,
    pub(super) idle: Duration,
    pub(super) drain: Duration,
}

impl Waits {
    /// The time-outs for the platform: connecting, each response, and a whole call with its token and retries.
    pub fn platform(&self) -> Timeouts {
        self.platform
    }

    /// The time-out for the head of a caller's request.
    pub fn head(&self) -> Duration {
        self.head
    }

    /// The time-out for the body of a caller's request.
    pub fn body(&self) -> Duration {
        self.body
    }

    /// The time-out for a caller to receive its response.
    pub fn response(&self) -> Duration {
        self.response
    }

    /// How long a connection may wait for its next request.
    pub fn idle(&self) -> Duration {
        self.idle
    }

    /// How long calls in progress may take when the sidecar stops.
    pub fn drain(&self) -> Duration {
        self.drain
    }
}

/// The limits for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(super) body: usize,
    pub(super) concurrency: usize,
    pub(super) connections: usize,
}

impl Limits {
    /// The longest body of a request, in bytes.
    pub fn body(&self) -> usize {
        self.body
    }

    /// How many calls of all callers may be in progress at the same time.
    pub fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// How many connections may be open on all listeners together.
    pub fn connections(&self) -> usize {
        self.connections
    }
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

impl Waits {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        let usual = Self {
            platform: Timeouts::default(),
            head: seconds(10),
            body: seconds(30),
            response: seconds(30),
            idle: seconds(75),
            drain: seconds(40),
        };
        let Some(table) = table else { return usual };
        let mut wait = |key, least, default| table.duration(key, least..=seconds(600), reader).unwrap_or(default);
        let least = Duration::from_millis(100);
        let mut platform = usual.platform;
        platform.total = wait("call", seconds(1), platform.total);
        platform.connect = wait("connect", least, platform.connect);
        platform.read = wait("read", least, platform.read);
        let waits = Self {
            platform,
            head: wait("request_head", least, usual.head),
            body: wait("request_body", least, usual.body),
            response: wait("response", least, usual.response),
            idle: wait("idle", least, usual.idle),
            drain: wait("drain", least, usual.drain),
        };
        table.finish(reader);
        waits
    }
}

impl Limits {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        const MOST: usize = 100_000;
        let usual = Self { body: 1 << 20, concurrency: 256, connections: 1_024 };
        let Some(table) = table else { return usual };
        let body = table.size("body", 1 << 10..=16 << 20, reader);
        let limits = Self {
            body: body.and_then(|body| usize::try_from(body).ok()).unwrap_or(usual.body),
            concurrency: table.number("concurrency", 1..=MOST, reader).unwrap_or(usual.concurrency),
            connections: table.number("connections", 1..=MOST, reader).unwrap_or(usual.connections),
        };
        table.finish(reader);
        limits
    }
}
