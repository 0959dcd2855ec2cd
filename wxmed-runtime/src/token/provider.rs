use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::{Instant, timeout_at};

use super::cache_state::{CacheState, Next, Patience};
use super::endpoint::{Account, Endpoint};
use super::gate::{Gate, Pass};
use super::{TokenProvider, TokenRequest};
use crate::http::BoxFuture;
use crate::{CredentialError, Secret, TokenError};

/// Gets tokens from `/cgi-bin/stable_token`, which returns the same token to all programs of an account. This is the
/// default choice.
///
/// A token is fetched when the first call needs it, and cached. Concurrent callers share one in-flight fetch, and
/// clones share the cache. If the platform rejects the token and then returns the same one again, a refresh is forced,
/// at most 20 times a day and 30 seconds apart.
///
/// `ClientBuilder::build` rejects an invalid appid or AppSecret, for example one with a line break at its end: see
/// [`CredentialError`].
///
/// # Responses of the endpoint
/// If a token comes without a lifetime from 1 to 7200 seconds, the documented 7200 seconds are assumed, with an event
/// of level WARN: see [`Client`](crate::Client). A token that can't be part of a URL is rejected: see
/// [`InvalidTokenReason`](crate::InvalidTokenReason). [`Secret`] documents what is overwritten in memory.
///
/// ```
/// let token = wxmed::StableToken::new("wxd678efh567hg6787", "the AppSecret");
/// assert_eq!(format!("{token:?}"), r#"StableToken { appid: "wxd678efh567hg6787", .. }"#);
/// ```
#[derive(Clone)]
pub struct StableToken(pub(super) Arc<Fetched>);

impl StableToken {
    /// Creates a provider for the account with this appid and AppSecret. The AppSecret is not the API key, which signs
    /// requests.
    pub fn new(appid: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Arc::new(Fetched::new(Endpoint::Stable, appid.into(), secret.into())))
    }
}

impl TokenProvider for StableToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(self.0.token(request))
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        self.0.account.check()
    }
}

impl fmt::Debug for StableToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StableToken").field("appid", &self.0.account.appid).finish_non_exhaustive()
    }
}

/// Gets tokens from `/cgi-bin/token`, the older endpoint. Each fetch invalidates the previous token within five
/// minutes, so two programs that both fetch invalidate each other's tokens.
///
/// Use it only if no other program of the account fetches tokens; otherwise use [`StableToken`]. Credentials, lifetimes
/// and memory are handled as documented there.
#[derive(Clone)]
pub struct BasicToken(pub(super) Arc<Fetched>);

impl BasicToken {
    /// Creates a provider for the account with this appid and AppSecret. The AppSecret is not the API key, which signs
    /// requests.
    pub fn new(appid: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Arc::new(Fetched::new(Endpoint::Basic, appid.into(), secret.into())))
    }
}

impl TokenProvider for BasicToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(self.0.token(request))
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        self.0.account.check()
    }
}

impl fmt::Debug for BasicToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BasicToken").field("appid", &self.0.account.appid).finish_non_exhaustive()
    }
}

/// An account, its cached token, and the gate that allows one fetch at a time.
pub(in crate::token) struct Fetched {
    pub(super) endpoint: Endpoint,
    pub(super) account: Account,
    ledger: Mutex<CacheState>,
    gate: Gate,
}

/// The result of requesting a token.
pub(super) enum Entered<'a> {
    /// There is a token, or a concurrent fetch has failed.
    Settled(Result<Secret, TokenError>),
    /// The caller must fetch the token. No other caller does while this is held.
    First(Pass<'a>),
}

impl Fetched {
    fn new(endpoint: Endpoint, appid: String, secret: String) -> Self {
        Self {
            endpoint,
            account: Account { appid, secret: Secret::new(secret) },
            ledger: Mutex::new(CacheState::new(endpoint)),
            gate: Gate::default(),
        }
    }

    /// Dropping this future at any point leaves the cache unchanged and opens the gate, so the next caller fetches.
    async fn token(&self, request: TokenRequest<'_>) -> Result<Secret, TokenError> {
        loop {
            let pass = match self.enter(request).await {
                Entered::Settled(result) => return result,
                Entered::First(pass) => pass,
            };
            if let Some(result) = self.fetch(request, &pass).await {
                return result;
            }
        }
    }

    /// Waits for the fetch in flight, if there is one.
    pub(super) async fn enter(&self, request: TokenRequest<'_>) -> Entered<'_> {
        // Checked here, too, for a user's own provider that wraps this one and doesn't forward `check_credentials`.
        if let Err(cause) = self.account.check() {
            return Entered::Settled(Err(TokenError::Credential(cause)));
        }
        let seen = match self.look(|ledger| (ledger.usable(request.rejected, Instant::now()), ledger.ended())) {
            (Some(token), _) => return Entered::Settled(Ok(token)),
            (None, seen) => seen,
        };
        let after_waiting = || self.look(|ledger| ledger.after_waiting(seen, request.rejected, Instant::now()));
        loop {
            let opened = self.gate.opened();
            if let Some(result) = after_waiting() {
                return Entered::Settled(result);
            }
            let silent_at = match self.gate.pass() {
                Ok(pass) => return after_waiting().map_or(Entered::First(pass), Entered::Settled),
                Err(silent_at) => silent_at,
            };
            _ = timeout_at(silent_at.min(request.deadline.instant()), opened).await;
            if request.deadline.left().is_zero() {
                return Entered::Settled(after_waiting().unwrap_or(Err(TokenError::TimedOut)));
            }
        }
    }

    /// Fetches a token from the endpoint. Returns `None` if another caller has passed the gate since.
    pub(super) async fn fetch(&self, request: TokenRequest<'_>, pass: &Pass<'_>) -> Option<Result<Secret, TokenError>> {
        let mut next = self.look(|ledger| ledger.begin(request.rejected, Instant::now()));
        loop {
            match next {
                Next::Use(token) => return Some(Ok(token)),
                Next::Fail(error) => return Some(Err(error)),
                Next::Fetch(fetch) => {
                    let fetching = self.endpoint.fetch(&self.account, fetch, request);
                    let result = pass.run(fetching).await?;
                    let (now, patience) = (Instant::now(), Patience::of(request.deadline));
                    next = self.look(|ledger| ledger.fetched(fetch, request.rejected, result, now, patience));
                }
            }
        }
    }

    /// The closure can't await, so the lock is held only briefly.
    pub(super) fn look<T>(&self, what: impl FnOnce(&mut CacheState) -> T) -> T {
        what(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
