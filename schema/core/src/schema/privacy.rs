//! What may be shown of a value.

/// Whether a value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It may be shown.
    Open,
    /// It is a secret or patients' data.
    Redacted,
}

impl Privacy {
    /// What is shown in place of a value that is not.
    pub const MASK: &'static str = "***";

    /// What is shown of a text.
    pub const fn shown(self, text: &str) -> &str {
        match self {
            Privacy::Open => text,
            Privacy::Redacted => Self::MASK,
        }
    }
}
