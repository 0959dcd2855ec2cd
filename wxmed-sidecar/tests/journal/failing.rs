//! A file that can't be written for a while, and jobs that fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use wxmed_sidecar::journal::{Begun, Clock, Journal, JournalError, JournalSettings, Resend, StoredResponse};

use crate::support::{Folder, Time, begin, begin_new, digest, key, open};

/// Simulates a disk that can't be written by another connection that holds a lock.
#[tokio::test]
async fn a_call_that_can_not_be_recorded_is_not_begun() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let (finished, released) = (begin_new(&journal, "finished").await, begin_new(&journal, "released").await);
    let other = Connection::open(folder.journal()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = journal.begin(&key("1"), digest(&journal, "1"), Resend::Refuse).await;
    assert!(matches!(begun, Err(JournalError::Storage(..))), "{begun:?}");
    let response = StoredResponse::new(200, "success", "{}");
    let (finished, released) = tokio::join!(finished.finish(response), released.release());
    assert!(finished.is_err() && released.is_err());
    assert!(matches!(journal.open_counts(), Err(JournalError::Storage(..))), "the failure is published");
    other.execute_batch("ROLLBACK").unwrap();
    // The ends of the calls are recorded as soon as writing is possible again.
    drop(begin_new(&journal, "1").await);
    assert!(matches!(begin(&journal, "finished", Resend::Refuse).await, Begun::Finished(_)));
    let unknown = journal.unknown().await.unwrap();
    assert_eq!(unknown.iter().map(|call| call.key().text()).collect::<Vec<_>>(), ["1"]);
    drop(begin_new(&journal, "released").await);
}

/// A panic in the clock simulates a bug in the program.
#[tokio::test]
async fn a_panic_does_not_end_the_journal() {
    let (folder, time) = (Folder::new(), Time::new());
    let is_broken = Arc::new(AtomicBool::new(false));
    let (broken, now) = (is_broken.clone(), time.clone());
    let clock = Clock::new(move || {
        assert!(!broken.load(Ordering::SeqCst), "made to fail");
        now.now()
    });
    let journal = Journal::open_with(JournalSettings::new(folder.journal()), clock).unwrap();
    let ticket = begin_new(&journal, "1").await;
    is_broken.store(true, Ordering::SeqCst);
    let failed = journal.begin(&key("2"), digest(&journal, "2"), Resend::Refuse).await.unwrap_err();
    assert!(matches!(failed, JournalError::Storage(..)), "{failed}");
    is_broken.store(false, Ordering::SeqCst);
    ticket.finish(StoredResponse::new(200, "success", "{}")).await.unwrap();
    begin_new(&journal, "2").await.release().await.unwrap();
}
