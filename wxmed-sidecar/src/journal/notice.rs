//! Notifications in the queue.

use std::fmt;

use jiff::Timestamp;

/// A notification of the platform.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    pub(super) name: String,
    pub(super) key: String,
    pub(super) body: Vec<u8>,
}

impl Notice {
    /// Creates a notification. `key` distinguishes it from others of the same name; `body` is passed on.
    pub fn new(name: impl Into<String>, key: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), key: key.into(), body: body.into() }
    }

    /// The name of the notification.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that distinguishes it from others of the same name.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The body that is passed on.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Without the body, which may contain patients' data.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").field("name", &self.name).field("key", &self.key).finish_non_exhaustive()
    }
}

/// The result of adding a notification to the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// The notification waits to be passed on.
    New,
    /// The notification has been received before. It waits or was already passed on.
    Known,
}

/// Identifies a notification in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoticeId(pub(super) i64);

/// A notification that is to be passed on now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNotice {
    pub(super) id: NoticeId,
    pub(super) notice: Notice,
    pub(super) failures: u32,
}

impl DueNotice {
    /// The ID of the notification in the queue.
    pub fn id(&self) -> NoticeId {
        self.id
    }

    /// The notification.
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// How many attempts to pass it on have failed.
    pub fn failures(&self) -> u32 {
        self.failures
    }
}

/// The state of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// This notification is due now.
    Now(DueNotice),
    /// The next notification is due at this time.
    At(Timestamp),
    /// No notification waits.
    Empty,
}
