//! Keeps records in a SQLite file.

mod rows;

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Result, params};

use crate::saved::{Change, Record};
use rows::Rows;

/// A file with records. Changes committed by [`Store::commit`] survive the end of the process, even if it crashes.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Connection,
    /// The rows of the records. `None` if they must be read first: at the beginning, and after a failed transaction.
    rows: Option<Rows>,
}

/// Identifies the file in its header, so that another program's database isn't used by mistake.
const APPLICATION: i32 = 0x7778_6d64;
const VERSION: i32 = 2;

/// How long to wait for another process that has locked the file.
const PATIENCE: Duration = Duration::from_secs(1);

impl Store {
    /// Opens or creates a file. It is locked against other processes.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "locking_mode", "exclusive")?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // Safe if the process crashes. If the machine crashes, the last transactions may be lost, but the file stays
        // intact.
        connection.pragma_update(None, "synchronous", "normal")?;
        // In KiB. All orders that are kept by default fit, so no page is read again to write to it.
        connection.pragma_update(None, "cache_size", -32_768)?;
        // In pages. A checkpoint costs more than writing the pages to the log.
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        let store = Self { connection, rows: None };
        store.prepare()?;
        Ok(store)
    }

    fn prepare(&self) -> Result<()> {
        let pragma = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let tables: i64 = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let is_own = pragma("application_id")? == APPLICATION && pragma("user_version")? == VERSION;
        if tables > 0 && !is_own {
            return Err(rusqlite::Error::InvalidPath("the file is no data file of this version".into()));
        }
        self.connection.pragma_update(None, "application_id", APPLICATION)?;
        self.connection.pragma_update(None, "user_version", VERSION)?;
        self.connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS records (row INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, \
             value TEXT NOT NULL) STRICT",
        )
    }

    #[cfg(test)]
    pub(crate) fn refuse_writes(&self, refuse: bool) {
        self.connection.pragma_update(None, "query_only", refuse).unwrap();
    }

    /// All records.
    pub(crate) fn records(&self) -> Result<Vec<Record>> {
        let mut statement = self.connection.prepare("SELECT kind, key, value FROM records")?;
        let record = |row: &rusqlite::Row<'_>| Ok(Record { kind: row.get(0)?, key: row.get(1)?, value: row.get(2)? });
        statement.query_map([], record)?.collect()
    }

    /// Writes all changes in one transaction.
    pub(crate) fn commit<'c>(&mut self, changes: impl IntoIterator<Item = &'c Change>) -> Result<()> {
        let mut rows = match self.rows.take() {
            Some(rows) => rows,
            None => self.read_rows()?,
        };
        let transaction = self.connection.transaction()?;
        for change in changes {
            match change {
                Change::Clear => {
                    rows = Rows::default();
                    transaction.execute("DELETE FROM records", [])?;
                }
                Change::Put(Record { kind, key, value }) => {
                    transaction
                        .prepare_cached(
                            "INSERT OR REPLACE INTO records (row, kind, key, value) VALUES (?1, ?2, ?3, ?4)",
                        )?
                        .execute(params![rows.put(kind, key), kind, key, value])?;
                }
                Change::Remove { kind, key } => rows.remove(kind, key),
            }
        }
        for row in rows.take_removed() {
            transaction.prepare_cached("DELETE FROM records WHERE row = ?1")?.execute([row])?;
        }
        transaction.commit()?;
        self.rows = Some(rows);
        Ok(())
    }

    fn read_rows(&self) -> Result<Rows> {
        let mut statement = self.connection.prepare("SELECT row, kind, key FROM records")?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    }
}
