//! What is in the file.

use std::cell::Cell;
use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::clock::{Clock, timestamp};
use super::digest::DigestKey;
use super::error::JournalError;
use super::key::{CallKey, RequestDigest, Resend};
use super::record::{Counts, Ending, OpenCounts, Settlement, StoredResponse, UnknownCall};
use super::schema::{self, FINISHED, IN_PROGRESS, Kind, UNKNOWN};
use super::settings::{Detail, Durability, JournalSettings};
use crate::files;

/// The file, as the thread that writes has it.
pub(super) struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
    pub(super) clock: Clock,
    /// How long what is finished is kept, in milliseconds.
    keep_for: i64,
    detail: Detail,
    /// The ID of the next call. An ID is never used twice by a process, even if its transaction failed.
    next_id: Cell<i64>,
    /// Whether the number of unknown calls or of notifications may have changed since [`Store::open_counts`].
    has_changed: Cell<bool>,
    /// Locked as long as the store exists.
    _lock: File,
}

/// What became of a call that was to be begun.
pub(super) enum Claimed {
    New(ClaimedCall),
    Finished(StoredResponse),
    InProgress(i64),
    Unknown(i64),
    OtherRequest,
}

/// A call that was begun under a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimedCall {
    /// The row of the key.
    pub(super) id: i64,
    /// What its rows have in common.
    pub(super) call: i64,
}

