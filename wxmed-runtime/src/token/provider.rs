use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::{Instant, timeout_at};

use super::cache_state::{CacheState, Next, Patience};
use super::endpoint::{Account, Endpoint};
use super::gate::{Gate, Pass};
use super::{TokenProvider, TokenRequest};
use crate::http::BoxFuture;
use crate::{CredentialError, Secret, TokenError};

/// Tokens from `/cgi-bin/stable_token`, which gives every program of an account the same one: what to use, unless you
/// know better.
///
/// A token is fetched when the first call needs it, and kept. Whoever needs one in the meantime waits for that fetch;
/// clones share all of it. If the platform refuses the token and still gives the same one, it is made to give another,
/// at most 20 times a day and 30 seconds apart.
///
/// What cannot be an appid or an AppSecret, say because the file that it comes from ends in a new line, is refused by
/// `ClientBuilder::build`, and no token is fetched with it: [`CredentialError`].
///
/// # What the endpoint may say
/// A token that does not come with a lifetime from 1 to 7200 seconds is taken to last for the documented 7200, with an
/// event of level WARN: see [`Client`](crate::Client). One that cannot be part of a URL is refused:
/// [`InvalidTokenReason`](crate::InvalidTokenReason). What is overwritten in memory, [`Secret`] lists.
///
/// ```
/// let token = wxmed::StableToken::new("wxd678efh567hg6787", "the AppSecret");
/// assert_eq!(format!("{token:?}"), r#"StableToken { appid: "wxd678efh567hg6787", .. }"#);
/// ```
#[derive(Clone)]
pub struct StableToken(pub(super) Arc<Fetched>);

impl StableToken {
    /// Of the account with this appid and AppSecret, which is not the API key that signs.
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

/// Tokens from `/cgi-bin/token`, the older endpoint: each fetch ends the token before within five minutes, so that two
/// programs which both fetch end each other's.
///
/// Use it only if this is the one program of the account that fetches tokens; otherwise [`StableToken`], whose
/// documentation also holds for credentials, lifetimes and memory here.
#[derive(Clone)]
pub struct BasicToken(pub(super) Arc<Fetched>);

impl BasicToken {
    /// Of the account with this appid and AppSecret, which is not the API key that signs.
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

/// An account, what is known of its token, and the gate that lets one fetch through at a time.
pub(in crate::token) struct Fetched {
    pub(super) endpoint: Endpoint,
    pub(super) account: Account,
    ledger: Mutex<CacheState>,
    gate: Gate,
}

/// What somebody gets who asks for a token.
pub(super) enum Entered<'a> {
    /// There is one, or there was a failure that is theirs as well.
    Settled(Result<Secret, TokenError>),
    /// It is for them to fetch it, and nobody else does as long as they hold this.
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

    /// Dropping this at any point leaves the ledger as it is and opens the gate: the next in line fetches.
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

    /// Waits for whoever fetches.
    pub(super) async fn enter(&self, request: TokenRequest<'_>) -> Entered<'_> {
        // Also for a provider of somebody's own around this one, which a client cannot look into when it is built.
        if let Err(cause) = self.account.check() {
            return Entered::Settled(Err(TokenError::Credential(cause)));
        }
        let seen = match self.look(|ledger| (ledger.usable(request.refused, Instant::now()), ledger.ended())) {
            (Some(token), _) => return Entered::Settled(Ok(token)),
            (None, seen) => seen,
        };
        let after_waiting = || self.look(|ledger| ledger.after_waiting(seen, request.refused, Instant::now()));
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

    /// Fetches a token, asking nobody else. `None` if another caller has passed the gate since.
    pub(super) async fn fetch(&self, request: TokenRequest<'_>, pass: &Pass<'_>) -> Option<Result<Secret, TokenError>> {
        let mut next = self.look(|ledger| ledger.begin(request.refused, Instant::now()));
        loop {
            match next {
                Next::Use(token) => return Some(Ok(token)),
                Next::Fail(error) => return Some(Err(error)),
                Next::Fetch(fetch) => {
                    let fetching = self.endpoint.fetch(&self.account, fetch, request);
                    let result = pass.run(fetching).await?;
                    let (now, patience) = (Instant::now(), Patience::of(request.deadline));
                    next = self.look(|ledger| ledger.fetched(fetch, request.refused, result, now, patience));
                }
            }
        }
    }

    /// No await stands inside, so the lock is never held for long.
    pub(super) fn look<T>(&self, what: impl FnOnce(&mut CacheState) -> T) -> T {
        what(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
