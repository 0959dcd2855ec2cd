use std::fmt;

use wxmed_core::{JsonError, Violations};

/// A content that could not be read. Its text is kept, so that no data is lost.
///
/// `Debug` and `Display` do not show the content.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentError {
    /// The text is not valid JSON.
    NotJson {
        /// What is wrong with it, and where.
        error: JsonError,
        /// The text.
        text: String,
    },
    /// The content violates its spec.
    Invalid {
        /// All violations.
        violations: Violations,
        /// The text.
        text: String,
    },
}

impl ContentError {
    /// The text that could not be read.
    pub fn text(&self) -> &str {
        match self {
            ContentError::NotJson { text, .. } | ContentError::Invalid { text, .. } => text,
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, f.alternate()) {
            (ContentError::NotJson { error, .. }, false) => write!(f, "the content is {error}"),
            (ContentError::NotJson { error, .. }, true) => {
                write!(f, "内容不是合法的 JSON：第 {} 行第 {} 列", error.line, error.column)
            }
            (ContentError::Invalid { violations, .. }, _) => violations.fmt(f),
        }
    }
}

impl std::error::Error for ContentError {}
