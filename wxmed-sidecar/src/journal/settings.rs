//! Where the journal is, and what it keeps.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the journal is, and what it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalSettings {
    path: PathBuf,
    keep_for: Duration,
    detail: Detail,
    queue: usize,
    durability: Durability,
}

/// What is kept of a finished call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The response, which may contain patients' data: a repeated call gets the same response again.
    Responses,
    /// Only the status, the outcome and the platform's code.
    Outcomes,
}

/// What a recorded change survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The end of the machine, as by a power failure: each commit waits for the disk.
    Disk,
    /// The end of the process, however it ends. After a power failure, the last calls may be missing, and could be sent
    /// again; nothing is torn.
    Process,
}

impl JournalSettings {
    /// Settings for a file with the defaults: responses are kept for seven days, and 10,000 notifications may wait.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            keep_for: Duration::from_secs(7 * 24 * 3600),
            detail: Detail::Responses,
            queue: 10_000,
            durability: Durability::Disk,
        }
    }

    /// Sets how long finished calls are kept.
    #[must_use]
    pub fn keep_for(self, keep_for: Duration) -> Self {
        Self { keep_for, ..self }
    }

    /// Sets what is kept of a finished call.
    #[must_use]
    pub fn detail(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// Sets how many notifications may wait.
    #[must_use]
    pub fn queue(self, queue: usize) -> Self {
        Self { queue, ..self }
    }

    /// Sets what a recorded change survives. The default is [`Durability::Disk`].
    #[must_use]
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// What a recorded change survives.
    pub fn set_durability(&self) -> Durability {
        self.durability
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long finished calls are kept.
    pub fn kept_for(&self) -> Duration {
        self.keep_for
    }

    /// What is kept of a finished call.
    pub fn kept_detail(&self) -> Detail {
        self.detail
    }

    /// How many notifications may wait.
    pub fn queue_limit(&self) -> usize {
        self.queue
    }
}