impl Store {
    pub(super) fn open(settings: &JournalSettings, clock: Clock) -> Result<(Self, DigestKey), JournalError> {
        let path = settings.path();
        let lock = lock(path)?;
        create_private(path)?;
        let failed = |error: rusqlite::Error| JournalError::storage(path, error);
        let connection = open_own(path, settings.set_durability())?;
        let secret: Vec<u8> = connection.query_row("SELECT value FROM secret", [], |row| row.get(0)).map_err(failed)?;
        let digest_key = DigestKey::new(&secret).ok_or_else(|| JournalError::Foreign(path.to_owned()))?;
        let id: i64 =
            connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM calls", [], |row| row.get(0)).map_err(failed)?;
        let keep_for = i64::try_from(settings.kept_for().as_millis()).unwrap_or(i64::MAX);
        let (path, detail, next_id) = (path.to_owned(), settings.kept_detail(), Cell::new(id));
        let has_changed = Cell::new(true);
        let mut store = Self { connection, path, clock, keep_for, detail, next_id, has_changed, _lock: lock };
        store.transaction(|store| {
            let interrupted = "UPDATE calls SET state = ?1, begun = coalesce(unknown_since, begun), unknown_since = NULL \
                               WHERE state = ?2";
            store.connection.execute(interrupted, [UNKNOWN, IN_PROGRESS])?;
            store.clean()
        })?;
        Ok((store, digest_key))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Does something in a transaction. If it fails, nothing of it is done.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Self) -> Result<T>,
    ) -> std::result::Result<T, JournalError> {
        let result = self.connection.execute_batch("BEGIN IMMEDIATE").and_then(|()| {
            let result = work(self)?;
            self.connection.execute_batch("COMMIT")?;
            Ok(result)
        });
        if result.is_err() && !self.connection.is_autocommit() {
            // If this fails too, the next BEGIN reports it.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        result.map_err(|error| JournalError::storage(&self.path, error))
    }

    /// Begins a call, if there is none with its key; or a call that was begun under another key, under this one as well.
    pub(super) fn claim(
        &self,
        key: &CallKey,
        digest: RequestDigest,
        resend: Resend,
        beside: Option<ClaimedCall>,
    ) -> Result<Claimed> {
        let now = self.clock.now();
        let beside = beside.map(|claimed| claimed.call);
        let Some(known) = self.known(key)?.filter(|known| !self.is_expired(known, now)) else {
            return self.insert(key, digest, NewRow { now, unknown_since: None, call: beside });
        };
        match (known.state, resend) {
            (State::Finished(..), _) if known.digest != digest.0 => Ok(Claimed::OtherRequest),
            (State::Finished(response, _), _) => Ok(Claimed::Finished(response)),
            // Whatever the fields are: it must first be known what became of this order.
            (State::InProgress, _) => Ok(Claimed::InProgress(known.begun)),
            (State::Unknown, Resend::Refuse) => Ok(Claimed::Unknown(known.begun)),
            (State::Unknown, Resend::Allow) => {
                self.has_changed();
                let call = beside.or(Some(known.call));
                self.insert(key, digest, NewRow { now, unknown_since: Some(known.begun), call })
            }
        }
    }

    fn is_expired(&self, known: &Known, now: i64) -> bool {
        matches!(known.state, State::Finished(_, ended) if ended <= now.saturating_sub(self.keep_for))
    }

    fn known(&self, key: &CallKey) -> Result<Option<Known>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT digest, begun, state, ended, status, outcome, code, body, call FROM calls \
             WHERE merchant = ?1 AND operation = ?2 AND key = ?3",
        )?;
        statement.query_row([key.merchant(), key.operation(), key.text()], Known::of).optional()
    }

    /// Inserts a call, in place of an older one with the same key, whose outcome may be unknown since then.
    fn insert(&self, key: &CallKey, digest: RequestDigest, row: NewRow) -> Result<Claimed> {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        let NewRow { now, unknown_since, call } = row;
        let call = call.unwrap_or(id);
        let mut statement = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO calls (id, call, merchant, operation, key, digest, state, begun, unknown_since) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        let (merchant, operation, text) = (key.merchant(), key.operation(), key.text());
        statement.execute(params![id, call, merchant, operation, text, digest.0, IN_PROGRESS, now, unknown_since])?;
        Ok(Claimed::New(ClaimedCall { id, call }))
    }

    /// Records how a call ended.
    pub(super) fn end(&self, id: i64, ending: &Ending) -> Result<()> {
        match ending {
            Ending::Finish(response) => self.finish(id, response),
            Ending::Unknown => {
                self.has_changed();
                let mut statement = self.connection.prepare_cached(
                    "UPDATE calls SET state = ?2, begun = coalesce(unknown_since, begun), unknown_since = NULL \
                     WHERE id = ?1 AND state = ?3",
                )?;
                statement.execute([id, UNKNOWN, IN_PROGRESS]).map(|_| ())
            }
            Ending::Release => self.release(id),
        }
    }

    /// Forgets a call, but not an earlier attempt: that this one did nothing says nothing of that.
    fn release(&self, id: i64) -> Result<()> {
        let mut restore = self.connection.prepare_cached(
            "UPDATE calls SET state = ?2, begun = unknown_since, unknown_since = NULL \
             WHERE id = ?1 AND state = ?3 AND unknown_since IS NOT NULL",
        )?;
        if restore.execute([id, UNKNOWN, IN_PROGRESS])? > 0 {
            self.has_changed();
        } else {
            let mut delete = self.connection.prepare_cached("DELETE FROM calls WHERE id = ?1 AND state = ?2")?;
            delete.execute([id, IN_PROGRESS])?;
        }
        Ok(())
    }

    fn finish(&self, id: i64, response: &StoredResponse) -> Result<()> {
        let body = match self.detail {
            Detail::Responses => response.body(),
            Detail::Outcomes => None,
        };
        let mut statement = self.connection.prepare_cached(
            "UPDATE calls SET state = ?2, ended = ?3, status = ?4, outcome = ?5, code = ?6, body = ?7 \
             WHERE id = ?1 AND state = ?8",
        )?;
        let (status, outcome, code, now) = (response.status(), response.outcome(), response.code(), self.clock.now());
        statement.execute(params![id, FINISHED, now, status, outcome, code, body, IN_PROGRESS])?;
        // An attempt with other keys that was unknown until this one.
        let mut others = self.connection.prepare_cached(
            "UPDATE calls SET state = 2, ended = ?2, status = ?3, outcome = ?4, code = ?5, body = ?6 \
             WHERE state = 1 AND call = (SELECT call FROM calls WHERE id = ?1)",
        )?;
        if others.execute(params![id, now, status, outcome, code, body])? > 0 {
            self.has_changed();
        }
        Ok(())
    }

    /// Removes what is finished and old enough, a part at a time, so that calls don't wait long.
    pub(super) fn clean(&self) -> Result<()> {
        let before = self.clock.now().saturating_sub(self.keep_for);
        let calls = "DELETE FROM calls WHERE id IN \
                     (SELECT id FROM calls WHERE state = 2 AND ended <= ?1 ORDER BY ended LIMIT 5000)";
        let notices = "DELETE FROM notices WHERE id IN \
                       (SELECT id FROM notices WHERE delivered IS NOT NULL AND delivered <= ?1 LIMIT 5000)";
        for statement in [calls, notices] {
            self.connection.execute(statement, [before])?;
        }
        Ok(())
    }

    pub(super) fn counts(&self) -> Result<Counts> {
        let in_progress = "SELECT count(*) FROM calls WHERE state = 0";
        let in_progress = self.connection.query_row(in_progress, [], |row| count(row, 0))?;
        let unknown = self.connection.query_row(COUNT_UNKNOWN, [], |row| count(row, 0))?;
        let finished = "SELECT count(*) FROM calls WHERE state = 2";
        let finished = self.connection.query_row(finished, [], |row| count(row, 0))?;
        Ok(Counts { in_progress, unknown, finished, queued: self.queued()? })
    }

    pub(super) fn has_changed(&self) {
        self.has_changed.set(true);
    }

    /// What is still open, if that may have changed. Both numbers come from small indices.
    pub(super) fn open_counts(&self) -> Result<Option<OpenCounts>> {
        if !self.has_changed.get() {
            return Ok(None);
        }
        let unknown = self.connection.query_row(COUNT_UNKNOWN, [], |row| count(row, 0))?;
        let counts = OpenCounts { unknown, queued: self.queued()? };
        self.has_changed.set(false);
        Ok(Some(counts))
    }

    pub(super) fn queued(&self) -> Result<u64> {
        self.connection.query_row("SELECT count(*) FROM notices WHERE delivered IS NULL", [], |row| count(row, 0))
    }

    pub(super) fn unknown(&self) -> Result<Vec<UnknownCall>> {
        unknown(&self.connection)
    }

    pub(super) fn settle(&self, key: &CallKey, settlement: Settlement) -> Result<bool> {
        self.has_changed();
        settle(&self.connection, key, settlement, self.clock.now())
    }
}

