//! The beginning and the end of calls.

use wxmed_sidecar::journal::{
    Begun, CallKey, Counts, Detail, Journal, JournalError, JournalSettings, Resend, Settlement, StoredResponse, Ticket,
};

use crate::support::{Folder, HOUR, Time, begin, begin_new, digest, key, open};

fn response() -> StoredResponse {
    StoredResponse::new(200, "success", "{\"ok\":true,\"name\":\"canary-张三\"}").with_code(None)
}

#[tokio::test]
async fn a_finished_call_returns_its_response() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    begin_new(&journal, "1").await.finish(response()).await.unwrap();
    for resend in [Resend::Refuse, Resend::Allow] {
        let Begun::Finished(stored) = begin(&journal, "1", resend).await else { panic!() };
        assert_eq!(stored, response());
    }
    journal.close();
    let Begun::Finished(stored) = begin(&open(&folder, &time), "1", Resend::Refuse).await else { panic!() };
    assert_eq!(stored, response());
}

#[tokio::test]
async fn only_outcomes_are_stored_if_configured() {
    let folder = Folder::new();
    let journal = Journal::open(JournalSettings::new(folder.journal()).detail(Detail::Outcomes)).unwrap();
    let rejected = StoredResponse::new(200, "business", "canary-body").with_code(Some("80004".to_owned()));
    begin_new(&journal, "1").await.finish(rejected).await.unwrap();
    let Begun::Finished(stored) = begin(&journal, "1", Resend::Refuse).await else { panic!() };
    assert_eq!(
        (stored.status(), stored.outcome(), stored.code(), stored.body()),
        (200, "business", Some("80004"), None)
    );
    journal.close();
    assert!(!folder.bytes().windows(6).any(|bytes| bytes == b"canary"));
}

#[tokio::test]
async fn a_call_in_progress_is_not_begun_twice() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let since = time.now();
    let ticket = begin_new(&journal, "1").await;
    time.pass(HOUR);
    for resend in [Resend::Refuse, Resend::Allow] {
        assert!(matches!(begin(&journal, "1", resend).await, Begun::InProgress { since: at } if at == since));
    }
    ticket.release().await.unwrap();
    drop(begin_new(&journal, "1").await);
}

#[tokio::test]
async fn an_unknown_call_is_sent_again_only_on_request() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let since = time.now();
    begin_new(&journal, "1").await.unknown().await.unwrap();
    drop(begin_new(&journal, "2").await);
    time.pass(1000 * HOUR);
    for text in ["1", "2"] {
        assert!(matches!(begin(&journal, text, Resend::Refuse).await, Begun::Unknown { since: at } if at == since));
    }
    let Begun::New(ticket) = begin(&journal, "1", Resend::Allow).await else { panic!() };
    assert!(matches!(begin(&journal, "1", Resend::Allow).await, Begun::InProgress { .. }));
    ticket.finish(response()).await.unwrap();
    assert!(matches!(begin(&journal, "1", Resend::Allow).await, Begun::Finished(_)));
    assert_eq!(journal.unknown().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_key_of_a_finished_call_is_refused_to_another_request() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let other = |journal: &Journal| journal.digest([("hosp_out_trade_no", "1"), ("total_fee", "1001")]);
    let ticket = begin_new(&journal, "1").await;
    let begun = journal.begin(&key("1"), other(&journal), Resend::Refuse).await.unwrap();
    assert!(matches!(begun, Begun::InProgress { .. }), "{begun:?}");
    ticket.release().await.unwrap();
    // The platform did nothing, so the request may be corrected.
    let begun = journal.begin(&key("1"), other(&journal), Resend::Refuse).await.unwrap();
    let Begun::New(ticket) = begun else { panic!("{begun:?}") };
    ticket.finish(response()).await.unwrap();
    for resend in [Resend::Refuse, Resend::Allow] {
        let begun = begin(&journal, "1", resend).await;
        assert!(matches!(begun, Begun::OtherRequest), "{begun:?}");
    }
}

/// The outcome must be found out first, or `resend` must be set.
#[tokio::test]
async fn an_unknown_outcome_holds_any_request_with_the_key() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let other = |journal: &Journal| journal.digest([("hosp_out_trade_no", "1"), ("total_fee", "1001")]);
    let since = time.now();
    begin_new(&journal, "1").await.unknown().await.unwrap();
    time.pass(HOUR);
    let begun = journal.begin(&key("1"), other(&journal), Resend::Refuse).await.unwrap();
    assert!(matches!(begun, Begun::Unknown { since: at } if at == since), "{begun:?}");
    // The outcome of the second attempt doesn't change that of the first, in this process and in the next.
    for round in 0..2 {
        let begun = journal.begin(&key("1"), other(&journal), Resend::Allow).await.unwrap();
        let Begun::New(ticket) = begun else { panic!("{round}: {begun:?}") };
        ticket.release().await.unwrap();
        let begun = begin(&journal, "1", Resend::Refuse).await;
        assert!(matches!(begun, Begun::Unknown { since: at } if at == since), "{round}: {begun:?}");
        assert_eq!(journal.unknown().await.unwrap().len(), 1);
    }
}

