//! What is known of an account's token, and what follows from it. Nothing here waits or sends.

use std::time::Duration;

use tokio::time::Instant;

use super::budget::Budget;
use super::endpoint::{Endpoint, Granted};
use crate::{Secret, TokenError, TransportFault};

/// How a token is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fetch {
    /// As usual: the platform may give the token that it has given already.
    Normal,
    /// So that the platform gives another one.
    Forced,
}

/// What to do next.
pub(super) enum Next {
    Use(Secret),
    Fetch(Fetch),
    Fail(TokenError),
}

/// The token that an account has, and what became of the attempts to get one.
pub(super) struct Ledger {
    endpoint: Endpoint,
    held: Option<Held>,
    /// Until when the token that was refused before its time would have been good.
    spoilt_until: Option<Instant>,
    /// How many fetches have come to an end.
    ended: u64,
    /// How the last of them failed, if it did.
    failure: Option<TokenError>,
    /// What may still be spent on tokens that were refused.
    budget: Budget,
}

struct Held {
    token: Secret,
    good_until: Instant,
}

impl Ledger {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        let (most, period, apart) = endpoint.budget();
        let budget = Budget::new(most, period, apart);
        Self { endpoint, held: None, spoilt_until: None, ended: 0, failure: None, budget }
    }

    /// How many fetches have come to an end so far.
    pub(super) fn ended(&self) -> u64 {
        self.ended
    }

    /// The token that is there, unless it is old or the one that was refused.
    pub(super) fn usable(&self, refused: Option<&Secret>, now: Instant) -> Option<Secret> {
        let held = self.held.as_ref().filter(|held| now < held.good_until && refused != Some(&held.token))?;
        Some(held.token.clone())
    }

    /// What to do for somebody who had to wait, and who has seen so many fetches end before: if one has ended since, its
    /// failure is theirs as well.
    pub(super) fn after_waiting(&mut self, seen: u64, refused: Option<&Secret>, now: Instant) -> Next {
        if let Some(token) = self.usable(refused, now) {
            return Next::Use(token);
        }
        if let (true, Some(failure)) = (self.ended > seen, &self.failure) {
            return Next::Fail(failure.clone());
        }
        // Whoever comes later must not be given it in the meantime.
        let spoilt_until = self.held.take().map(|held| held.good_until).or(self.spoilt_until);
        self.spoilt_until = spoilt_until.filter(|until| now < *until);
        // The platform ends a token that is still good with each new one: whose fault it was does not matter.
        let is_costly = self.endpoint.renews_always() && self.spoilt_until.is_some();
        if is_costly && !self.budget.spend(now) { Next::Fail(TokenError::UsedUp) } else { Next::Fetch(Fetch::Normal) }
    }

    /// What to do now that a fetch has ended.
    pub(super) fn fetched(
        &mut self,
        fetch: Fetch,
        refused: Option<&Secret>,
        result: Result<Granted, TokenError>,
        now: Instant,
    ) -> Next {
        let next = match result {
            Err(error) => Next::Fail(error),
            Ok(granted) if refused != Some(&granted.token) => {
                let good_until = now + good_for(granted.lasts);
                self.spoilt_until = None;
                self.held = Some(Held { token: granted.token.clone(), good_until });
                Next::Use(granted.token)
            }
            Ok(_) if fetch == Fetch::Normal && !self.endpoint.renews_always() && self.budget.spend(now) => {
                return Next::Fetch(Fetch::Forced);
            }
            Ok(_) => Next::Fail(TokenError::UsedUp),
        };
        self.ended += 1;
        self.failure = match &next {
            // Whoever ran out of time had less of it than those who still wait.
            Next::Fail(error) if !is_timeout(error) => Some(error.clone()),
            _ => None,
        };
        next
    }
}

fn is_timeout(error: &TokenError) -> bool {
    matches!(error, TokenError::Unanswered(cause) if cause.fault() == TransportFault::Timeout)
}

/// A token is given up five minutes before its end, when the platform begins to give the next one; a short one at half
/// its time.
fn good_for(lasts: Duration) -> Duration {
    const EARLY: Duration = Duration::from_secs(300);
    if lasts > 2 * EARLY { lasts - EARLY } else { lasts / 2 }
}
