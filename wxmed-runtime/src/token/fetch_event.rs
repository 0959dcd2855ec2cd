use std::fmt;
use std::time::{Duration, SystemTime};

use crate::TokenError;

/// One request to the endpoint that gives access tokens, and what came of it.
///
/// Neither `Debug` nor the message of an error shows a token or the AppSecret. The raw response of an error may hold them.
#[derive(Clone, Copy)]
pub struct TokenFetchEvent<'a> {
    pub(super) endpoint: &'static str,
    pub(super) kind: TokenFetchKind,
    pub(super) began: SystemTime,
    pub(super) elapsed: Duration,
    pub(super) status: Option<u16>,
    pub(super) result: Result<(), &'a TokenError>,
}

/// What kind of access token is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenFetchKind {
    /// The platform may give the token that is valid already.
    Normal,
    /// The platform has to give another token, because it refused the one that is valid. It allows 20 of these a day.
    Forced,
}

impl<'a> TokenFetchEvent<'a> {
    /// The path of the endpoint, such as `/cgi-bin/stable_token`.
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// What kind of token was fetched.
    pub fn kind(&self) -> TokenFetchKind {
        self.kind
    }

    /// When it began, by the system's clock.
    pub fn began(&self) -> SystemTime {
        self.began
    }

    /// How long it took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The HTTP status, if there was one; of a response that broke off, too.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Whether there is a token now.
    ///
    /// # Errors
    /// Why there is none.
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

/// Sees each fetch of a token as soon as it has ended.
pub(crate) trait FetchObserver: Sync {
    fn on_fetch(&self, event: &TokenFetchEvent<'_>);
}
