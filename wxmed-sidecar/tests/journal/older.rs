//! Migration of journals of older versions.

use std::fs;

use rusqlite::Connection;
use wxmed_sidecar::journal::{Begun, Journal, JournalError, JournalFile, JournalSettings, Resend, Settlement};

use crate::support::{Folder, Time, begin, begin_new, key, open};

/// The tables of version 2.
const VERSION_2: &str = "
    CREATE TABLE calls (
        id INTEGER PRIMARY KEY,
        merchant TEXT NOT NULL,
        operation TEXT NOT NULL,
        key TEXT NOT NULL,
        digest BLOB NOT NULL,
        state INTEGER NOT NULL,
        begun INTEGER NOT NULL,
        unknown_since INTEGER,
        ended INTEGER,
        status INTEGER,
        outcome TEXT,
        code TEXT,
        body BLOB,
        UNIQUE (merchant, operation, key)
    ) STRICT;
    CREATE INDEX open_calls ON calls (state, begun) WHERE state < 2;
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
    PRAGMA application_id = 2004381034;
";

/// The change of version 3.
const VERSION_3: &str = "ALTER TABLE calls ADD COLUMN call INTEGER NOT NULL DEFAULT 0; UPDATE calls SET call = id;";

/// Creates a file with an unknown call, one that is being sent again, and one that has ended.
fn older(folder: &Folder, version: i32) {
    let connection = Connection::open(folder.journal()).unwrap();
    connection.execute_batch(VERSION_2).unwrap();
    connection.execute("INSERT INTO secret (id, value) VALUES (1, zeroblob(32))", []).unwrap();
    let row = "INSERT INTO calls (merchant, operation, key, digest, state, begun, unknown_since, ended, status, outcome) \
               VALUES ('main', 'preregister', ?1, zeroblob(32), ?2, 1699999000000, ?3, ?4, 200, 'success')";
    connection.execute(row, ("unknown", 1, None::<i64>, None::<i64>)).unwrap();
    connection.execute(row, ("again", 0, Some(1_699_990_000_000_i64), None::<i64>)).unwrap();
    connection.execute(row, ("finished", 2, None::<i64>, Some(1_699_999_999_000_i64))).unwrap();
    if version == 3 {
        connection.execute_batch(VERSION_3).unwrap();
    }
    connection.pragma_update(None, "user_version", version).unwrap();
    drop(connection);
    #[cfg(unix)]
    fs::set_permissions(folder.journal(), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

#[tokio::test]
async fn an_older_journal_is_migrated() {
    for version in [2, 3] {
        let (folder, time) = (Folder::new(), Time::new());
        older(&folder, version);
        let journal = open(&folder, &time);
        let unknown = journal.unknown().await.unwrap();
        assert_eq!(unknown.iter().map(|call| call.key().text()).collect::<Vec<_>>(), ["again", "unknown"]);
        assert_eq!(unknown[0].since().as_millisecond(), 1_699_990_000_000);
        assert!(matches!(begin(&journal, "unknown", Resend::Refuse).await, Begun::Unknown { .. }));
        // The digest in the test's file doesn't match these fields.
        assert!(matches!(begin(&journal, "finished", Resend::Refuse).await, Begun::OtherRequest));
        assert!(journal.settle(&key("again"), Settlement::Done).await.unwrap());
        // An older file doesn't contain the earlier attempt.
        assert!(matches!(begin(&journal, "again", Resend::Refuse).await, Begun::Ambiguous));
        begin_new(&journal, "new").await.release().await.unwrap();
        assert_eq!(journal.unknown().await.unwrap().len(), 1);
        journal.close();
        assert_eq!(open(&folder, &time).unknown().await.unwrap().len(), 1, "after opening it again");
    }
}

/// The operator's tool may open the file before the sidecar does.
#[test]
fn an_operator_can_settle_calls_of_an_older_journal() {
    let (folder, time) = (Folder::new(), Time::new());
    older(&folder, 2);
    assert!(!JournalFile::is_foreign(folder.journal()).unwrap());
    let file = JournalFile::open(folder.journal()).unwrap();
    assert!(file.settle(&key("unknown"), Settlement::NothingDone).unwrap());
    assert!(file.unknown().unwrap().is_empty());
    drop(open(&folder, &time));
}

/// Version 1 was never released.
#[test]
fn a_version_without_a_migration_is_refused_unchanged() {
    let folder = Folder::new();
    older(&folder, 1);
    let before = fs::read(folder.journal()).unwrap();
    let refused = Journal::open(JournalSettings::new(folder.journal())).unwrap_err();
    assert_eq!(refused, JournalError::Version(folder.journal(), 1));
    assert_eq!(fs::read(folder.journal()).unwrap(), before);
}
