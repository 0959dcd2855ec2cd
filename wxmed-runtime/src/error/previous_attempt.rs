//! What was received before the attempt that an error tells of.

use super::Error;
use crate::codec::raw_response::RawResponse;

/// What an attempt received that did not end its call: the call was made again, and ended with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreviousAttempt {
    /// Which attempt of the call it was, from 1.
    pub attempt: u32,
    /// The HTTP status, if there was one.
    pub status: Option<u16>,
    /// What was received, byte for byte; of a response that broke off, what had come of it.
    pub raw: RawResponse,
}

impl Error {
    /// What earlier attempts of the call received, the oldest first: there are some where a lookup was repeated, or a
    /// call was made again with a new token. The newest 16 are kept; an observer sees each. What the last attempt received
    /// is [`Error::raw`].
    pub fn earlier(&self) -> &[PreviousAttempt] {
        match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => &refusal.earlier,
            Self::Signature(failure) => &failure.earlier,
            Self::Malformed(answer) => &answer.earlier,
            Self::Token(failure) => &failure.earlier,
            Self::Unanswered(failure) | Self::OutcomeUnknown(failure) => &failure.earlier,
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => &[],
        }
    }
}

#[cfg(feature = "client")]
impl Error {
    /// The same, after attempts that received this.
    pub(crate) fn after(mut self, earlier: Vec<PreviousAttempt>) -> Self {
        let kept = match &mut self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => &mut refusal.earlier,
            Self::Signature(failure) => &mut failure.earlier,
            Self::Malformed(answer) => &mut answer.earlier,
            Self::Token(failure) => &mut failure.earlier,
            Self::Unanswered(failure) | Self::OutcomeUnknown(failure) => &mut failure.earlier,
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => return self,
        };
        *kept = earlier;
        self
    }
}
