//! What specs and programs both know of an operation beyond its fields.

/// The fields of a response that tell what became of the request; the others are the reply.
pub const ENVELOPE: [&str; 5] = ["return_code", "return_msg", "result_code", "err_code", "err_code_des"];

/// What a call that ended in an error has changed at the platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing: once the cause is fixed, the request can be sent again.
    #[default]
    NothingDone,
    /// It may have been done: find out before you send it again.
    Unknown,
}

/// Whether an operation may be sent again when no response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It only looks something up.
    Safe,
    /// Its work might be done twice.
    Never,
}

impl Retry {
    /// What an error may have changed that is known to have at most this outcome: nothing, where the operation only
    /// looks something up.
    pub const fn outcome(self, outcome: Outcome) -> Outcome {
        match self {
            Self::Safe => Outcome::NothingDone,
            Self::Never => outcome,
        }
    }
}

/// Whether the document has the platform sign the responses of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseSigning {
    /// A response of success without a signature is an error.
    Signed,
    /// A response needs no signature; one that is there must be right all the same.
    Unsigned,
}

/// Where the code of a documented error is found in a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeMatch {
    /// It is the code.
    #[default]
    Whole,
    /// The message begins with it.
    Beginning,
    /// The message begins with it, or with the name of a field and then it.
    AfterName,
}

/// When a call that ended in an error may succeed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RetryAdvice {
    /// Once what is wrong was put right.
    #[default]
    AfterFix,
    /// A moment later, as it is.
    Later,
}
