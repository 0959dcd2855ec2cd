//! Errors of the database.

use std::fmt;

pub(crate) type Result<T, E = StoreError> = std::result::Result<T, E>;

#[derive(Debug)]
pub(crate) enum StoreError {
    Sqlite(rusqlite::Error),
    /// A form or a reason that can't be serialized, or can't be read back.
    Json(serde_json::Error),
    /// The thread panicked, or the runtime is shutting down.
    Thread(tokio::task::JoinError),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(cause) => write!(f, "SQLite: {cause}"),
            // serde's message may quote the data.
            Self::Json(cause) => write!(f, "JSON in the database, line {}, column {}", cause.line(), cause.column()),
            Self::Thread(cause) => write!(f, "the database's thread: {cause}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sqlite(cause)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(cause: serde_json::Error) -> Self {
        Self::Json(cause)
    }
}
