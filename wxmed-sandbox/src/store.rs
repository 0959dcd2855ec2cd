//! Keeps records in a SQLite file.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Result, params};

use crate::saved::{Change, Record};

/// A file with records. What [`Store::commit`] has written survives the end of the process, however it ends.
#[derive(Debug)]
pub(crate) struct Store(Connection);

/// In the header of the file, so that another program's database is not taken for one.
const APPLICATION: i32 = 0x7778_6d64;
const VERSION: i32 = 1;

/// How long another process that has the file is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

impl Store {
    /// Opens a file, or makes it. Another process can't open it as long as this one has it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "locking_mode", "exclusive")?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // Enough for the end of a process; for that of the machine, the last moments may be lost, but nothing is torn.
        connection.pragma_update(None, "synchronous", "normal")?;
        // In pages. Moving them into the file costs more than writing them.
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        let store = Self(connection);
        store.prepare()?;
        Ok(store)
    }

    fn prepare(&self) -> Result<()> {
        let pragma = |name: &str| self.0.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let tables: i64 = self.0.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let is_own = pragma("application_id")? == APPLICATION && pragma("user_version")? == VERSION;
        if tables > 0 && !is_own {
            return Err(rusqlite::Error::InvalidPath("the file is no data file of this version".into()));
        }
        self.0.pragma_update(None, "application_id", APPLICATION)?;
        self.0.pragma_update(None, "user_version", VERSION)?;
        self.0.execute_batch(
            "CREATE TABLE IF NOT EXISTS records (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, \
             PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID",
        )
    }

    #[cfg(test)]
    pub(crate) fn refuse_writes(&self, refuse: bool) {
        self.0.pragma_update(None, "query_only", refuse).unwrap();
    }

    /// All records.
    pub(crate) fn records(&self) -> Result<Vec<Record>> {
        let mut statement = self.0.prepare("SELECT kind, key, value FROM records")?;
        let record = |row: &rusqlite::Row<'_>| Ok(Record { kind: row.get(0)?, key: row.get(1)?, value: row.get(2)? });
        statement.query_map([], record)?.collect()
    }

    /// Makes changes, all or none.
    pub(crate) fn commit<'c>(&mut self, changes: impl IntoIterator<Item = &'c Change>) -> Result<()> {
        let transaction = self.0.transaction()?;
        for change in changes {
            match change {
                Change::Clear => transaction.execute("DELETE FROM records", [])?,
                Change::Put(Record { kind, key, value }) => transaction
                    .prepare_cached("INSERT OR REPLACE INTO records (kind, key, value) VALUES (?1, ?2, ?3)")?
                    .execute(params![kind, key, value])?,
                Change::Remove { kind, key } => transaction
                    .prepare_cached("DELETE FROM records WHERE kind = ?1 AND key = ?2")?
                    .execute(params![kind, key])?,
            };
        }
        transaction.commit()
    }
}
