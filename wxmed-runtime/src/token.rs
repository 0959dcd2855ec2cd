//! Access tokens: their providers, and when a new one is fetched.

use std::fmt;
use std::sync::Arc;

use crate::http::{BoxFuture, Deadline, HttpEndpoint};
use crate::{CredentialError, InvalidTokenReason, Secret, TokenError};

mod cache_state;
mod endpoint;
mod fetch_event;
mod gate;
mod lifetime;
mod provider;
mod rate_limit;
#[cfg(feature = "redis")]
mod redis;

pub(crate) use fetch_event::FetchObserver;
pub use fetch_event::{TokenFetchEvent, TokenFetchKind};
pub use provider::{BasicToken, StableToken};
#[cfg(feature = "redis")]
pub use redis::{FetchesTokens, RedisToken, RedisTokenError};

/// Provides a client's access tokens.
///
/// The client requests a token before each call, and once more if the platform rejects that token, so at most twice per
/// call. A provider should cache its token and let concurrent callers share one fetch. If the call times out, the
/// returned future is dropped.
pub trait TokenProvider: Send + Sync {
    /// Returns a token. If the request contains a rejected token, the result must be a different one.
    ///
    /// # Errors
    /// If no token can be provided.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>>;

    /// Checks the credentials without any request. `ClientBuilder::build` fails with the error that this returns. A
    /// provider that wraps another one should call its `check_credentials`, too.
    ///
    /// # Errors
    /// If a credential is invalid, for example empty or with a line break at its end.
    fn check_credentials(&self) -> Result<(), CredentialError> {
        Ok(())
    }
}

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        (**self).token(request)
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        (**self).check_credentials()
    }
}

/// A client's request for a token. To test a provider, create requests with `testing::TokenProviderTester` (feature
/// `testing`).
#[derive(Clone, Copy)]
pub struct TokenRequest<'a> {
    pub(crate) rejected: Option<&'a Secret>,
    pub(crate) http: &'a HttpEndpoint,
    pub(crate) deadline: Deadline,
    pub(crate) observer: Option<&'a dyn FetchObserver>,
}

impl<'a> TokenRequest<'a> {
    /// The token that the platform has just rejected, if this is the reason for the request.
    pub fn rejected(&self) -> Option<&'a Secret> {
        self.rejected
    }

    /// How long the client will wait.
    pub fn time_left(&self) -> std::time::Duration {
        self.deadline.left()
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest").field("rejected", &self.rejected).finish_non_exhaustive()
    }
}

/// A fixed token, maintained by another system. Once the platform rejects it, every call fails. `ClientBuilder::build`
/// rejects an invalid token: see [`InvalidTokenReason`].
///
/// ```
/// let token = wxmed::StaticToken::new("61_uT9x");
/// assert_eq!(format!("{token:?}"), "StaticToken(Secret(***))");
/// ```
#[derive(Clone, Debug)]
pub struct StaticToken(Secret);

impl StaticToken {
    /// Takes ownership of the token; a `String` is moved, not copied.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token))
    }
}

impl TokenProvider for StaticToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(async move {
            match request.rejected() {
                Some(rejected) if *rejected == self.0 => Err(TokenError::NotRefreshable),
                _ => Ok(self.0.clone()),
            }
        })
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        InvalidTokenReason::check(&self.0).map_err(CredentialError::Token)
    }
}

/// Gets tokens from your own function, for example from a central token service of the hospital.
///
/// If the platform has rejected a token, the function is passed that token and must return another one. It is called
/// before each call, so it should cache its token.
///
/// ```
/// use wxmed::{Secret, TokenError, TokenFn};
///
/// let tokens = TokenFn::new(|rejected: Option<Secret>| async move {
///     let fresh = fetch_from_central_service(rejected.is_some()).await;
///     fresh.map(Secret::new).ok_or_else(|| TokenError::Other("the central service has no token".to_owned()))
/// });
/// # async fn fetch_from_central_service(_: bool) -> Option<String> { None }
/// # let _ = tokens;
/// ```
pub struct TokenFn<F>(F);

impl<F, T> TokenFn<F>
where
    F: Fn(Option<Secret>) -> T + Send + Sync,
    T: Future<Output = Result<Secret, TokenError>> + Send + 'static,
{
    /// Wraps this function.
    pub fn new(function: F) -> Self {
        Self(function)
    }
}

impl<F, T> TokenProvider for TokenFn<F>
where
    F: Fn(Option<Secret>) -> T + Send + Sync,
    T: Future<Output = Result<Secret, TokenError>> + Send + 'static,
{
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin((self.0)(request.rejected().cloned()))
    }
}

impl<F> fmt::Debug for TokenFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenFn").finish_non_exhaustive()
    }
}
