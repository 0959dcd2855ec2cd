//! Settings of the journal.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Settings of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalSettings {
    path: PathBuf,
    keep_for: Duration,
    detail: Detail,
    queue: usize,
    durability: Durability,
}

/// Which data of a finished call is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The response, which may contain patients' data. A repeated call gets the same response again.
    Responses,
    /// Only the status, the outcome and the platform's code.
    Outcomes,
}

/// Which failures a recorded change survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// A failure of the machine, such as a power failure: each commit waits for the disk.
    Disk,
    /// A crash of the process. After a power failure, the last calls may be missing and could be sent again, but the
    /// file isn't corrupted.
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

    /// Sets which data of a finished call is stored.
    #[must_use]
    pub fn detail(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// Sets how many notifications may wait.
    #[must_use]
    pub fn queue(self, queue: usize) -> Self {
        Self { queue, ..self }
    }

    /// Sets which failures a recorded change survives. The default is [`Durability::Disk`].
    #[must_use]
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// Which failures a recorded change survives.
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

    /// Which data of a finished call is stored.
    pub fn kept_detail(&self) -> Detail {
        self.detail
    }

    /// How many notifications may wait.
    pub fn queue_limit(&self) -> usize {
        self.queue
    }
}
