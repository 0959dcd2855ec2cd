//! The platform, shared by all connections, and its clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::platform::Platform;

/// The platform, shared by all connections.
#[derive(Clone, Debug)]
pub(crate) struct Shared(Arc<Mutex<Platform>>);

impl Shared {
    pub(crate) fn new(platform: Platform) -> Self {
        Self(Arc::new(Mutex::new(platform)))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Platform> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time of this machine, since the beginning of 1970.
pub(crate) fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
