//! Finds, creates and locks the file.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::digest::DigestKey;
use super::error::JournalError;
use super::schema::{self, Kind};
use super::settings::Durability;
use crate::files;

/// Resolves links, so that a file has a single lock for all of its paths.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, JournalError> {
    let failed = |error: std::io::Error| JournalError::storage(path, error);
    if path.exists() {
        return path.canonicalize().map_err(failed);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(failed)?;
    Ok(path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name)))
}

/// Locks a file beside the journal. The system releases the lock when the process ends.
pub(super) fn lock(path: &Path) -> Result<File, JournalError> {
    let beside = beside(path, ".lock");
    let failed = |error: std::io::Error| JournalError::storage(&beside, error);
    let file = files::private_options().write(true).create(true).truncate(false).open(&beside).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Opens a journal, migrates an older one, and creates one if there is none.
pub(super) fn open(path: &Path, durability: Durability) -> Result<Connection, JournalError> {
    create_private(path)?;
    let failed = |error: rusqlite::Error| JournalError::storage(path, error);
    match look(path, OpenFlags::default())? {
        Kind::Foreign => Err(JournalError::Foreign(path.to_owned())),
        Kind::OtherVersion(version) => Err(JournalError::Version(path.to_owned(), version)),
        Kind::Own => schema::connect(path, durability).map_err(failed),
        Kind::Older(version) => {
            let connection = schema::connect(path, durability).map_err(failed)?;
            schema::migrate(&connection, version).map_err(failed)?;
            Ok(connection)
        }
        Kind::Empty => {
            let connection = schema::connect(path, durability).map_err(failed)?;
            let secret = DigestKey::random().map_err(|error| JournalError::storage(path, error))?;
            schema::create(&connection, secret.as_slice()).map_err(failed)?;
            tracing::warn!(
                target: "wxmed::sidecar",
                path = %path.display(),
                "a journal was created, which knows of no earlier call. If there was one before, stop and put it back: a \
                 call that only that one knows of would be sent again"
            );
            Ok(connection)
        }
    }
}

/// Opens an existing journal that a sidecar may be using. An older one is migrated if no sidecar uses it.
pub(super) fn open_beside(path: &Path) -> Result<Connection, JournalError> {
    let failed = |error: rusqlite::Error| JournalError::storage(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match look(path, flags)? {
        Kind::Empty | Kind::Foreign => Err(JournalError::Foreign(path.to_owned())),
        Kind::OtherVersion(version) => Err(JournalError::Version(path.to_owned(), version)),
        Kind::Own => schema::connect(path, Durability::Disk).map_err(failed),
        Kind::Older(_) => {
            let _lock = lock(&canonical(path)?)?;
            open(path, Durability::Disk)
        }
    }
}

/// Determines the kind of a file, without changing it.
fn look(path: &Path, flags: OpenFlags) -> Result<Kind, JournalError> {
    let looked = Connection::open_with_flags(path, flags).and_then(|connection| schema::kind(&connection));
    looked.map_err(|error| JournalError::storage(path, error))
}

/// Creates the file with mode 0600. SQLite would create it with another mode.
fn create_private(path: &Path) -> Result<(), JournalError> {
    let failed = |error: std::io::Error| JournalError::storage(path, error);
    // SQLite would delete this write-ahead log, because its file is gone.
    if !path.try_exists().map_err(failed)? && beside(path, "-wal").try_exists().map_err(failed)? {
        return Err(JournalError::Missing(path.to_owned()));
    }
    let file = files::private_options().read(true).append(true).create(true).open(path).map_err(failed)?;
    match files::is_private(&file).map_err(failed)? {
        true => Ok(()),
        false => Err(JournalError::NotPrivate(path.to_owned())),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut beside: OsString = path.as_os_str().to_owned();
    beside.push(ending);
    PathBuf::from(beside)
}
