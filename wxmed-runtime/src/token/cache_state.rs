//! The cached token of an account, and the decisions that depend on it. Nothing here waits or sends.

use tokio::time::Instant;

use super::endpoint::{AfterFetch, Begin, Endpoint, Granted};
use super::fetch_event::TokenFetchKind;
use super::lifetime::good_for;
use super::rate_limit::RateLimit;
use crate::http::Deadline;
use crate::{Secret, TokenError, TransportErrorKind};

/// The next step of a caller.
pub(super) enum Next {
    Use(Secret),
    Fetch(TokenFetchKind),
    Fail(TokenError),
}

/// The cached token of an account, and the results of fetches.
pub(super) struct CacheState {
    endpoint: Endpoint,
    held: Option<Held>,
    /// When the token that was rejected early would have expired.
    spoilt_until: Option<Instant>,
    /// The number of completed fetches.
    ended: u64,
    /// The error of the last fetch, if it failed.
    failure: Option<TokenError>,
    /// The limit for replacing rejected tokens.
    budget: RateLimit,
}

/// Whether the caller that fetched had time left when the fetch ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    Left,
    Spent,
}

impl Patience {
    pub(super) fn of(deadline: Deadline) -> Self {
        if deadline.left().is_zero() { Self::Spent } else { Self::Left }
    }
}

struct Held {
    token: Secret,
    good_until: Instant,
}

impl CacheState {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        let (most, period, apart) = endpoint.budget();
        let budget = RateLimit::new(most, period, apart);
        Self { endpoint, held: None, spoilt_until: None, ended: 0, failure: None, budget }
    }

    /// The number of completed fetches so far.
    pub(super) fn ended(&self) -> u64 {
        self.ended
    }

    /// The cached token, unless it has expired or is the rejected one.
    pub(super) fn usable(&self, rejected: Option<&Secret>, now: Instant) -> Option<Secret> {
        let held = self.held.as_ref().filter(|held| now < held.good_until && rejected != Some(&held.token))?;
        Some(held.token.clone())
    }

    /// The result for a caller that had to wait: if a fetch was completed since the given count, its token or its
    /// error. A short-lived token counts, too, because it is as new as one that the caller would fetch itself.
    pub(super) fn after_waiting(
        &self,
        seen: u64,
        rejected: Option<&Secret>,
        now: Instant,
    ) -> Option<Result<Secret, TokenError>> {
        if self.ended == seen {
            return self.usable(rejected, now).map(Ok);
        }
        let held = self.held.as_ref().filter(|held| rejected != Some(&held.token));
        held.map(|held| Ok(held.token.clone())).or_else(|| self.failure.clone().map(Err))
    }

    /// Removes the cached token, so that callers that come during the next fetch don't get it.
    pub(super) fn forget(&mut self) {
        self.spoilt_until = self.held.take().map(|held| held.good_until).or(self.spoilt_until);
    }

    /// The kind of fetch to start with.
    pub(super) fn begin(&mut self, rejected: Option<&Secret>, now: Instant) -> Next {
        self.forget();
        self.spoilt_until = self.spoilt_until.filter(|until| now < *until);
        // Replacing a token that was rejected early counts towards the limit, even for callers that come later.
        match self.endpoint.begins(rejected.is_some() || self.spoilt_until.is_some()) {
            Begin::Spend if !self.spend(now) => Next::Fail(TokenError::RefreshBudgetExhausted),
            _ => Next::Fetch(TokenFetchKind::Normal),
        }
    }

    /// Consumes one replacement of a rejected token, if the limit allows it.
    pub(super) fn spend(&mut self, now: Instant) -> bool {
        self.budget.spend(now)
    }

    /// The next step after a fetch.
    pub(super) fn fetched(
        &mut self,
        fetch: TokenFetchKind,
        rejected: Option<&Secret>,
        result: Result<Granted, TokenError>,
        now: Instant,
        patience: Patience,
    ) -> Next {
        let ended = match result {
            Err(error) => Err(error),
            Ok(granted) => match self.endpoint.after_fetch(fetch, rejected == Some(&granted.token)) {
                AfterFetch::Use => Ok((granted.token, now + good_for(granted.lasts))),
                AfterFetch::ForceRefresh if self.spend(now) => return Next::Fetch(TokenFetchKind::Forced),
                AfterFetch::ForceRefresh | AfterFetch::Fail => Err(TokenError::RefreshBudgetExhausted),
            },
        };
        match self.end(ended, patience) {
            Ok(token) => Next::Use(token),
            Err(error) => Next::Fail(error),
        }
    }

    /// Stores the result of a fetch: a token with its lifetime, or an error.
    pub(super) fn end(
        &mut self,
        ended: Result<(Secret, Instant), TokenError>,
        patience: Patience,
    ) -> Result<Secret, TokenError> {
        self.ended += 1;
        // A caller that timed out may have had less time than the others, so they fetch themselves. If the server can't
        // be reached within the connect time-out, all callers get the error, because otherwise each of them would wait
        // for the same time-out, one after the other.
        let is_own = |error: &TokenError| patience == Patience::Spent && is_timeout(error);
        self.failure = ended.as_ref().err().filter(|error| !is_own(error)).cloned();
        let (token, good_until) = ended?;
        self.spoilt_until = None;
        self.held = Some(Held { token: token.clone(), good_until });
        Ok(token)
    }

    /// When the cached token expires.
    #[cfg(feature = "redis")]
    pub(super) fn good_until(&self) -> Option<Instant> {
        self.held.as_ref().map(|held| held.good_until)
    }
}

fn is_timeout(error: &TokenError) -> bool {
    match error {
        TokenError::TimedOut => true,
        TokenError::Unanswered(cause) => cause.kind() == TransportErrorKind::Timeout,
        _ => false,
    }
}
