//! Calls that are sent again, with several keys or with other fields, and the record of each attempt.

use rusqlite::Connection;
use wxmed_sidecar::journal::{Begun, Journal, RequestDigest, Resend, Settlement, StoredResponse, Ticket};

use crate::support::{Folder, Time, begin, begin_new, key, open};

fn response() -> StoredResponse {
    StoredResponse::new(200, "success", "{}")
}

fn fee(journal: &Journal, fee: &str) -> RequestDigest {
    journal.digest([("hosp_out_trade_no", "1"), ("total_fee", fee)])
}

async fn sent(journal: &Journal, keys: &[&str], digest: RequestDigest, resend: Resend) -> Ticket {
    let keys: Vec<_> = keys.iter().map(|text| key(text)).collect();
    match journal.begin_all(&keys, digest, resend).await.unwrap() {
        (Begun::New(ticket), _) => ticket,
        held => panic!("{held:?}"),
    }
}

async fn outcome(journal: &Journal, digest: RequestDigest) -> String {
    match journal.begin(&key("1"), digest, Resend::Refuse).await.unwrap() {
        Begun::Finished(_) => "finished".to_owned(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_correction_without_effect_does_not_replace_the_unknown_attempt() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let (first, corrected) = (fee(&journal, "900"), fee(&journal, "800"));
    sent(&journal, &["1"], first, Resend::Refuse).await.unknown().await.unwrap();
    sent(&journal, &["1"], corrected, Resend::Allow).await.release().await.unwrap();
    assert!(journal.settle(&key("1"), Settlement::Done).await.unwrap());
    assert_eq!(outcome(&journal, first).await, "finished");
    assert_eq!(outcome(&journal, corrected).await, "OtherRequest");
}

#[tokio::test]
async fn two_requests_that_may_have_been_processed_are_ambiguous() {
    for is_killed in [false, true] {
        let (folder, time) = (Folder::new(), Time::new());
        let mut journal = open(&folder, &time);
        let (first, corrected) = (fee(&journal, "900"), fee(&journal, "800"));
        sent(&journal, &["1"], first, Resend::Refuse).await.unknown().await.unwrap();
        let again = sent(&journal, &["1"], corrected, Resend::Allow).await;
        if is_killed {
            journal.close();
            journal = open(&folder, &time);
        }
        drop(again);
        assert!(journal.settle(&key("1"), Settlement::Done).await.unwrap());
        assert_eq!(outcome(&journal, first).await, "Ambiguous");
        assert_eq!(outcome(&journal, corrected).await, "Ambiguous");
    }
}

#[tokio::test]
async fn the_same_request_sent_twice_is_not_ambiguous() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    for resend in [Resend::Refuse, Resend::Allow] {
        sent(&journal, &["1"], fee(&journal, "900"), resend).await.unknown().await.unwrap();
    }
    assert!(journal.settle(&key("1"), Settlement::Done).await.unwrap());
    assert_eq!(outcome(&journal, fee(&journal, "900")).await, "finished");
}

/// A key of one order was used for another order, whose call did nothing. The key then belongs to the first order
/// again.
#[tokio::test]
async fn a_key_returns_to_its_first_order() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    sent(&journal, &["1", "own"], fee(&journal, "900"), Resend::Refuse).await.unknown().await.unwrap();
    let other = journal.digest([("hosp_out_trade_no", "2")]);
    sent(&journal, &["2", "own"], other, Resend::Allow).await.release().await.unwrap();
    let unknown = journal.unknown().await.unwrap();
    let texts: Vec<Vec<&str>> = unknown.iter().map(|call| call.keys().map(|key| key.text()).collect()).collect();
    assert_eq!(texts.concat().len(), 2);
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(journal.settle(&key("1"), Settlement::Done).await.unwrap());
    assert!(journal.unknown().await.unwrap().is_empty());
}

/// If one of its keys is held, nothing of the call is recorded, and the index of that key is returned.
#[tokio::test]
async fn a_call_is_begun_under_all_keys_or_none() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    begin_new(&journal, "own").await.unknown().await.unwrap();
    let (begun, index) =
        journal.begin_all(&[key("1"), key("own")], fee(&journal, "900"), Resend::Refuse).await.unwrap();
    assert!(matches!(begun, Begun::Unknown { .. }), "{begun:?}");
    assert_eq!(index, 1);
    assert_eq!(journal.counts().await.unwrap().in_progress, 0);
    // The same key given twice counts once.
    sent(&journal, &["1", "1"], fee(&journal, "900"), Resend::Refuse).await.finish(response()).await.unwrap();
    assert_eq!(outcome(&journal, fee(&journal, "900")).await, "finished");
}

/// A file of an earlier version whose process was killed after it had ended the call under one of two keys.
#[tokio::test]
async fn a_call_that_ended_under_one_key_has_ended_under_all() {
    for state in [0, 1] {
        let (folder, time) = (Folder::new(), Time::new());
        let journal = open(&folder, &time);
        let digest = fee(&journal, "900");
        sent(&journal, &["1", "own"], digest, Resend::Refuse).await.finish(response()).await.unwrap();
        journal.close();
        let half =
            "UPDATE calls SET state = ?1, ended = NULL, status = NULL, outcome = NULL, body = NULL WHERE key = 'own'";
        assert_eq!(Connection::open(folder.journal()).unwrap().execute(half, [state]).unwrap(), 1);
        let journal = open(&folder, &time);
        assert!(journal.unknown().await.unwrap().is_empty());
        let Begun::Finished(stored) = journal.begin(&key("own"), digest, Resend::Refuse).await.unwrap() else {
            panic!()
        };
        assert_eq!(stored, response());
    }
}

/// If another row has the ID of the next call, it isn't replaced.
#[tokio::test]
async fn a_row_of_another_call_is_not_replaced() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    begin_new(&journal, "1").await.unknown().await.unwrap();
    let other = Connection::open(folder.journal()).unwrap();
    other.execute("UPDATE calls SET id = id + 1, call = id + 1", []).unwrap();
    assert!(journal.begin(&key("2"), fee(&journal, "900"), Resend::Refuse).await.is_err());
    assert!(matches!(begin(&journal, "1", Resend::Refuse).await, Begun::Unknown { .. }));
}

#[tokio::test]
async fn ending_a_call_that_is_not_recorded_is_an_error() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let ticket = begin_new(&journal, "1").await;
    Connection::open(folder.journal()).unwrap().execute("DELETE FROM calls", []).unwrap();
    let failed = ticket.finish(response()).await.unwrap_err();
    assert_eq!(
        failed.to_string(),
        "the journal has no such call in progress, so its end is not recorded: the file may have been replaced"
    );
    assert!(format!("{failed:#}").contains("数据文件中没有正在进行的此次调用"));
    begin_new(&journal, "2").await.finish(response()).await.unwrap();
}
