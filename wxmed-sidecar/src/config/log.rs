//! The log.

use super::reader::Reader;
use super::table::Table;

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

    /// The least severe level that is logged.
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

/// Which events are logged. Each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Errors that need action.
    Error,
    /// Also warnings, which may need action.
    Warn,
    /// Also the start, the end, and each call.
    Info,
    /// Also each attempt and each fetched token.
    Debug,
}

impl LogSettings {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        let usual = Self { format: LogFormat::Text, level: LogLevel::Info };
        let Some(table) = table else { return usual };
        let formats = [("text", LogFormat::Text), ("json", LogFormat::Json)];
        let levels = [
            ("error", LogLevel::Error),
            ("warn", LogLevel::Warn),
            ("info", LogLevel::Info),
            ("debug", LogLevel::Debug),
        ];
        let settings = Self {
            format: table.one_of("format", &formats, reader).unwrap_or(usual.format),
            level: table.one_of("level", &levels, reader).unwrap_or(usual.level),
        };
        table.finish(reader);
        settings
    }
}
