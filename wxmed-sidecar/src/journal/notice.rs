//! Notifications that wait to be passed on.

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
    /// A notification: its name, what distinguishes it from others of this name, and what is passed on.
    pub fn new(name: impl Into<String>, key: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), key: key.into(), body: body.into() }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What distinguishes it from others of this name.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is passed on.
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

/// What became of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It waits to be passed on.
    New,
    /// It has been received before, and waits or was passed on.
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
    /// What identifies it in the queue.
    pub fn id(&self) -> NoticeId {
        self.id
    }

    /// The notification.
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// How often it could not be passed on.
    pub fn failures(&self) -> u32 {
        self.failures
    }
}

/// The state of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// This one is to be passed on now.
    Now(DueNotice),
    /// The next one is due then.
    At(Timestamp),
    /// None waits.
    Empty,
}