/// When a row is inserted, and what it takes from an earlier one.
struct NewRow {
    now: i64,
    unknown_since: Option<i64>,
    call: Option<i64>,
}

/// A call in the file.
struct Known {
    digest: [u8; 32],
    begun: i64,
    call: i64,
    state: State,
}

enum State {
    InProgress,
    Unknown,
    Finished(StoredResponse, i64),
}

impl Known {
    fn of(row: &Row<'_>) -> Result<Self> {
        let state = match row.get(2)? {
            IN_PROGRESS => State::InProgress,
            FINISHED => State::Finished(response(row)?, row.get(3)?),
            // Whatever else it is: the safe reading is that it may have been processed.
            _ => State::Unknown,
        };
        Ok(Self { digest: row.get(0)?, begun: row.get(1)?, call: row.get(8)?, state })
    }
}

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    let count: i64 = row.get(column)?;
    Ok(count.unsigned_abs())
}

fn response(row: &Row<'_>) -> Result<StoredResponse> {
    let (status, outcome, body): (u16, String, Option<Vec<u8>>) = (row.get(4)?, row.get(5)?, row.get(7)?);
    let response = match body {
        Some(body) => StoredResponse::new(status, outcome, body),
        None => StoredResponse::without_body(status, outcome),
    };
    Ok(response.with_code(row.get(6)?))
}

