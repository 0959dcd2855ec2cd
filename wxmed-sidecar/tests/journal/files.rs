//! The file, and what may be wrong with it.

use std::fs;

use rusqlite::Connection;
use wxmed_sidecar::journal::{Journal, JournalError, JournalSettings, Resend};

use crate::support::{Folder, Time, begin_new, digest, key, open};

fn settings(folder: &Folder) -> JournalSettings {
    JournalSettings::new(folder.journal())
}

#[test]
fn a_second_process_is_refused() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let refused = Journal::open(settings(&folder)).unwrap_err();
    assert_eq!(refused, JournalError::InUse(folder.journal()));
    let path = folder.journal().display().to_string();
    assert_eq!(
        refused.to_string(),
        format!("{path} is in use by another process: only one `wxmed serve` can use a journal")
    );
    assert_eq!(format!("{refused:#}"), format!("{path} 正由另一个进程使用：一个数据文件只能由一个 wxmed serve 使用"));
    journal.close();
    assert!(Journal::open(settings(&folder)).is_ok());
}

#[test]
fn the_file_of_another_program_is_refused_unchanged() {
    let folder = Folder::new();
    let connection = Connection::open(folder.journal()).unwrap();
    connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
    drop(connection);
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    fs::set_permissions(folder.journal(), private).unwrap();
    let before = fs::read(folder.journal()).unwrap();
    assert_eq!(Journal::open(settings(&folder)).unwrap_err(), JournalError::Foreign(folder.journal()));
    assert_eq!(fs::read(folder.journal()).unwrap(), before);
}

#[test]
fn a_later_version_is_refused() {
    let (folder, time) = (Folder::new(), Time::new());
    open(&folder, &time).close();
    Connection::open(folder.journal()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Journal::open(settings(&folder)).unwrap_err();
    let path = folder.journal().display().to_string();
    assert_eq!(refused.to_string(), format!("{path} is no journal of this version: name another file"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_access_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { drop(begin_new(&journal, "1").await) });
    for entry in fs::read_dir(folder.path("")).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
    journal.close();
    fs::set_permissions(folder.journal(), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(Journal::open(settings(&folder)).unwrap_err(), JournalError::NotPrivate(folder.journal()));
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = Folder::new();
    let failed = Journal::open(JournalSettings::new(folder.path("none/journal.db"))).unwrap_err();
    assert!(failed.to_string().contains("can't be read or written: "), "{failed}");
}

/// Another connection that holds the file has the effect of a disk that can't be written.
#[tokio::test]
async fn nothing_is_begun_that_can_not_be_written() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let finished = begin_new(&journal, "finished").await;
    let other = Connection::open(folder.journal()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = journal.begin(&key("1"), digest(&journal, "1"), Resend::Refuse).await;
    assert!(matches!(begun, Err(JournalError::Storage(..))), "{begun:?}");
    let response = wxmed_sidecar::journal::StoredResponse::new(200, "success", "{}");
    assert!(finished.finish(response).await.is_err());
    assert!(matches!(journal.open_counts(), Err(JournalError::Storage(..))), "that is known without asking it");
    other.execute_batch("ROLLBACK").unwrap();
    drop(begin_new(&journal, "1").await);
    assert_eq!(journal.open_counts().unwrap().unknown, 1, "the first one is not forgotten");
    // That the call has ended could not be recorded, so its outcome is unknown.
    let unknown = journal.unknown().await.unwrap();
    assert_eq!(unknown.iter().map(|call| call.key().text()).collect::<Vec<_>>(), ["finished", "1"]);
}
