//! The state of a connection: waiting for a request, reading its head, or busy with a response.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;

use super::head::Seen;

/// The state of a connection, which its stream and its requests share.
#[derive(Debug, Default)]
pub(super) struct Activity {
    is_busy: AtomicBool,
    /// How many requests have begun.
    begun: AtomicU64,
    is_evicted: AtomicBool,
    evicted: Notify,
    /// Whether the last response was sent before the whole request was received.
    has_rest: AtomicBool,
    /// What the head of the next request contains.
    seen: Mutex<Option<Seen>>,
}

impl Activity {
    /// Marks the connection as busy: a request was read and is being processed.
    pub(super) fn begin(&self) {
        self.begun.fetch_add(1, Ordering::AcqRel);
        self.is_busy.store(true, Ordering::Release);
    }

    /// Marks the response as written.
    pub(super) fn end(&self) {
        self.is_busy.store(false, Ordering::Release);
    }

    /// Marks the request as the last one, because the response was sent before all of it was received.
    pub(super) fn leave_rest(&self) {
        self.has_rest.store(true, Ordering::Release);
    }

    pub(super) fn has_rest(&self) -> bool {
        self.has_rest.load(Ordering::Acquire)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.is_busy.load(Ordering::Acquire)
    }

    /// How many requests have begun.
    pub(super) fn begun(&self) -> u64 {
        self.begun.load(Ordering::Acquire)
    }

    /// What the head of a request contains. `None` if it arrived together with an earlier request.
    pub(super) fn take_seen(&self) -> Option<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn see(&self, seen: Seen) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
    }

    /// Asks the connection to end, because its slot is needed for another one.
    pub(super) fn evict(&self) {
        self.is_evicted.store(true, Ordering::Release);
        self.evicted.notify_one();
    }

    /// Waits until the connection has to end.
    pub(super) async fn evicted(&self) {
        while !self.is_evicted.load(Ordering::Acquire) {
            self.evicted.notified().await;
        }
    }
}
