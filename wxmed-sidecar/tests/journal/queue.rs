//! The queue of notifications.

use std::time::Duration;

use wxmed_sidecar::journal::{Due, DueNotice, Enqueued, Journal, JournalError, JournalSettings, Notice};

use crate::support::{Folder, HOUR, Time, open};

fn notice(number: u32) -> Notice {
    Notice::new("payment_result", number.to_string(), format!("canary-{number}"))
}

async fn due(journal: &Journal) -> DueNotice {
    match journal.next_due().await.unwrap() {
        Due::Now(due) => due,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn notifications_are_passed_on_in_order_at_least_once() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    assert_eq!(journal.next_due().await.unwrap(), Due::Empty);
    for number in 1..=3 {
        assert_eq!(journal.enqueue(notice(number)).await.unwrap(), Enqueued::New);
        assert_eq!(journal.enqueue(notice(number)).await.unwrap(), Enqueued::Known);
    }
    assert_eq!(journal.counts().await.unwrap().queued, 3);
    let first = due(&journal).await;
    assert_eq!((first.notice(), first.failures()), (&notice(1), 0));
    // The notification stays due until it was passed on, even after a restart.
    journal.close();
    let journal = open(&folder, &time);
    assert_eq!(due(&journal).await, first);
    journal.delivered(first.id()).await.unwrap();
    journal.delivered(first.id()).await.unwrap();
    assert_eq!(due(&journal).await.notice(), &notice(2));
    // The platform may repeat a notification.
    assert_eq!(journal.enqueue(notice(1)).await.unwrap(), Enqueued::Known);
    assert_eq!(journal.counts().await.unwrap().queued, 2);
}

#[tokio::test]
async fn a_failed_notification_is_retried_later_and_does_not_delay_others() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    journal.enqueue(notice(1)).await.unwrap();
    let mut waits = Vec::new();
    for failures in 0..14 {
        let one = due(&journal).await;
        assert_eq!(one.failures(), failures);
        journal.failed(one.id()).await.unwrap();
        let Due::At(at) = journal.next_due().await.unwrap() else { panic!() };
        let wait = Duration::try_from(at.duration_since(time.now())).unwrap();
        waits.push(wait.as_secs());
        time.pass(wait);
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600, 3600]);
    let first = due(&journal).await;
    journal.failed(first.id()).await.unwrap();
    journal.enqueue(notice(2)).await.unwrap();
    let second = due(&journal).await;
    assert_eq!(second.notice(), &notice(2));
    journal.delivered(second.id()).await.unwrap();
    journal.failed(second.id()).await.unwrap();
    assert!(matches!(journal.next_due().await.unwrap(), Due::At(_)));
}

#[tokio::test]
async fn the_queue_is_bounded() {
    let folder = Folder::new();
    let journal = Journal::open(JournalSettings::new(folder.journal()).queue(2)).unwrap();
    for number in 1..=2 {
        journal.enqueue(notice(number)).await.unwrap();
    }
    assert_eq!(journal.enqueue(notice(3)).await, Err(JournalError::QueueFull));
    assert_eq!(journal.enqueue(notice(1)).await, Ok(Enqueued::Known));
    journal.delivered(due(&journal).await.id()).await.unwrap();
    assert_eq!(journal.enqueue(notice(3)).await, Ok(Enqueued::New));
}

#[tokio::test]
async fn a_notification_is_deleted_after_it_was_passed_on() {
    let (folder, time) = (Folder::new(), Time::new());
    let journal = open(&folder, &time);
    journal.enqueue(notice(1)).await.unwrap();
    let one = due(&journal).await;
    assert!(!format!("{one:?}").contains("canary"));
    journal.delivered(one.id()).await.unwrap();
    journal.close();
    assert!(!folder.bytes().windows(6).any(|bytes| bytes == b"canary"));
    time.pass(HOUR);
    // After its retention, the notification is no longer recognised as a repetition.
    assert_eq!(open(&folder, &time).enqueue(notice(1)).await, Ok(Enqueued::New));
}
