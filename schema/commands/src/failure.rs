//! The outcomes of commands.

use std::io;
use std::path::Path;

/// How a command ended, if it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Success.
    Fine,
    /// Something must be fixed.
    Found,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The reader closed the output, as in `… | head`.
    ClosedPipe,
    /// Any other reason, as a message.
    Message(String),
}

/// What a command returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with a message.
    pub fn new(text: impl Into<String>) -> Self {
        Failure::Message(text.into())
    }

    /// An error of the system about a file.
    pub fn at(path: &Path, error: &io::Error) -> Self {
        Failure::Message(format!("{}: {error}", path.display()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Message(error.to_string()),
        }
    }
}