/// How many calls have an unknown outcome, however many keys each has.
const COUNT_UNKNOWN: &str = "SELECT count(DISTINCT call) FROM calls WHERE state = 1";

/// The calls whose outcome is unknown, oldest first.
pub(super) fn unknown(connection: &Connection) -> Result<Vec<UnknownCall>> {
    let mut statement = connection
        .prepare("SELECT merchant, operation, key, begun, call FROM calls WHERE state = ?1 ORDER BY begun, id")?;
    let of_row = |row: &Row<'_>| {
        let key = CallKey::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?);
        let key = key.map_err(|_| rusqlite::Error::InvalidQuery)?;
        Ok((row.get(4)?, key, timestamp(row.get(3)?)))
    };
    let (mut calls, mut places) = (Vec::<UnknownCall>::new(), HashMap::<i64, usize>::new());
    for row in statement.query_map([UNKNOWN], of_row)? {
        let (call, key, since) = row?;
        match places.get(&call).and_then(|place| calls.get_mut(*place)) {
            Some(known) => known.others.push(key),
            None => {
                places.insert(call, calls.len());
                calls.push(UnknownCall { key, others: Vec::new(), since });
            }
        }
    }
    Ok(calls)
}

/// Settles a call whose outcome was unknown, under all of its keys. Returns whether there was one.
pub(super) fn settle(connection: &Connection, key: &CallKey, settlement: Settlement, now: i64) -> Result<bool> {
    let (merchant, operation, text) = (key.merchant(), key.operation(), key.text());
    let changed = match settlement {
        Settlement::Done => connection.execute(
            "UPDATE calls SET state = ?5, ended = ?6, status = 200, outcome = ?7 WHERE state = ?4 AND call = \
             (SELECT call FROM calls WHERE merchant = ?1 AND operation = ?2 AND key = ?3 AND state = ?4)",
            params![merchant, operation, text, UNKNOWN, FINISHED, now, SETTLED],
        )?,
        Settlement::NothingDone => connection.execute(
            "DELETE FROM calls WHERE state = ?4 AND call = \
             (SELECT call FROM calls WHERE merchant = ?1 AND operation = ?2 AND key = ?3 AND state = ?4)",
            params![merchant, operation, text, UNKNOWN],
        )?,
    };
    Ok(changed > 0)
}

/// The outcome of a call that an operator has settled as done.
pub(super) const SETTLED: &str = "settled-done";

/// Locks a file beside the journal. The lock ends with the process, however it ends.
fn lock(path: &Path) -> Result<File, JournalError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = PathBuf::from(beside);
    let failed = |error: std::io::Error| JournalError::storage(&beside, error);
    let file = files::private_options().write(true).create(true).truncate(false).open(&beside).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Creates the file with its mode, before SQLite would with another.
fn create_private(path: &Path) -> Result<(), JournalError> {
    let failed = |error: std::io::Error| JournalError::storage(path, error);
    let file = files::private_options().read(true).append(true).create(true).open(path).map_err(failed)?;
    match files::is_private(&file).map_err(failed)? {
        true => Ok(()),
        false => Err(JournalError::NotPrivate(path.to_owned())),
    }
}

/// Opens a journal, and creates its tables if the file is empty.
fn open_own(path: &Path, durability: Durability) -> Result<Connection, JournalError> {
    let failed = |error: rusqlite::Error| JournalError::storage(path, error);
    // Nothing is changed before it is known what the file is.
    let looked = Connection::open(path).map_err(failed)?;
    let kind = schema::kind(&looked).map_err(failed)?;
    drop(looked);
    match kind {
        Kind::Foreign => Err(JournalError::Foreign(path.to_owned())),
        Kind::Own => schema::connect(path, durability).map_err(failed),
        Kind::Empty => {
            let connection = schema::connect(path, durability).map_err(failed)?;
            let secret = DigestKey::random().map_err(|error| JournalError::storage(path, error))?;
            schema::create(&connection, secret.as_slice()).map_err(failed)?;
            Ok(connection)
        }
    }
}