/// Begins one call under two keys.
async fn begin_both(journal: &Journal, number: &str, own: &str, resend: Resend) -> Ticket {
    match journal.begin_all(&[key(number), key(own)], digest(journal, number), resend).await.unwrap() {
        (Begun::New(ticket), _) => ticket,
        held => panic!("{held:?}"),
    }
}

async fn end_both_unknown(journal: &Journal, number: &str, own: &str) {
    begin_both(journal, number, own, Resend::Refuse).await.unknown().await.unwrap();
}

/// The keys of each call.
fn texts(unknown: &[wxmed_sidecar::journal::UnknownCall]) -> Vec<String> {
    unknown.iter().map(|call| call.keys().map(CallKey::text).collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test]
async fn a_call_with_two_keys_is_settled_once() {
    for (settled, other) in [("1", "own-1"), ("own-1", "1")] {
        for settlement in [Settlement::Done, Settlement::NothingDone] {
            let (folder, time) = (Folder::new(), Time::new());
            let journal = open(&folder, &time);
            end_both_unknown(&journal, "1", "own-1").await;
            end_both_unknown(&journal, "2", "own-2").await;
            assert_eq!(texts(&journal.unknown().await.unwrap()), ["1 own-1", "2 own-2"]);
            assert_eq!(journal.open_counts().unwrap().unknown, 2);
            assert!(journal.settle(&key(settled), settlement).await.unwrap());
            assert_eq!(texts(&journal.unknown().await.unwrap()), ["2 own-2"]);
            assert!(!journal.settle(&key(other), settlement).await.unwrap());
            let begun = journal.begin(&key(other), digest(&journal, "1"), Resend::Refuse).await.unwrap();
            match settlement {
                Settlement::Done => assert!(matches!(begun, Begun::Finished(_)), "{begun:?}"),
                Settlement::NothingDone => assert!(matches!(begun, Begun::New(_)), "{begun:?}"),
            }
        }
    }
}

/// Libraries that create a new key for each attempt repeat a call under another key.
#[tokio::test]
async fn a_repetition_under_another_key_settles_the_first_one() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    end_both_unknown(&journal, "1", "own-1").await;
    let other = begin_both(&journal, "2", "own-3", Resend::Refuse).await;
    begin_both(&journal, "1", "own-2", Resend::Allow).await.release().await.unwrap();
    assert_eq!(texts(&journal.unknown().await.unwrap()), ["own-1 1"], "the second attempt did nothing");
    begin_both(&journal, "1", "own-2", Resend::Allow).await.finish(response()).await.unwrap();
    assert_eq!(texts(&journal.unknown().await.unwrap()), [""; 0]);
    let begun = journal.begin(&key("own-1"), digest(&journal, "1"), Resend::Refuse).await.unwrap();
    assert!(matches!(begun, Begun::Finished(_)), "{begun:?}");
    drop(other);
    assert_eq!(texts(&journal.unknown().await.unwrap()), ["2 own-3"]);
}

/// The cached counts equal those in the file.
#[tokio::test]
async fn open_counts_are_those_of_the_file() {
    let (folder, time) = (Folder::new(), Time::new());
    let mut journal = open(&folder, &time);
    let mut expected = Vec::new();
    for round in 0..3 {
        let number = round.to_string();
        end_both_unknown(&journal, &number, &format!("own-{round}")).await;
        expected.push(journal.open_counts().unwrap());
        begin_new(&journal, &format!("new-{round}")).await.finish(response()).await.unwrap();
        let resent = begin_both(&journal, &number, &format!("own-again-{round}"), Resend::Allow).await;
        expected.push(journal.open_counts().unwrap());
        drop(resent);
        let counts = journal.counts().await.unwrap();
        assert_eq!(journal.open_counts().unwrap().unknown, counts.unknown);
        journal.settle(&key(&number), Settlement::Done).await.unwrap();
        assert_eq!(journal.open_counts().unwrap().unknown, 0);
        end_both_unknown(&journal, &format!("left-{round}"), &format!("left-own-{round}")).await;
        journal.close();
        assert_eq!(journal.open_counts(), Err(JournalError::Closed));
        journal = open(&folder, &time);
        assert_eq!(journal.open_counts().unwrap().unknown, 1);
        journal.settle(&key(&format!("left-{round}")), Settlement::NothingDone).await.unwrap();
    }
    let unknown: Vec<u64> = expected.iter().map(|counts| counts.unknown).collect();
    assert_eq!(unknown, [1; 6], "the first attempt stays unknown, because its own key isn't a key of the second");
}

