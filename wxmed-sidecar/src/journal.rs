//! The journal: which calls were begun and how they ended, and the queue of notifications.
//!
//! A call is recorded durably before its request is sent. After a crash, the journal shows which calls may have been
//! processed, and the sidecar never resends one without being asked to.

mod begin;
mod calls;
mod clock;
mod digest;
mod error;
mod file;
mod key;
mod notice;
mod opening;
mod published;
mod queue;
mod record;
mod schema;
mod settings;
mod settling;
mod statements;
mod store;
mod ticket;
mod writer;

use std::sync::Arc;

pub use begin::Begun;
pub use clock::Clock;
pub use error::JournalError;
pub use file::JournalFile;
pub use key::{CallKey, KeyError, RequestDigest, Resend};
pub use notice::{Due, DueNotice, Enqueued, Notice, NoticeId};
pub use record::{Counts, OpenCounts, Settlement, StoredResponse, UnknownCall};
pub use settings::{Detail, Durability, JournalSettings};
pub use ticket::Ticket;

use digest::DigestKey;
use writer::Writer;

/// The journal of a sidecar. Clones share it.
///
/// All writes are made by one thread. It commits waiting writes together, with one synchronisation of the disk.
#[derive(Clone)]
pub struct Journal {
    writer: Writer,
    digest_key: Arc<DigestKey>,
    settings: Arc<JournalSettings>,
}

impl Journal {
    /// Opens a file, or creates it with mode 0600. A file of an older version is migrated. Calls that were in progress
    /// when the last process ended become unknown.
    ///
    /// This blocks while the file is read.
    ///
    /// # Errors
    /// If another process has the file open, it isn't a journal of a supported version, other users can access it, or
    /// it can't be read and written.
    pub fn open(settings: JournalSettings) -> Result<Self, JournalError> {
        Self::open_with(settings, Clock::system())
    }

    /// Like [`Journal::open`], with another clock.
    ///
    /// # Errors
    /// Those of [`Journal::open`].
    pub fn open_with(settings: JournalSettings, clock: Clock) -> Result<Self, JournalError> {
        let (store, digest_key) = store::Store::open(&settings, clock)?;
        let writer = Writer::start(store)?;
        Ok(Self { writer, digest_key: Arc::new(digest_key), settings: Arc::new(settings) })
    }

    /// Computes the digest of a request's fields. It doesn't depend on their order. It is keyed with a secret of this
    /// file, so that nobody can compare it with digests of guessed patients' data without the file.
    pub fn digest<'a>(&self, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> RequestDigest {
        self.digest_key.digest(fields)
    }

    /// Begins a call. If this returns [`Begun::New`], the call is durably recorded as in progress.
    ///
    /// If the future is dropped, the call is not begun.
    ///
    /// # Errors
    /// If this could not be written, for example because the disk is full. Don't send the request then.
    pub async fn begin(&self, key: &CallKey, digest: RequestDigest, resend: Resend) -> Result<Begun, JournalError> {
        let (begun, _) = self.begin_all(std::slice::from_ref(key), digest, resend).await?;
        Ok(begun)
    }

    /// Begins a call under several keys atomically: under all of them or none. Also returns the index of the key that
    /// prevented it, or 0. When the call is settled under one key, or a repetition succeeds, that applies to all of its
    /// keys whose outcome was unknown.
    ///
    /// # Errors
    /// Those of [`Journal::begin`].
    pub async fn begin_all(
        &self,
        keys: &[CallKey],
        digest: RequestDigest,
        resend: Resend,
    ) -> Result<(Begun, usize), JournalError> {
        begin::begin(&self.writer, keys.to_vec(), digest, resend).await
    }

    /// The calls whose outcome is unknown, oldest first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub async fn unknown(&self) -> Result<Vec<UnknownCall>, JournalError> {
        self.writer.run(|store| store.unknown()).await
    }

    /// Records the outcome of an unknown call, as an operator has found it out. Returns `false` if there is no such
    /// call.
    ///
    /// # Errors
    /// If this could not be written.
    pub async fn settle(&self, key: &CallKey, settlement: Settlement) -> Result<bool, JournalError> {
        let key = key.clone();
        self.writer.run(move |store| store.settle(&key, settlement)).await
    }

    /// How many calls are unknown and how many notifications wait. The counts are cached, so this is cheap. Calls that
    /// are settled by an operator's tool are reflected within some seconds.
    ///
    /// # Errors
    /// If the journal was closed, or could not be written when it was last tried.
    pub fn open_counts(&self) -> Result<OpenCounts, JournalError> {
        self.writer.published().read()
    }

    /// How many calls and notifications there are.
    ///
    /// # Errors
    /// If the file can't be read.
    pub async fn counts(&self) -> Result<Counts, JournalError> {
        self.writer.run(|store| store.counts()).await
    }

    /// Adds a notification to the queue. It is durable when this returns, and can be acknowledged to the platform.
    ///
    /// # Errors
    /// [`JournalError::QueueFull`] if too many wait; other errors if this could not be written. Don't acknowledge the
    /// notification then.
    pub async fn enqueue(&self, notice: Notice) -> Result<Enqueued, JournalError> {
        let limit = self.settings.queue_limit();
        let added = self.writer.run(move |store| store.enqueue(&notice, limit)).await?;
        added.ok_or(JournalError::QueueFull)
    }

    /// The next notification to be passed on, or the time when one is due. Only one task may pass notifications on: the
    /// same notification is returned until [`Journal::delivered`] or [`Journal::failed`] is called.
    ///
    /// # Errors
    /// If the file can't be read.
    pub async fn next_due(&self) -> Result<Due, JournalError> {
        self.writer.run(|store| store.next_due()).await
    }

    /// Records that a notification was passed on. Its body is deleted.
    ///
    /// # Errors
    /// If this could not be written: the notification will be passed on again.
    pub async fn delivered(&self, id: NoticeId) -> Result<(), JournalError> {
        self.writer.run(move |store| store.delivered(id)).await
    }

    /// Records that a notification could not be passed on. It is due again after 5 seconds, then 10, 20 … up to an hour.
    /// It is never given up.
    ///
    /// # Errors
    /// If this could not be written: the notification stays due.
    pub async fn failed(&self, id: NoticeId) -> Result<(), JournalError> {
        self.writer.run(move |store| store.failed(id)).await
    }

    /// Writes waiting changes, and closes the file. Later method calls return [`JournalError::Closed`]. Calls that are
    /// still in progress become unknown at the next start.
    ///
    /// This blocks: in an async runtime, call it where blocking is allowed.
    pub fn close(&self) {
        self.writer.stop();
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("settings", &self.settings).finish_non_exhaustive()
    }
}
