//! Keeps what outlives a sandbox, if it is to keep anything.

#[cfg(feature = "data")]
use std::path::Path;
#[cfg(feature = "data")]
use std::sync::Arc;

use crate::not_kept::NotKept;
use crate::platform::Platform;
#[cfg(feature = "data")]
use crate::store::Store;
#[cfg(feature = "data")]
use crate::writer::{Place, Writer};

/// What keeps the changes of a platform.
#[derive(Clone, Debug)]
pub(crate) enum Keeper {
    Nothing,
    #[cfg(feature = "data")]
    File(Arc<Writer>),
}

/// Changes that are kept, or are to be.
pub(crate) enum Keeping {
    Done,
    #[cfg(feature = "data")]
    Waiting(Place, Arc<Writer>),
}

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
        let keeper = Self::File(Arc::new(Writer::new(store)));
        keeper.keep(platform).now().map_err(|NotKept(error)| (error.clone(), error))?;
        Ok(keeper)
    }

    /// Keeps what changed. Until that is done, no response may be sent that shows it, so that what was acknowledged survives
    /// the process.
    pub(crate) fn keep(&self, platform: &mut Platform) -> Keeping {
        match self {
            Self::Nothing => {
                _ = platform;
                Keeping::Done
            }
            #[cfg(feature = "data")]
            Self::File(writer) => {
                writer.add(platform).map_or(Keeping::Done, |place| Keeping::Waiting(place, writer.clone()))
            }
        }
    }
}

impl Keeping {
    /// Waits until the changes are kept, together with those of other requests.
    pub(crate) async fn finish(self) -> Result<(), NotKept> {
        match self {
            Self::Done => Ok(()),
            #[cfg(feature = "data")]
            Self::Waiting(Place { written, is_first }, writer) => {
                if is_first {
                    // Not in this task, which ends with its connection, and after all requests that are there by now: the
                    // runtime has one thread, and its tasks take turns. In a thread of its own, handing over would cost
                    // more than writing.
                    tokio::spawn(async move { writer.write() });
                }
                written.await.unwrap_or_else(|_| Err(NotKept("it was not written".to_owned())))
            }
        }
    }

    /// Keeps the changes at once.
    pub(crate) fn now(self) -> Result<(), NotKept> {
        match self {
            Self::Done => Ok(()),
            #[cfg(feature = "data")]
            Self::Waiting(mut place, writer) => {
                writer.write();
                place.written.try_recv().unwrap_or_else(|_| Err(NotKept("it was not written".to_owned())))
            }
        }
    }
}
