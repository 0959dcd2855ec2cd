//! The log.

/// The log on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSettings {
    pub(super) format: LogFormat,
    pub(super) level: LogLevel,
}

impl LogSettings {
    /// The format of a line.
    pub fn format(&self) -> LogFormat {
        self.format
    }

    /// What is logged.
    pub fn level(&self) -> LogLevel {
        self.level
    }
}

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line.
    Json,
}

/// What is logged, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// What must be looked at.
    Error,
    /// And what may have to be.
    Warn,
    /// And the start, the end, and each call.
    Info,
    /// And each attempt and token.
    Debug,
}
