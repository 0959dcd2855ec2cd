//! What a call may have changed, and whether it may be made twice.

/// What a call that ended in an error has changed at the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing: once the cause is mended, the request can be sent again.
    NothingDone,
    /// It may have been done: find out before you send it again.
    Unknown,
}

/// Whether an operation may be sent again when no response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It only looks something up.
    Safe,
    /// Its work might be done twice.
    Never,
}

impl Retry {
    /// What an error may have changed, where it says nothing better than this.
    pub(crate) fn outcome(self, outcome: Outcome) -> Outcome {
        match self {
            Self::Safe => Outcome::NothingDone,
            Self::Never => outcome,
        }
    }
}
