//! Why a command could not do its work.

use std::io;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read the output has enough, as in `… | head`.
    NobodyReads,
    /// Anything else, in words.
    Told(String),
}

/// What a command's work gives.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure in words.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Failure::Told(text.into())
    }

    /// What went wrong with a file.
    pub(crate) fn at(path: &Path, error: &io::Error) -> Self {
        Failure::Told(format!("{}: {error}", path.display()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            _ => Failure::Told(error.to_string()),
        }
    }
}
