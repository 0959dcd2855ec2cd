//! The responses to attempts before the one that an error describes.

use super::Error;
use crate::signed_xml::raw_response::RawResponse;

/// The response to an attempt after which the call was retried. The call then ended with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreviousAttempt {
    /// The number of this attempt in its call, starting at 1.
    pub attempt: u32,
    /// The HTTP status, if one was received.
    pub status: Option<u16>,
    /// The response byte for byte, or the part of it that was received.
    pub raw: RawResponse,
}

impl Error {
    /// The responses to earlier attempts of the call, the oldest first, if the call was retried or sent again with a
    /// new token. The newest 16 are kept; an observer is notified of each. The response to the last attempt is
    /// [`Error::raw`].
    pub fn earlier(&self) -> &[PreviousAttempt] {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => &api_error.earlier,
            Self::Signature(failure) => &failure.earlier,
            Self::Malformed(malformed) => &malformed.earlier,
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
    /// Adds the responses to earlier attempts.
    pub(crate) fn after(mut self, earlier: Vec<PreviousAttempt>) -> Self {
        let kept = match &mut self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => &mut api_error.earlier,
            Self::Signature(failure) => &mut failure.earlier,
            Self::Malformed(malformed) => &mut malformed.earlier,
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
