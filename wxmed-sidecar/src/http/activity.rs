//! What a connection does: it waits for a request, reads the head of one, or a request is being answered.

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
    /// Whether the last request was answered before all of it was received.
    has_rest: AtomicBool,
    /// What the head of the next request states.
    seen: Mutex<Option<Seen>>,
}

impl Activity {
    /// A request has been read, and is being answered.
    pub(super) fn begin(&self) {
        self.begun.fetch_add(1, Ordering::AcqRel);
        self.is_busy.store(true, Ordering::Release);
    }

    /// The response is written.
    pub(super) fn end(&self) {
        self.is_busy.store(false, Ordering::Release);
    }

    /// The request is answered, although not all of it was received: it is the last one.
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

    /// What the head of a request states. Nothing if it arrived together with an earlier request.
    pub(super) fn take_seen(&self) -> Option<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn see(&self, seen: Seen) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
    }

    /// Ends the connection, because others need its place.
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
