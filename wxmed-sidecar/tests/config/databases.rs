//! Which databases are taken for journals.

use std::fs;

use rusqlite::Connection;
use wxmed_sidecar::journal::{Journal, JournalSettings};

use crate::support::{Folder, REST};

/// What is wrong with the files of the configuration.
fn unusable(folder: &Folder) -> Vec<String> {
    let config = folder.parse(REST).unwrap_or_else(|errors| panic!("{errors}"));
    config.unusable_files().into_iter().map(|text| text.en.into_owned()).collect()
}

#[test]
fn a_database_without_the_numbers_of_a_journal_is_foreign() {
    let folder = Folder::new();
    let path = folder.write("journal.db", "", 0o600);
    assert_eq!(unusable(&folder), [""; 0]);
    let database = Connection::open(&path).unwrap();
    // One without tables is still empty.
    database.execute_batch("CREATE TABLE t (x); DROP TABLE t").unwrap();
    assert_eq!(unusable(&folder), [""; 0]);
    database.execute_batch("CREATE TABLE t (x)").unwrap();
    let refused = [format!("journal.file: {} is no journal of this version: name another file", path.display())];
    assert_eq!(unusable(&folder), refused);
    // With so many that they need more than a page.
    for number in 0..200 {
        database.execute_batch(&format!("CREATE TABLE t{number} (a, b, c)")).unwrap();
    }
    assert_eq!(unusable(&folder), refused);
}

/// Also while it is used, when its tables are partly in the file of changes.
#[test]
fn a_journal_is_none() {
    let folder = Folder::new();
    let path = folder.path("journal.db");
    let journal = Journal::open(JournalSettings::new(path.clone())).unwrap();
    assert!(fs::metadata(folder.path("journal.db-wal")).is_ok_and(|changes| changes.len() > 0));
    assert_eq!(unusable(&folder), [""; 0]);
    journal.close();
    assert_eq!(unusable(&folder), [""; 0]);
}
