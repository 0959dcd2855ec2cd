//! How long the sidecar waits, and how much callers may use.

use std::time::Duration;

use wxmed::Timeouts;

/// How long the sidecar waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    pub(super) platform: Timeouts,
    pub(super) head: Duration,
    pub(super) body: Duration,
    pub(super) idle: Duration,
    pub(super) drain: Duration,
}

impl Waits {
    /// For the platform: connecting, each response, and a whole call with its token and retries.
    pub fn platform(&self) -> Timeouts {
        self.platform
    }

    /// For the head of a caller's request.
    pub fn head(&self) -> Duration {
        self.head
    }

    /// For the body of a caller's request.
    pub fn body(&self) -> Duration {
        self.body
    }

    /// For the next request on a connection.
    pub fn idle(&self) -> Duration {
        self.idle
    }

    /// For calls in progress when the sidecar stops.
    pub fn drain(&self) -> Duration {
        self.drain
    }
}

/// How much callers may use.
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
