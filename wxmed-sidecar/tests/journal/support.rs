//! Journals in a temporary folder, with a clock that tests set.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use wxmed_sidecar::journal::{Begun, CallKey, Clock, Journal, JournalSettings, RequestDigest, Resend, Ticket};

/// A temporary folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("journal-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self(root)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.path("journal.db")
    }

    /// The bytes of all files.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let files = fs::read_dir(&self.0).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
        files.flatten().collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A clock in milliseconds since 1970.
#[derive(Clone)]
pub(crate) struct Time(Arc<AtomicI64>);

impl Time {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_700_000_000_000)))
    }

    pub(crate) fn pass(&self, time: Duration) {
        self.0.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap()
    }

    pub(crate) fn clock(&self) -> Clock {
        let time = self.clone();
        Clock::new(move || time.now())
    }
}

pub(crate) const HOUR: Duration = Duration::from_secs(3600);

pub(crate) fn open(folder: &Folder, time: &Time) -> Journal {
    Journal::open_with(JournalSettings::new(folder.journal()).keep_for(HOUR), time.clock()).unwrap()
}

pub(crate) fn key(text: &str) -> CallKey {
    CallKey::new("main", "preregister", text).unwrap()
}

pub(crate) fn digest(journal: &Journal, text: &str) -> RequestDigest {
    journal.digest([("hosp_out_trade_no", text), ("total_fee", "1000")])
}

/// Begins a call that must be new.
pub(crate) async fn begin_new(journal: &Journal, text: &str) -> Ticket {
    match begin(journal, text, Resend::Refuse).await {
        Begun::New(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn begin(journal: &Journal, text: &str, resend: Resend) -> Begun {
    journal.begin(&key(text), digest(journal, text), resend).await.unwrap()
}
