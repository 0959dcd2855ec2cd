//! The tables of the file.

use std::path::Path;

use rusqlite::{Connection, Result};

use super::settings::Durability;

/// The application ID in the header of the file, which identifies it as a journal.
const APPLICATION: i32 = 0x7778_6d6a;
/// The version of the tables.
const VERSION: i32 = 4;

/// A call. Its state is one of [`IN_PROGRESS`], [`UNKNOWN`] and [`FINISHED`]; times are milliseconds since 1970. `call`
/// is the same in all rows of a call that has several keys. While a call is sent again, `unknown_since`,
/// `unknown_digest` and `unknown_call` are those of the earlier attempt with an unknown outcome. A digest is empty if
/// attempts with different digests may have been processed.
const TABLES: &str = "
    CREATE TABLE calls (
        id INTEGER PRIMARY KEY,
        call INTEGER NOT NULL,
        merchant TEXT NOT NULL,
        operation TEXT NOT NULL,
        key TEXT NOT NULL,
        digest BLOB NOT NULL,
        state INTEGER NOT NULL,
        begun INTEGER NOT NULL,
        unknown_since INTEGER,
        unknown_digest BLOB,
        unknown_call INTEGER,
        ended INTEGER,
        status INTEGER,
        outcome TEXT,
        code TEXT,
        body BLOB,
        UNIQUE (merchant, operation, key)
    ) STRICT;
    CREATE INDEX open_calls ON calls (state, begun) WHERE state < 2;
    CREATE INDEX grouped_calls ON calls (call);
    CREATE INDEX finished_calls ON calls (ended) WHERE state = 2;
    CREATE TABLE notices (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        key TEXT NOT NULL,
        body BLOB,
        attempts INTEGER NOT NULL,
        due INTEGER NOT NULL,
        delivered INTEGER,
        UNIQUE (name, key)
    ) STRICT;
    CREATE INDEX due_notices ON notices (due, id) WHERE delivered IS NULL;
    CREATE INDEX delivered_notices ON notices (delivered) WHERE delivered IS NOT NULL;
    CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), value BLOB NOT NULL) STRICT;
";

/// Migrates version 2, in which a call had one key, to version 3.
const FROM_2: &str = "
    ALTER TABLE calls ADD COLUMN call INTEGER NOT NULL DEFAULT 0;
    UPDATE calls SET call = id;
";

/// Migrates version 3, which didn't store earlier attempts, to version 4.
const FROM_3: &str = "
    ALTER TABLE calls ADD COLUMN unknown_digest BLOB;
    ALTER TABLE calls ADD COLUMN unknown_call INTEGER;
    UPDATE calls SET unknown_digest = x'', unknown_call = call WHERE unknown_since IS NOT NULL;
    CREATE INDEX grouped_calls ON calls (call);
";

/// The state of a call in progress.
pub(super) const IN_PROGRESS: i64 = 0;
/// The state of a call that has ended.
pub(super) const FINISHED: i64 = 2;

/// The kind of a file.
pub(super) enum Kind {
    /// A journal of this version.
    Own,
    /// A journal of an older version, which can be migrated.
    Older(i32),
    /// A journal of a version that this program doesn't support.
    OtherVersion(i32),
    /// An empty file.
    Empty,
    /// Another kind of file.
    Foreign,
}

/// Determines the kind of a file.
pub(super) fn kind(connection: &Connection) -> Result<Kind> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)) {
        Ok(tables) => tables,
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => return Ok(Kind::Foreign),
        Err(error) => return Err(error),
    };
    Ok(match (tables, pragma("application_id")?, pragma("user_version")?) {
        (0, _, _) => Kind::Empty,
        (_, APPLICATION, VERSION) => Kind::Own,
        (_, APPLICATION, version @ 2..VERSION) => Kind::Older(version),
        (_, APPLICATION, version) => Kind::OtherVersion(version),
        (_, _, _) => Kind::Foreign,
    })
}

/// The length of a file's header, in bytes.
pub(super) const HEAD: u64 = 100;

/// Whether a file with this header isn't a journal of any version. A new journal has its numbers only in the
/// write-ahead log.
pub(super) fn is_foreign(head: &[u8]) -> bool {
    let number = |at: usize| head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes);
    match (number(68), number(60)) {
        _ if head.is_empty() => false,
        _ if !head.starts_with(b"SQLite format 3\0") => true,
        (Some(0), Some(0)) | (Some(APPLICATION), Some(_)) => false,
        (Some(_) | None, Some(_) | None) => true,
    }
}

/// Creates the tables, and stores the secret of the file.
pub(super) fn create(connection: &Connection, secret: &[u8]) -> Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    connection.execute_batch(TABLES)?;
    connection.execute("INSERT INTO secret (id, value) VALUES (1, ?1)", [secret])?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    connection.execute_batch("COMMIT")
}

/// Migrates a journal of an older version, in one transaction.
pub(super) fn migrate(connection: &Connection, version: i32) -> Result<()> {
    let steps = [(2, FROM_2), (3, FROM_3)].into_iter().filter(|(from, _)| *from >= version);
    let migrated = connection.execute_batch("BEGIN IMMEDIATE").and_then(|()| {
        steps.map(|(_, step)| step).try_for_each(|step| connection.execute_batch(step))?;
        connection.pragma_update(None, "user_version", VERSION)?;
        connection.execute_batch("COMMIT")
    });
    if migrated.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    migrated
}

/// Opens a file with the settings that all of its users share.
pub(super) fn connect(path: &Path, durability: Durability) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    let synchronous = match durability {
        Durability::Disk => "full",
        Durability::Process => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // Deleted data is overwritten, because responses may contain patients' data.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "journal_size_limit", LARGEST_LOG)?;
    Ok(connection)
}

/// How long to wait for a lock that `wxmed audit` holds.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// The size in bytes to which the write-ahead log is truncated after a checkpoint.
const LARGEST_LOG: i64 = 16 << 20;
