//! Allows one fetch at a time, across all runtimes of its callers.

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::{Instant, timeout};

/// How long a fetch may run without extending its lease. A fetch in a runtime that is no longer polled, or in a process
/// before a fork, never continues and never reports its end.
const LEASE: Duration = Duration::from_secs(5);

/// Lets one caller pass at a time. The next one can pass when the previous caller has finished or its lease has
/// expired.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    /// How many callers have passed so far, which is the number of the last one.
    passed: u64,
    holder: Option<Holder>,
}

struct Holder {
    number: u64,
    silent_at: Instant,
}

impl Gate {
    /// Passes, or returns the time when to try again.
    pub(super) fn pass(&self) -> Result<Pass<'_>, Instant> {
        let now = Instant::now();
        let mut state = self.lock();
        if let Some(holder) = state.holder.as_ref().filter(|holder| now < holder.silent_at) {
            return Err(holder.silent_at);
        }
        state.passed += 1;
        let number = state.passed;
        state.holder = Some(Holder { number, silent_at: now + LEASE });
        Ok(Pass { gate: self, number })
    }

    /// Returns after the gate has opened. Another caller may pass first.
    pub(super) fn opened(&self) -> Notified<'_> {
        self.changed.notified()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to fetch. Dropping it opens the gate.
pub(super) struct Pass<'a> {
    gate: &'a Gate,
    number: u64,
}

impl Pass<'_> {
    /// Runs this work and extends the lease meanwhile. Returns `None` if another caller has passed since, because the
    /// result may be older than that caller's.
    pub(super) async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        loop {
            match timeout(LEASE / 3, work.as_mut()).await {
                Ok(ended) => return self.extend().then_some(ended),
                Err(_) => _ = self.extend(),
            }
        }
    }

    /// Returns false if another caller has passed since.
    fn extend(&self) -> bool {
        let mut state = self.gate.lock();
        let Some(holder) = state.holder.as_mut().filter(|holder| holder.number == self.number) else { return false };
        holder.silent_at = Instant::now() + LEASE;
        true
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        if state.holder.as_ref().is_some_and(|holder| holder.number == self.number) {
            state.holder = None;
            drop(state);
            self.gate.changed.notify_waiters();
        }
    }
}
