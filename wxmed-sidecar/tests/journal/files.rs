//! Errors of the file.

use std::fs;

use rusqlite::Connection;
use wxmed_sidecar::journal::{Journal, JournalError, JournalFile, JournalSettings};

use crate::support::{Folder, Time, begin_new, open};

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
    assert_eq!(refused, JournalError::Version(folder.journal(), 99));
    assert_eq!(
        refused.to_string(),
        format!(
            "{path} is a journal of version 99: keep it, and don't name another file; use the program of that version until \
             `wxmed audit --unknown` lists nothing"
        )
    );
    assert!(format!("{refused:#}").contains("请保留它，不要指定另一个文件"));
    assert!(!JournalFile::is_foreign(folder.journal()).unwrap());
    assert_eq!(JournalFile::open(folder.journal()).unwrap_err(), refused);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_access_the_files() {
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
fn a_missing_folder_is_an_error() {
    let folder = Folder::new();
    let failed = Journal::open(JournalSettings::new(folder.path("none/journal.db"))).unwrap_err();
    assert!(failed.to_string().contains("can't be read or written: "), "{failed}");
}

/// The lock doesn't depend on the path by which the file is opened.
#[cfg(unix)]
#[test]
fn a_second_process_is_refused_under_another_name() {
    let (folder, time) = (Folder::new(), Time::new());
    let _journal = open(&folder, &time);
    std::os::unix::fs::symlink(folder.journal(), folder.path("other.db")).unwrap();
    let refused = Journal::open(JournalSettings::new(folder.path("other.db"))).unwrap_err();
    assert!(matches!(refused, JournalError::InUse(_)), "{refused}");
}

/// The calls in progress may be recorded only in the write-ahead log.
#[test]
fn a_write_ahead_log_without_its_journal_is_not_deleted() {
    let (folder, time) = (Folder::new(), Time::new());
    open(&folder, &time).close();
    fs::remove_file(folder.journal()).unwrap();
    let changes = folder.path("journal.db-wal");
    fs::write(&changes, "changes").unwrap();
    let refused = Journal::open(settings(&folder)).unwrap_err();
    assert_eq!(refused, JournalError::Missing(folder.journal()));
    let path = folder.journal().display().to_string();
    assert_eq!(
        refused.to_string(),
        format!(
            "{path} is gone, but {path}-wal is still there: put the journal back, or calls that it knows of may be sent again"
        )
    );
    assert!(format!("{refused:#}").contains("请把原来的数据文件放回原处"));
    assert!(!folder.journal().exists());
    assert_eq!(fs::read_to_string(changes).unwrap(), "changes");
}
