use std::fmt;
use std::time::{Duration, SystemTime};

use crate::TokenError;

/// One request to the endpoint that returns access tokens, and its result.
///
/// Neither `Debug` nor the message of an error shows a token or the AppSecret. The raw response of an error may contain
/// them.
#[derive(Clone, Copy)]
pub struct TokenFetchEvent<'a> {
    pub(super) endpoint: &'static str,
    pub(super) kind: TokenFetchKind,
    pub(super) began: SystemTime,
    pub(super) elapsed: Duration,
    pub(super) status: Option<u16>,
    pub(super) result: Result<(), &'a TokenError>,
}

/// The kind of a token fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenFetchKind {
    /// The platform may return the current token.
    Normal,
    /// The platform must return a new token, because it has rejected the current one. It allows 20 forced fetches a
    /// day.
    Forced,
}

impl<'a> TokenFetchEvent<'a> {
    /// The path of the endpoint, such as `/cgi-bin/stable_token`.
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// The kind of fetch.
    pub fn kind(&self) -> TokenFetchKind {
        self.kind
    }

    /// When the fetch began, according to the system clock.
    pub fn began(&self) -> SystemTime {
        self.began
    }

    /// How long the fetch took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The HTTP status, if one was received, even if the response was cut off.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Whether the fetch returned a token.
    ///
    /// # Errors
    /// Why it returned none.
    pub fn result(&self) -> Result<(), &'a TokenError> {
        self.result
    }
}

impl fmt::Debug for TokenFetchEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenFetchEvent")
            .field("endpoint", &self.endpoint)
            .field("kind", &self.kind)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}

/// Is notified of each token fetch as soon as it has ended.
pub(crate) trait FetchObserver: Sync {
    fn on_fetch(&self, event: &TokenFetchEvent<'_>);
}
