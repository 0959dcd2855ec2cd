//! Distinguishes journals from other databases.

use std::fs;

use rusqlite::Connection;
use wxmed_sidecar::journal::{Journal, JournalSettings};

use crate::support::{Folder, REST};

/// The errors of the configuration's files.
fn unusable(folder: &Folder) -> Vec<String> {
    let config = folder.parse(REST).unwrap_or_else(|errors| panic!("{errors}"));
    config.unusable_files().into_iter().map(|text| text.en.into_owned()).collect()
}

#[test]
fn a_database_without_a_journals_numbers_is_foreign() {
    let folder = Folder::new();
    let path = folder.write("journal.db", "", 0o600);
    assert_eq!(unusable(&folder), [""; 0]);
    let database = Connection::open(&path).unwrap();
    // A database without tables counts as empty.
    database.execute_batch("CREATE TABLE t (x); DROP TABLE t").unwrap();
    assert_eq!(unusable(&folder), [""; 0]);
    database.execute_batch("CREATE TABLE t (x)").unwrap();
    let refused = [format!("journal.file: {} is no journal of this version: name another file", path.display())];
    assert_eq!(unusable(&folder), refused);
    // So many tables that they need more than a page.
    for number in 0..200 {
        database.execute_batch(&format!("CREATE TABLE t{number} (a, b, c)")).unwrap();
    }
    assert_eq!(unusable(&folder), refused);
}

/// Also while the journal is in use, when its tables are partly in the write-ahead log.
#[test]
fn a_journal_is_not_foreign() {
    let folder = Folder::new();
    let path = folder.path("journal.db");
    let journal = Journal::open(JournalSettings::new(path.clone())).unwrap();
    assert!(fs::metadata(folder.path("journal.db-wal")).is_ok_and(|changes| changes.len() > 0));
    assert_eq!(unusable(&folder), [""; 0]);
    journal.close();
    assert_eq!(unusable(&folder), [""; 0]);
}
