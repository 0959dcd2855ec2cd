//! Persists the changes of a sandbox, if it has a data file.

#[cfg(feature = "data")]
use std::path::Path;
#[cfg(feature = "data")]
use std::sync::Arc;

use crate::not_kept::NotKept;
use crate::platform::Platform;
#[cfg(feature = "data")]
use crate::store::Store;
#[cfg(feature = "data")]
use crate::writer::{PendingWrite, Writer};

/// Where the changes of a platform are persisted.
#[derive(Clone, Debug)]
pub(crate) enum Keeper {
    Nothing,
    #[cfg(feature = "data")]
    File(Arc<Writer>),
}

/// Changes that are persisted, or waiting to be.
pub(crate) enum Keeping {
    Done,
    #[cfg(feature = "data")]
    Waiting(PendingWrite, Arc<Writer>),
}

impl Keeper {
    /// Opens a data file and restores the platform from it. If the file is new, the platform's state is written to it.
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
        let keeper = Self::File(Arc::new(Writer::new(store)));
        keeper.keep(platform).now().map_err(|NotKept(error)| (error.clone(), error))?;
        Ok(keeper)
    }

    /// Persists the changes. A response that shows them must not be sent before that is done, so that every
    /// acknowledged change survives the process.
    pub(crate) fn keep(&self, platform: &mut Platform) -> Keeping {
        match self {
            Self::Nothing => {
                _ = platform;
                Keeping::Done
            }
            #[cfg(feature = "data")]
            Self::File(writer) => {
                writer.add(platform).map_or(Keeping::Done, |pending| Keeping::Waiting(pending, writer.clone()))
            }
        }
    }
}

impl Keeping {
    /// Waits until the changes are persisted, together with those of other requests.
    pub(crate) async fn finish(self) -> Result<(), NotKept> {
        match self {
            Self::Done => Ok(()),
            #[cfg(feature = "data")]
            Self::Waiting(PendingWrite { written, is_first }, writer) => {
                if is_first {
                    // Not in this task, which ends with its connection. A new task runs after all requests that are
                    // already waiting, because the runtime has one thread. With another thread, the hand-over would
                    // cost more than the write.
                    tokio::spawn(async move { writer.write() });
                }
                written.await.unwrap_or_else(|_| Err(NotKept("it was not written".to_owned())))
            }
        }
    }

    /// Persists the changes immediately, blocking the thread.
    pub(crate) fn now(self) -> Result<(), NotKept> {
        match self {
            Self::Done => Ok(()),
            #[cfg(feature = "data")]
            Self::Waiting(mut pending, writer) => {
                writer.write();
                pending.written.try_recv().unwrap_or_else(|_| Err(NotKept("it was not written".to_owned())))
            }
        }
    }
}
