//! The records of the journal.

use std::fmt;

use jiff::Timestamp;

use super::key::CallKey;

/// The response of a finished call.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredResponse {
    status: u16,
    outcome: String,
    code: Option<String>,
    body: Option<Vec<u8>>,
}

impl StoredResponse {
    /// Creates a response from the HTTP status, a short identifier of the outcome such as `success`, and the body.
    pub fn new(status: u16, outcome: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, outcome: outcome.into(), code: None, body: Some(body.into()) }
    }

    /// Creates a response whose body isn't known.
    pub fn without_body(status: u16, outcome: impl Into<String>) -> Self {
        Self { status, outcome: outcome.into(), code: None, body: None }
    }

    /// Adds the platform's error code.
    #[must_use]
    pub fn with_code(self, code: Option<String>) -> Self {
        Self { code, ..self }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A short identifier of the outcome.
    pub fn outcome(&self) -> &str {
        &self.outcome
    }

    /// The platform's error code.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The body. `None` if only outcomes are stored, or if an operator settled the call.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }
}

/// Without the body, which may contain patients' data.
impl fmt::Debug for StoredResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredResponse")
            .field("status", &self.status)
            .field("outcome", &self.outcome)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

/// A call that may have been processed, and has to be reconciled with the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCall {
    pub(super) key: CallKey,
    pub(super) others: Vec<CallKey>,
    pub(super) since: Timestamp,
}

impl UnknownCall {
    /// The key of the call.
    pub fn key(&self) -> &CallKey {
        &self.key
    }

    /// The other keys of the call. Settling it under one of them settles it under all.
    pub fn others(&self) -> &[CallKey] {
        &self.others
    }

    /// All of its keys.
    pub fn keys(&self) -> impl Iterator<Item = &CallKey> {
        std::iter::once(&self.key).chain(&self.others)
    }

    /// When the call was begun.
    pub fn since(&self) -> Timestamp {
        self.since
    }
}

/// The outcome of an unknown call, as an operator has found it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The platform has processed the call. A repeated call is not sent.
    Done,
    /// The platform has done nothing. A repeated call is sent.
    NothingDone,
}

impl Settlement {
    /// The name in `wxmed audit --settle … --as`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NothingDone => "nothing-done",
        }
    }
}

/// The numbers of calls and notifications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Calls in progress.
    pub in_progress: u64,
    /// Calls whose outcome is unknown.
    pub unknown: u64,
    /// Finished calls that are kept.
    pub finished: u64,
    /// Notifications that wait to be passed on.
    pub queued: u64,
}

/// The numbers of open calls and notifications. See [`Journal::open_counts`](super::Journal::open_counts).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// Calls whose outcome is unknown.
    pub unknown: u64,
    /// Notifications that wait to be passed on.
    pub queued: u64,
}

/// How a call ended.
#[derive(Debug)]
pub(super) enum Ending {
    Finish(StoredResponse),
    Unknown,
    Release,
}
