//! Properties of operations that specs and programs share.

/// The fields of a response that contain the result of the request; the other fields are the reply.
pub const ENVELOPE: [&str; 5] = ["return_code", "return_msg", "result_code", "err_code", "err_code_des"];

/// Whether the platform may have processed a request that ended in an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The platform has not processed it. Once the cause is fixed, the request can be sent again.
    #[default]
    NothingDone,
    /// The platform may have processed it. Confirm the result before you send it again.
    Unknown,
}

/// Whether an operation may be sent again if no response was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It is read-only.
    Safe,
    /// It might be executed twice.
    Never,
}

impl Retry {
    /// The outcome of an error in this operation, given the error's general outcome: read-only operations never leave
    /// the outcome unknown.
    pub const fn outcome(self, outcome: Outcome) -> Outcome {
        match self {
            Self::Safe => Outcome::NothingDone,
            Self::Never => outcome,
        }
    }
}

/// Whether the responses of an operation are signed according to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseSigning {
    /// A successful response without a signature is an error.
    Signed,
    /// A response needs no signature; if it has one, it must be valid.
    Unsigned,
}

/// How a documented error is recognised in a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeMatch {
    /// By its code.
    #[default]
    Whole,
    /// By a text at the beginning of the message.
    Beginning,
    /// By a text at the beginning of the message, or after the name of a field there.
    AfterName,
}

/// When a failed call may succeed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RetryAdvice {
    /// After the cause has been fixed.
    #[default]
    AfterFix,
    /// A moment later, unchanged.
    Later,
}
