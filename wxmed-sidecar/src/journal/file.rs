//! The journal's file as an operator's tool has it, also while a sidecar uses it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::clock::Clock;
use super::error::JournalError;
use super::key::CallKey;
use super::record::{Settlement, UnknownCall};
use super::schema::{self, Kind};
use super::settings::Durability;
use super::store;

/// The file of a journal, to list and settle calls whose outcome is unknown. A sidecar may use it at the same time.
pub struct JournalFile {
    connection: Connection,
    path: PathBuf,
}

impl JournalFile {
    /// Opens an existing file.
    ///
    /// # Errors
    /// If it doesn't exist, is no journal of this version, or can't be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        let failed = |error: rusqlite::Error| JournalError::storage(path, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let looked = Connection::open_with_flags(path, flags).map_err(failed)?;
        match schema::kind(&looked).map_err(failed)? {
            Kind::Own => {}
            Kind::Empty | Kind::Foreign => return Err(JournalError::Foreign(path.to_owned())),
        }
        drop(looked);
        let connection = schema::connect(path, Durability::Disk).map_err(failed)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Whether an existing file is something else than a journal of this version. Only its beginning is read: what was changed
    /// last may still be beside it.
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
        store::unknown(&self.connection).map_err(|error| JournalError::storage(&self.path, error))
    }

    /// Records what was found out about a call. Returns `false` if there is none with this key whose outcome is unknown.
    ///
    /// # Errors
    /// If this could not be written.
    pub fn settle(&self, key: &CallKey, settlement: Settlement) -> Result<bool, JournalError> {
        let now = Clock::system().now();
        let settled = store::settle(&self.connection, key, settlement, now);
        settled.map_err(|error| JournalError::storage(&self.path, error))
    }
}

impl std::fmt::Debug for JournalFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JournalFile").field("path", &self.path).finish_non_exhaustive()
    }
}
