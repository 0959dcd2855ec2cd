//! An operator's tool, while the sidecar runs.

use wxmed_sidecar::journal::{Begun, JournalError, JournalFile, Resend, Settlement};

use crate::support::{Folder, Time, begin, begin_new, key, open};

#[tokio::test]
async fn unknown_calls_are_listed_and_settled_while_the_sidecar_runs() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    for text in ["done", "nothing", "open/1"] {
        begin_new(&journal, text).await.unknown().await.unwrap();
    }
    let ticket = begin_new(&journal, "in progress").await;
    let file = JournalFile::open(folder.journal()).unwrap();
    let unknown = file.unknown().unwrap();
    assert_eq!(unknown.iter().map(|call| call.key().text()).collect::<Vec<_>>(), ["done", "nothing", "open/1"]);
    assert!(file.settle(&key("done"), Settlement::Done).unwrap());
    assert!(file.settle(&key("nothing"), Settlement::NothingDone).unwrap());
    for text in ["done", "nothing", "in progress", "none"] {
        assert!(!file.settle(&key(text), Settlement::NothingDone).unwrap(), "{text}");
    }
    let Begun::Finished(stored) = begin(&journal, "done", Resend::Allow).await else { panic!() };
    assert_eq!((stored.status(), stored.outcome(), stored.body()), (200, "settled-done", None));
    assert!(matches!(begin(&journal, "nothing", Resend::Refuse).await, Begun::New(_)));
    ticket.release().await.unwrap();
}

#[test]
fn a_file_that_is_not_a_journal_is_unchanged() {
    let folder = Folder::new();
    let failed = JournalFile::open(folder.journal()).unwrap_err();
    assert!(matches!(failed, JournalError::Storage(..)), "{failed}");
    assert!(!folder.journal().exists());
    std::fs::write(folder.journal(), "my notes").unwrap();
    assert_eq!(JournalFile::open(folder.journal()).unwrap_err(), JournalError::Foreign(folder.journal()));
    assert_eq!(std::fs::read_to_string(folder.journal()).unwrap(), "my notes");
}