#[tokio::test]
async fn keys_are_scoped_to_a_merchant_and_an_operation() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let ticket = begin_new(&journal, "1").await;
    for (merchant, operation) in [("other", "preregister"), ("main", "qrcodepreregister")] {
        let key = CallKey::new(merchant, operation, "1").unwrap();
        let begun = journal.begin(&key, digest(&journal, "1"), Resend::Refuse).await.unwrap();
        assert!(matches!(begun, Begun::New(_)), "{begun:?}");
    }
    ticket.release().await.unwrap();
}

#[tokio::test]
async fn dropping_the_future_does_not_begin_a_call() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    for number in 0..50 {
        let (key, digest) = (key(&number.to_string()), digest(&journal, &number.to_string()));
        let begin = journal.begin(&key, digest, Resend::Refuse);
        // The first poll sends the job to the writer. The future is dropped before or after the writer replies.
        let mut begin = std::pin::pin!(begin);
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(begin.as_mut().poll(context).is_pending()));
        assert!(polled.await);
        if number % 2 == 0 {
            journal.counts().await.unwrap();
        }
    }
    // Claims that were not taken are released after the pending jobs.
    journal.counts().await.unwrap();
    let counts = journal.counts().await.unwrap();
    assert_eq!(counts, Counts::default());
}

#[tokio::test]
async fn finished_calls_are_removed_after_their_retention() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    begin_new(&journal, "1").await.finish(response()).await.unwrap();
    begin_new(&journal, "unknown").await.unknown().await.unwrap();
    time.pass(HOUR - std::time::Duration::from_millis(1));
    assert!(matches!(begin(&journal, "1", Resend::Refuse).await, Begun::Finished(_)));
    time.pass(std::time::Duration::from_millis(1));
    begin_new(&journal, "1").await.finish(response()).await.unwrap();
    time.pass(HOUR);
    journal.close();
    let journal = open(&folder, &time);
    assert_eq!(journal.counts().await.unwrap(), Counts { unknown: 1, ..Counts::default() });
    journal.close();
    assert!(!folder.bytes().windows(6).any(|bytes| bytes == b"canary"), "deleted responses are overwritten");
}

#[tokio::test]
async fn a_digest_depends_only_on_the_fields_and_the_file() {
    let (first, second, time) = (Folder::new(), Folder::new(), Time::new());
    let (journal, other) = (open(&first, &time), open(&second, &time));
    let fields = [("a", "1"), ("b", "2")];
    let whole = journal.digest(fields);
    assert_eq!(whole, journal.digest([("b", "2"), ("a", "1")]));
    assert_ne!(whole, other.digest(fields));
    for changed in [vec![("a", "1"), ("b", "3")], vec![("a", "1")], vec![("a", "1b2")], vec![("a1", ""), ("b", "2")]] {
        assert_ne!(whole, journal.digest(changed));
    }
    assert_eq!(format!("{whole:?}"), "RequestDigest(***)");
    journal.close();
    assert_eq!(whole, open(&first, &time).digest(fields));
}

#[tokio::test]
async fn debug_shows_no_body() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    begin_new(&journal, "1").await.finish(response()).await.unwrap();
    let begun = begin(&journal, "1", Resend::Refuse).await;
    let shown = format!("{begun:?}{journal:?}{:?}", begin_new(&journal, "2").await);
    assert!(shown.contains("success") && !shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_closed_journal_begins_no_calls() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    let (finished, dropped) = (begin_new(&journal, "1").await, begin_new(&journal, "2").await);
    journal.close();
    journal.close();
    assert_eq!(finished.finish(response()).await, Err(JournalError::Closed));
    drop(dropped);
    let begun = journal.begin(&key("3"), digest(&journal, "3"), Resend::Refuse).await;
    assert_eq!(begun.unwrap_err(), JournalError::Closed);
    let unknown = open(&folder, &time).unknown().await.unwrap();
    assert_eq!(unknown.iter().map(|call| call.key().text()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn the_parts_of_a_key_are_validated() {
    let long = "x".repeat(CallKey::LONGEST);
    assert!(CallKey::new("main", "preregister", &long).is_ok());
    for (merchant, operation, text) in [
        ("", "a", "1"),
        ("a", "", "1"),
        ("a", "b", ""),
        ("a", "b", "1\n"),
        ("a", "b", &format!("{long}x")),
        (&long, "b", "1"),
    ] {
        let error = CallKey::new(merchant, operation, text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "an idempotency key has 1 to 200 bytes and no control characters: use the order number"
        );
    }
}
