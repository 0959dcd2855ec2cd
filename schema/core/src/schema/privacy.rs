//! Redaction of values.

/// Whether a value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It may be shown.
    Open,
    /// It is a secret or patients' data.
    Redacted,
}

impl Privacy {
    /// The placeholder for redacted values.
    pub const MASK: &'static str = "***";

    /// The text, or the placeholder if it is redacted.
    pub const fn shown(self, text: &str) -> &str {
        match self {
            Privacy::Open => text,
            Privacy::Redacted => Self::MASK,
        }
    }
}
