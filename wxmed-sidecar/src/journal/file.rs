//! Opens the journal's file in an operator's tool, possibly while a sidecar uses it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::clock::Clock;
use super::error::JournalError;
use super::key::CallKey;
use super::record::{Settlement, UnknownCall};
use super::{opening, schema, settling};

/// The file of a journal, to list and settle calls whose outcome is unknown. A sidecar may use it at the same time.
pub struct JournalFile {
    connection: Connection,
    path: PathBuf,
}

impl JournalFile {
    /// Opens an existing file. A file of an older version is migrated, unless a sidecar uses it.
    ///
    /// # Errors
    /// If it doesn't exist, isn't a journal of a supported version, or can't be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        let connection = opening::open_beside(path)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Whether an existing file is something other than a journal of any version. Only its header is read, without the
    /// write-ahead log.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn is_foreign(path: impl AsRef<Path>) -> io::Result<bool> {
        let mut head = Vec::new();
        File::open(path)?.take(schema::HEAD).read_to_end(&mut head)?;
        Ok(schema::is_foreign(&head))
    }

    /// The calls whose outcome is unknown, oldest first. While no sidecar runs, those that were in progress when it ended
    /// are not yet among them.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn unknown(&self) -> Result<Vec<UnknownCall>, JournalError> {
        settling::unknown(&self.connection).map_err(|error| JournalError::storage(&self.path, error))
    }

    /// Records the outcome of an unknown call. Returns `false` if there is no unknown call with this key.
    ///
    /// # Errors
    /// If this could not be written.
    pub fn settle(&self, key: &CallKey, settlement: Settlement) -> Result<bool, JournalError> {
        let now = Clock::system().now();
        let settled = settling::settle(&self.connection, key, settlement, now);
        settled.map_err(|error| JournalError::storage(&self.path, error))
    }
}

impl std::fmt::Debug for JournalFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JournalFile").field("path", &self.path).finish_non_exhaustive()
    }
}
