//! The contents of the file.

use std::cell::Cell;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Result, Row};

use super::clock::Clock;
use super::digest::DigestKey;
use super::error::JournalError;
use super::key::CallKey;
use super::record::{Counts, OpenCounts, Settlement, UnknownCall};
use super::settings::{Detail, JournalSettings};
use super::{opening, settling, statements};

/// The open file, owned by the writer thread.
pub(super) struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
    pub(super) clock: Clock,
    /// How long finished calls and notifications are kept, in milliseconds.
    pub(super) keep_for: i64,
    pub(super) detail: Detail,
    /// The ID of the next call. A process never uses an ID twice, even if its transaction failed.
    next_id: Cell<i64>,
    /// Whether the number of unknown calls or of notifications may have changed since [`Store::open_counts`].
    has_changed: Cell<bool>,
    /// The lock, held as long as the store exists.
    _lock: File,
}

impl Store {
    pub(super) fn open(settings: &JournalSettings, clock: Clock) -> Result<(Self, DigestKey), JournalError> {
        let path = opening::canonical(settings.path())?;
        let lock = opening::lock(&path)?;
        let failed = |error: rusqlite::Error| JournalError::storage(&path, error);
        let connection = opening::open(&path, settings.set_durability())?;
        let secret: Vec<u8> = connection.query_row("SELECT value FROM secret", [], |row| row.get(0)).map_err(failed)?;
        let digest_key = DigestKey::new(&secret).ok_or_else(|| JournalError::Foreign(path.clone()))?;
        let id: i64 = connection.query_row(statements::NEXT_ID, [], |row| row.get(0)).map_err(failed)?;
        let keep_for = i64::try_from(settings.kept_for().as_millis()).unwrap_or(i64::MAX);
        let (detail, next_id, has_changed) = (settings.kept_detail(), Cell::new(id), Cell::new(true));
        let mut store = Self { connection, path, clock, keep_for, detail, next_id, has_changed, _lock: lock };
        store.transaction(|store| {
            store.connection.execute(statements::TAKE_OVER, [])?;
            store.connection.execute(statements::INTERRUPTED, [])?;
            store.clean()
        })?;
        Ok((store, digest_key))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a function in a transaction, which is rolled back if it fails. A panic is treated as a failure, because the
    /// writer thread must continue.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Self) -> Result<T>,
    ) -> std::result::Result<T, JournalError> {
        let result =
            self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| error.to_string()).and_then(|()| {
                let done = catch_unwind(AssertUnwindSafe(|| work(self))).map_err(|_| "a panic".to_owned())?;
                let result = done.map_err(|error| error.to_string())?;
                self.connection.execute_batch("COMMIT").map_err(|error| error.to_string())?;
                Ok(result)
            });
        if result.is_err() && !self.connection.is_autocommit() {
            // If this fails too, the next BEGIN reports it.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        result.map_err(|reason| JournalError::storage(&self.path, reason))
    }

    pub(super) fn next_id(&self) -> i64 {
        self.next_id.replace(self.next_id.get() + 1)
    }

    /// Removes expired calls and notifications, in batches so that calls don't wait long.
    pub(super) fn clean(&self) -> Result<()> {
        let before = self.clock.now().saturating_sub(self.keep_for);
        let notices = "DELETE FROM notices WHERE id IN \
                       (SELECT id FROM notices WHERE delivered IS NOT NULL AND delivered <= ?1 LIMIT 5000)";
        for statement in [statements::CLEAN, notices] {
            self.connection.execute(statement, [before])?;
        }
        Ok(())
    }

    pub(super) fn counts(&self) -> Result<Counts> {
        let number = |statement: &str| self.connection.query_row(statement, [], |row| count(row, 0));
        let (in_progress, unknown) = (number(statements::COUNT_IN_PROGRESS)?, number(statements::COUNT_UNKNOWN)?);
        let finished = number(statements::COUNT_FINISHED)?;
        Ok(Counts { in_progress, unknown, finished, queued: self.queued()? })
    }

    pub(super) fn has_changed(&self) {
        self.has_changed.set(true);
    }

    /// The open counts, if they may have changed. Both are read from small indices.
    pub(super) fn open_counts(&self) -> Result<Option<OpenCounts>> {
        if !self.has_changed.get() {
            return Ok(None);
        }
        let unknown = self.connection.query_row(statements::COUNT_UNKNOWN, [], |row| count(row, 0))?;
        let counts = OpenCounts { unknown, queued: self.queued()? };
        self.has_changed.set(false);
        Ok(Some(counts))
    }

    pub(super) fn queued(&self) -> Result<u64> {
        self.connection.query_row("SELECT count(*) FROM notices WHERE delivered IS NULL", [], |row| count(row, 0))
    }

    pub(super) fn unknown(&self) -> Result<Vec<UnknownCall>> {
        settling::unknown(&self.connection)
    }

    pub(super) fn settle(&self, key: &CallKey, settlement: Settlement) -> Result<bool> {
        self.has_changed();
        settling::settle(&self.connection, key, settlement, self.clock.now())
    }
}

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    let count: i64 = row.get(column)?;
    Ok(count.unsigned_abs())
}
