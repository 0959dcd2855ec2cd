//! Errors of the audit file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use wxmed::Bilingual;

/// Error of the audit file, or of the file of raw bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditError {
    /// The file can be read by other users.
    NotPrivate(PathBuf),
    /// The file can't be written, for this reason.
    Storage(PathBuf, String),
}

impl AuditError {
    pub(super) fn storage(path: &Path, error: &io::Error) -> Self {
        Self::Storage(path.to_owned(), error.to_string())
    }

    /// The message.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NotPrivate(path) => {
                let path = path.display();
                Bilingual::new(
                    format!("{path} 可被其他用户访问：请先执行 chmod 600 {path}"),
                    format!("{path} can be accessed by other users: run chmod 600 {path} first"),
                )
            }
            Self::Storage(path, reason) => {
                let path = path.display();
                Bilingual::new(format!("{path} 无法写入：{reason}"), format!("{path} can't be written: {reason}"))
            }
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message(), f)
    }
}

impl std::error::Error for AuditError {}
