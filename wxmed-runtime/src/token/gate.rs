//! One fetch at a time, whichever runtimes its callers run in.

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::{Instant, timeout};

/// How long a fetch may show no sign of life. One that belongs to a runtime with nothing to run, or to another process
/// that was forked, goes on no more, and no end of it is ever seen.
const LEASE: Duration = Duration::from_secs(5);

/// Lets one caller through at a time. It can be passed again when the caller before has ended, or has gone silent.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    /// How many have passed so far, which is the number of the last of them.
    passed: u64,
    holder: Option<Holder>,
}

struct Holder {
    number: u64,
    silent_at: Instant,
}

impl Gate {
    /// Passes, or says when it is worth trying again.
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

    /// Returns when the gate has opened after this was called, which is all that it says.
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
    /// Does this, and gives signs of life meanwhile. `None` if another caller has passed since: what this has come to may
    /// be older than what that one has.
    pub(super) async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        loop {
            match timeout(LEASE / 3, work.as_mut()).await {
                Ok(ended) => return self.extend().then_some(ended),
                Err(_) => _ = self.extend(),
            }
        }
    }

    /// False if another caller has passed since.
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
