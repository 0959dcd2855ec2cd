//! The HTTP status of an error.

use super::Error;

impl Error {
    /// The HTTP status of the last attempt, if a response was received. If fetching a token failed, it is the status of
    /// the token endpoint, unless that reported success without a usable token.
    ///
    /// The platform reports errors with status 200. Any other status comes from a proxy or gateway in between, or means
    /// that the platform is overloaded.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => api_error.status,
            Self::Signature(failure) => failure.status,
            Self::Malformed(malformed) => malformed.status,
            Self::Token(failure) => failure.status(),
            Self::Unanswered(failure) | Self::OutcomeUnknown(failure) => failure.cause.status(),
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => None,
        }
    }

    /// Sets the status of the response.
    #[cfg(feature = "client")]
    pub(crate) fn with_status(mut self, status: u16) -> Self {
        match &mut self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => {
                api_error.status = Some(status)
            }
            Self::Signature(failure) => failure.status = Some(status),
            Self::Malformed(malformed) => malformed.status = Some(status),
            Self::Token(_)
            | Self::Unanswered(_)
            | Self::OutcomeUnknown(_)
            | Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => {}
        }
        self
    }
}
