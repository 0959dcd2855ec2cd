//! Keeps what outlives a sandbox, if it is to keep anything.

#[cfg(feature = "data")]
use std::path::Path;
#[cfg(feature = "data")]
use std::sync::{Mutex, PoisonError};

use crate::platform::Platform;
#[cfg(feature = "data")]
use crate::store::Store;

/// What keeps the changes of a platform.
#[derive(Debug)]
pub(crate) enum Keeper {
    Nothing,
    #[cfg(feature = "data")]
    File(Box<Mutex<Store>>),
}

/// Changes were not kept, with the error of whatever keeps them.
pub(crate) struct NotKept(pub(crate) String);

impl Keeper {
    /// Opens a file, and lets the platform go on from what is in it; what a new one has is written to it.
    #[cfg(feature = "data")]
    pub(crate) fn open(path: &Path, platform: &mut Platform) -> Result<Self, (String, String)> {
        let both = |error: rusqlite::Error| (error.to_string(), error.to_string());
        let store = Store::open(path).map_err(both)?;
        let records = store.records().map_err(both)?;
        if !records.is_empty() {
            platform.restore(&records).map_err(|error| (error.to_string(), format!("{error:#}")))?;
        }
        platform.track_changes();
        if records.is_empty() {
            platform.renew_records();
        }
        let keeper = Self::File(Box::new(Mutex::new(store)));
        keeper.keep(platform).map_err(|NotKept(error)| (error.clone(), error))?;
        Ok(keeper)
    }

    /// Keeps what changed. This comes before the response is sent, so that what was acknowledged survives the process.
    pub(crate) fn keep(&self, platform: &mut Platform) -> Result<(), NotKept> {
        match self {
            Self::Nothing => {
                _ = platform;
                Ok(())
            }
            #[cfg(feature = "data")]
            Self::File(store) => {
                let changes = platform.take_changes();
                let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
                store.commit(&changes).map_err(|error| {
                    // What was not written now is written with what comes next.
                    platform.renew_records();
                    NotKept(error.to_string())
                })
            }
        }
    }
}
