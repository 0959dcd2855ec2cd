//! Where access tokens come from, and when a new one is fetched.

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

/// Gives a client its access tokens.
///
/// A provider is asked before each call, and once more if the platform refused the token that it gave: never more often
/// for one call. It should remember what it has, and let those who ask at the same time wait for one fetch. When the time
/// of the call is up, the future that it gave is dropped.
pub trait TokenProvider: Send + Sync {
    /// A token to call with. If the wish names a token that was refused, it must be another one.
    ///
    /// # Errors
    /// If there is none to be had.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>>;

    /// Whether it can give tokens at all, as far as can be seen without asking anybody: `ClientBuilder::build` fails with
    /// what this says. A provider that asks another one should ask it this as well.
    ///
    /// # Errors
    /// If a credential is empty, say, or ends in a new line.
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

/// What a client wants of a provider. In the tests of a provider, `testing::TokenProviderTester` makes wishes (feature `testing`).
#[derive(Clone, Copy)]
pub struct TokenRequest<'a> {
    pub(crate) refused: Option<&'a Secret>,
    pub(crate) http: &'a HttpEndpoint,
    pub(crate) deadline: Deadline,
    pub(crate) observer: Option<&'a dyn FetchObserver>,
}

impl<'a> TokenRequest<'a> {
    /// The token that the platform has just refused, if this is why one is wanted.
    pub fn refused(&self) -> Option<&'a Secret> {
        self.refused
    }

    /// How long the client is ready to wait.
    pub fn time_left(&self) -> std::time::Duration {
        self.deadline.left()
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest").field("refused", &self.refused).finish_non_exhaustive()
    }
}

/// A token that someone else keeps fresh. Once it is refused, every call fails. `ClientBuilder::build` refuses a text that
/// cannot be a token: [`InvalidTokenReason`].
///
/// ```
/// let token = wxmed::StaticToken::new("61_uT9x");
/// assert_eq!(format!("{token:?}"), "StaticToken(Secret(***))");
/// ```
#[derive(Clone, Debug)]
pub struct StaticToken(Secret);

impl StaticToken {
    /// Takes the token over; a `String` is moved, not copied.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token))
    }
}

impl TokenProvider for StaticToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(async move {
            match request.refused() {
                Some(refused) if *refused == self.0 => Err(TokenError::NotRefreshable),
                _ => Ok(self.0.clone()),
            }
        })
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        InvalidTokenReason::check(&self.0).map_err(CredentialError::Token)
    }
}

/// Tokens from a function of your own: a central service of the hospital, say.
///
/// It is given the token that was refused, if that is why one is wanted, and must then give another. It is asked before
/// each call, so it should remember what it has.
///
/// ```
/// use wxmed::{Secret, TokenError, TokenFn};
///
/// let tokens = TokenFn::new(|refused: Option<Secret>| async move {
///     let fresh = ask_the_central_service(refused.is_some()).await;
///     fresh.map(Secret::new).ok_or_else(|| TokenError::Other("the central service has no token".to_owned()))
/// });
/// # async fn ask_the_central_service(_: bool) -> Option<String> { None }
/// # let _ = tokens;
/// ```
pub struct TokenFn<F>(F);

impl<F, T> TokenFn<F>
where
    F: Fn(Option<Secret>) -> T + Send + Sync,
    T: Future<Output = Result<Secret, TokenError>> + Send + 'static,
{
    /// Asks this function.
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
        Box::pin((self.0)(request.refused().cloned()))
    }
}

impl<F> fmt::Debug for TokenFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenFn").finish_non_exhaustive()
    }
}
