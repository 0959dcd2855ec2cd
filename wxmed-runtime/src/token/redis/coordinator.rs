//! Coordinates the processes that share a token.

use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use super::cipher::Cipher;
use super::error::{Fault, warn};
use super::store::{Claim, LEASE, Record, Store};
use crate::token::TokenRequest;
use crate::token::endpoint::{AfterFetch, Begin, Granted};
use crate::token::fetch_event::TokenFetchKind;
use crate::token::lifetime::good_for;
use crate::token::provider::Fetched;
use crate::{Secret, TokenError};

/// How often a process checks whether another one has fetched.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// By how much two processes may disagree on when the same token expires.
const ABOUT: Duration = Duration::from_secs(10);

/// A token and when it expires.
pub(super) type Good = (Secret, Instant);

/// The token that this process got last.
#[derive(Clone, Copy, Default)]
struct Last {
    generation: u64,
    good_until: Option<Instant>,
}

impl Last {
    /// Whether the token in Redis is older than the rejected token of this process: each token expires later than the
    /// previous one. This process may have fetched without Redis, which then still has the previous token.
    fn is_after(&self, record: &Record) -> bool {
        record.generation <= self.generation || self.good_until.is_some_and(|until| record.good_until + ABOUT < until)
    }
}

/// The shared token of an account.
pub(super) struct Coordinator {
    store: Store,
    seal: Cipher,
    last: Mutex<Last>,
}

impl Coordinator {
    pub(super) fn new(store: Store, seal: Cipher) -> Self {
        Self { store, seal, last: Mutex::default() }
    }

    /// Returns the token that another process has fetched, or fetches one for all. `Err` is a failure of Redis; no
    /// token was fetched then.
    ///
    /// If it is dropped during a fetch, it leaves a lock that its own process can take again immediately, and others
    /// after [`LEASE`].
    pub(super) async fn token(
        &self,
        fetched: &Fetched,
        request: TokenRequest<'_>,
    ) -> Result<Result<Good, TokenError>, Fault> {
        let last = self.last();
        let tag = request.rejected.map(|rejected| self.seal.tag(rejected));
        let mut bad = tag.is_some().then_some(last.generation);
        loop {
            match self.store.claim(bad, tag.as_ref(), request.deadline).await? {
                Claim::Token(record) => match self.seal.open(&record.sealed, record.generation) {
                    Some(token) if tag.is_none() || !(request.rejected == Some(&token) || last.is_after(&record)) => {
                        self.remember(Last { generation: record.generation, good_until: Some(record.good_until) });
                        return Ok(Ok((token, record.good_until)));
                    }
                    _ => bad = Some(record.generation),
                },
                Claim::Wait => {
                    sleep(LOOK_AGAIN.min(request.deadline.left())).await;
                    if request.deadline.left().is_zero() {
                        return Ok(Err(TokenError::TimedOut));
                    }
                }
                Claim::Lead { generation, rejected, is_spoilt } => {
                    let lead = Lead { share: self, fetched, request, rejected, is_spoilt };
                    if let Some(ended) = lead.fetch(generation).await? {
                        return Ok(ended);
                    }
                }
            }
        }
    }

    /// Records that this process has fetched a token without Redis.
    pub(super) fn went_alone(&self, good_until: Option<Instant>) {
        self.remember(Last { good_until, ..self.last() });
    }

    fn last(&self) -> Last {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, last: Last) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = last;
    }
}

/// The process that fetches for all.
struct Lead<'a> {
    share: &'a Coordinator,
    fetched: &'a Fetched,
    request: TokenRequest<'a>,
    /// The tag of the last token that any process was rejected with.
    rejected: Secret,
    /// Whether a token was rejected before it expired, for any process, and has not been replaced.
    is_spoilt: bool,
}

impl Lead<'_> {
    /// Returns `None` if this process took too long and another one has fetched since.
    async fn fetch(&self, generation: u64) -> Result<Option<Result<Good, TokenError>>, Fault> {
        let Coordinator { store, seal, .. } = self.share;
        let granted = match self.granted().await? {
            Ok(granted) => granted,
            Err(error) => {
                store.release(self.request.deadline).await.unwrap_or_else(|fault| self.unshared(fault));
                return Ok(Some(Err(error)));
            }
        };
        let good_until = Instant::now() + good_for(granted.lasts);
        let sealed = match seal.close(&granted.token, generation) {
            Ok(sealed) => Record { generation, sealed, good_until },
            Err(fault) => {
                self.unshared(fault);
                return Ok(Some(Ok((granted.token, good_until))));
            }
        };
        // Without a response, the token is still valid, at least for this process.
        let is_newest = match store.publish(&sealed, self.request.deadline).await {
            Ok(is_newest) => is_newest,
            Err(fault) => self.unshared(fault),
        };
        if !is_newest {
            return Ok(None);
        }
        self.share.remember(Last { generation, good_until: Some(good_until) });
        Ok(Some(Ok((granted.token, good_until))))
    }

    async fn granted(&self) -> Result<Result<Granted, TokenError>, Fault> {
        let endpoint = self.fetched.endpoint;
        // No token was fetched yet, so the caller can continue without Redis.
        if endpoint.begins(self.request.rejected.is_some() || self.is_spoilt) == Begin::Spend && !self.spend().await? {
            return Ok(Err(TokenError::RefreshBudgetExhausted));
        }
        let mut fetch = TokenFetchKind::Normal;
        loop {
            let granted = match self.once(fetch).await {
                Ok(granted) => granted,
                Err(error) => return Ok(Err(error)),
            };
            let is_rejected =
                self.request.rejected == Some(&granted.token) || self.share.seal.tag(&granted.token) == self.rejected;
            match endpoint.after_fetch(fetch, is_rejected) {
                AfterFetch::Use => return Ok(Ok(granted)),
                AfterFetch::ForceRefresh if self.spend_somehow().await => fetch = TokenFetchKind::Forced,
                AfterFetch::ForceRefresh | AfterFetch::Fail => return Ok(Err(TokenError::RefreshBudgetExhausted)),
            }
        }
    }

    /// Fetches a token, and extends the lease meanwhile.
    async fn once(&self, fetch: TokenFetchKind) -> Result<Granted, TokenError> {
        let mut fetching = pin!(self.fetched.endpoint.fetch(&self.fetched.account, fetch, self.request));
        let mut is_held = true;
        while is_held {
            match timeout(LEASE / 3, fetching.as_mut()).await {
                Ok(ended) => return ended,
                Err(_) => is_held = self.share.store.extend(self.request.deadline).await.unwrap_or(false),
            }
        }
        fetching.await
    }

    /// Consumes one of the shared limit, and one of the local limit in case Redis fails later.
    async fn spend(&self) -> Result<bool, Fault> {
        let is_granted = self.share.store.spend(self.fetched.endpoint.budget(), self.request.deadline).await?;
        if is_granted {
            self.fetched.look(|ledger| ledger.spend(Instant::now()));
        }
        Ok(is_granted)
    }

    async fn spend_somehow(&self) -> bool {
        match self.spend().await {
            Ok(is_granted) => is_granted,
            Err(fault) => {
                self.unshared(fault);
                self.fetched.look(|ledger| ledger.spend(Instant::now()))
            }
        }
    }

    /// The token remains in this process only. If the call has timed out, it was not written to Redis.
    fn unshared(&self, fault: Fault) -> bool {
        if !self.request.deadline.left().is_zero() {
            warn(fault);
        }
        true
    }
}
