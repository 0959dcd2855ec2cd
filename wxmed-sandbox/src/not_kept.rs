//! The error of what keeps the changes of a platform.

/// Changes were not kept, with the error of whatever keeps them.
#[derive(Clone, Debug)]
pub(crate) struct NotKept(pub(crate) String);
