//! The state of the journal that can be read at any time without involving its thread.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::JournalError;
use super::record::OpenCounts;
use super::store::Store;

/// The state that the thread keeps up to date.
#[derive(Clone, Debug)]
pub(super) struct Published(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    counts: OpenCounts,
    /// The error of the last change, if it failed.
    error: Option<JournalError>,
}

impl Published {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(State { counts: OpenCounts::default(), error: None })))
    }

    pub(super) fn read(&self) -> Result<OpenCounts, JournalError> {
        let state = self.lock();
        state.error.clone().map_or(Ok(state.counts), Err)
    }

    pub(super) fn is_failing(&self) -> bool {
        self.lock().error.is_some()
    }

    /// Updates the state after a change or a failed change.
    pub(super) fn update(&self, store: &Store, done: &Result<(), JournalError>) {
        let counted = match done {
            Ok(()) => store.open_counts().map_err(|error| JournalError::storage(store.path(), error)),
            Err(error) => Err(error.clone()),
        };
        let mut state = self.lock();
        match counted {
            Ok(counts) => {
                if state.error.take().is_some() {
                    tracing::warn!(target: "wxmed::sidecar", "the journal works again");
                }
                state.counts = counts.unwrap_or(state.counts);
            }
            Err(error) => {
                if state.error.is_none() {
                    tracing::error!(target: "wxmed::sidecar", %error, "the journal can't be used");
                }
                state.error = Some(error);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by the thread. When it is dropped, even by a panic, the journal is marked as closed.
pub(super) struct Publisher(pub(super) Published);

impl Drop for Publisher {
    fn drop(&mut self) {
        self.0.lock().error = Some(JournalError::Closed);
    }
}
