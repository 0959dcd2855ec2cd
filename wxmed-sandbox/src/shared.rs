//! The platform, shared by all connections, and its clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use crate::control::Guard;
use crate::keeper::{Keeper, Keeping};
use crate::not_kept::NotKept;
use crate::platform::Platform;

/// The platform, shared by all connections.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    platform: Arc<Mutex<Platform>>,
    called: Arc<Notify>,
    guard: Arc<Guard>,
    keeper: Keeper,
}

impl Shared {
    pub(crate) fn new(platform: Platform, guard: Guard, keeper: Keeper) -> Self {
        let platform = Arc::new(Mutex::new(platform));
        Self { platform, called: Arc::default(), guard: Arc::new(guard), keeper }
    }

    /// Changes the platform. A response that shows the changes must not be sent before they are persisted.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Platform) -> T) -> (T, Keeping) {
        let mut platform = self.lock();
        let done = change(&mut platform);
        (done, self.keeper.keep(&mut platform))
    }

    /// Persists what the program itself changed.
    pub(crate) fn keep(&self) -> Result<(), NotKept> {
        let keeping = self.keeper.keep(&mut self.lock());
        keeping.now()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Platform> {
        self.platform.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who may use the control API.
    pub(crate) fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Wakes the tasks that wait for a call or for another change.
    pub(crate) fn wake(&self) {
        self.called.notify_waiters();
    }

    /// Waits for the next change. It counts from the call of this method, not from the first poll.
    pub(crate) fn called(&self) -> Notified<'_> {
        self.called.notified()
    }
}

/// The time of this machine, since the Unix epoch.
pub(crate) fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
