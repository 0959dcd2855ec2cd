//! The error of persisting changes.

/// Changes were not persisted. The text is the error of the store.
#[derive(Clone, Debug)]
pub(crate) struct NotKept(pub(crate) String);
