//! The issued access tokens, and the limits on issuing them.

mod saved;

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use wxmed::Secret;

use crate::gateway::{GatewayError, INVALID_CREDENTIAL, QUOTA_EXCEEDED, TOKEN_EXPIRED};
use crate::random::{DIGITS, Random, TOKEN_LETTERS};
use crate::saved::Dirty;

/// The lifetime of a token.
pub(crate) const LIFETIME: Duration = Duration::from_secs(7200);
/// How long an old token stays valid beside the new one, and how long before its expiry a stable token is renewed.
pub(crate) const OVERLAP: Duration = Duration::from_secs(5 * 60);
/// The minimum interval between two forced renewals of a stable token.
pub(crate) const BETWEEN_REFRESHES: Duration = Duration::from_secs(30);
/// The daily limit of tokens from the plain endpoint.
pub(crate) const FETCHES_A_DAY: u32 = 2000;
/// The daily limit of forced renewals of a stable token.
pub(crate) const REFRESHES_A_DAY: u32 = 20;
/// How long an invalid token is remembered. After that, it is reported like an unknown one.
const REMEMBERED: Duration = Duration::from_secs(24 * 60 * 60);
/// The maximum number of remembered tokens. The endpoints issue fewer in a day.
const MOST_REMEMBERED: usize = 4096;
/// The length of a token. Real ones can have 512 characters, so callers' storage that is too short should fail here.
const LENGTH: usize = 300;

/// How tokens are treated, regardless of their age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenPolicy {
    /// Tokens are valid until they expire.
    #[default]
    Normal,
    /// Every token is rejected, although the endpoints continue to issue tokens.
    RefuseAll,
}

/// A token and its lifetime in seconds.
pub(crate) struct Fetched {
    pub(crate) token: Secret,
    pub(crate) seconds: u64,
}

/// The tokens of both endpoints, which are independent of each other. Times are since the Unix epoch.
#[derive(Default)]
pub(crate) struct Tokens {
    given: HashMap<String, Given>,
    latest: Option<Secret>,
    fetches: Quota,
    stable: Option<Stable>,
    refreshes: Quota,
    refreshed: Option<Duration>,
    policy: TokenPolicy,
    /// The changed tokens, if changes are tracked.
    dirty: Dirty<String>,
}

/// An issued token.
pub(crate) struct IssuedToken<'a> {
    pub(crate) token: &'a str,
    /// When it becomes invalid.
    pub(crate) until: Duration,
    pub(crate) is_stable: bool,
    /// When it was issued. `None` if it was read from a file of an earlier version.
    pub(crate) made: Option<Duration>,
}

/// When a token becomes invalid, and the error after that.
struct Given {
    made: Option<Duration>,
    until: Duration,
    then: GatewayError,
}

struct Stable {
    token: Secret,
    until: Duration,
}

/// Shows no token.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("given", &self.given.len()).field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl Tokens {
    /// The plain endpoint: issues a new token each time.
    pub(crate) fn fetch(&mut self, now: Duration, random: &mut Random) -> Result<Fetched, GatewayError> {
        self.fetches.take(now, FETCHES_A_DAY)?;
        let token = self.give(now, random);
        if let Some(old) = self.latest.replace(token.clone()) {
            self.shorten(&old, now + OVERLAP);
        }
        Ok(Fetched { token, seconds: LIFETIME.as_secs() })
    }

    /// The stable endpoint: returns the same token until shortly before its expiry.
    pub(crate) fn fetch_stable(&mut self, now: Duration, random: &mut Random) -> Fetched {
        match &self.stable {
            Some(stable) if stable.until > now + OVERLAP => {
                Fetched { token: stable.token.clone(), seconds: (stable.until - now).as_secs() }
            }
            // The old token is valid for at most `OVERLAP`, so its expiry needs no change.
            _ => self.renew(now, random),
        }
    }

    /// The stable endpoint with `force_refresh`: issues a new token, unless the last renewal was forced a moment ago.
    pub(crate) fn refresh_stable(&mut self, now: Duration, random: &mut Random) -> Result<Fetched, GatewayError> {
        if self.refreshed.is_some_and(|last| now < last + BETWEEN_REFRESHES) {
            return Ok(self.fetch_stable(now, random));
        }
        self.refreshes.take(now, REFRESHES_A_DAY)?;
        self.refreshed = Some(now);
        if let Some(old) = self.stable.take() {
            self.shorten(&old.token, now);
        }
        Ok(self.renew(now, random))
    }

    /// The valid tokens, the one with the longest remaining lifetime first.
    pub(crate) fn good(&self, now: Duration) -> Vec<IssuedToken<'_>> {
        let is_stable = |token: &str| self.stable.as_ref().is_some_and(|stable| stable.token.expose() == token);
        let good = self.given.iter().filter(|(token, _)| self.check(token, now).is_ok());
        let mut good: Vec<IssuedToken<'_>> = good
            .map(|(token, given)| IssuedToken {
                token,
                until: given.until,
                is_stable: is_stable(token),
                made: given.made,
            })
            .collect();
        good.sort_unstable_by_key(|issued| (std::cmp::Reverse(issued.until), issued.token));
        good
    }

    /// Returns an error if a token is invalid.
    pub(crate) fn check(&self, token: &str, now: Duration) -> Result<(), GatewayError> {
        match (self.policy, self.given.get(token)) {
            (TokenPolicy::RefuseAll, _) | (_, None) => Err(INVALID_CREDENTIAL),
            (TokenPolicy::Normal, Some(given)) if now < given.until => Ok(()),
            (TokenPolicy::Normal, Some(given)) => Err(given.then),
        }
    }

    /// Expires all tokens that were issued so far.
    pub(crate) fn expire(&mut self) {
        for (token, given) in &mut self.given {
            (given.until, given.then) = (Duration::ZERO, TOKEN_EXPIRED);
            self.dirty.mark(token.clone());
        }
        self.latest = None;
        self.stable = None;
    }

    pub(crate) fn set_policy(&mut self, policy: TokenPolicy) {
        self.policy = policy;
    }

    fn renew(&mut self, now: Duration, random: &mut Random) -> Fetched {
        let token = self.give(now, random);
        self.stable = Some(Stable { token: token.clone(), until: now + LIFETIME });
        Fetched { token, seconds: LIFETIME.as_secs() }
    }

    fn give(&mut self, now: Duration, random: &mut Random) -> Secret {
        if self.given.len() >= MOST_REMEMBERED {
            let Self { given, dirty, .. } = self;
            given.retain(|token, given| {
                let is_remembered = now < given.until + REMEMBERED;
                if !is_remembered {
                    dirty.mark(token.clone());
                }
                is_remembered
            });
        }
        let text = format!("{}_{}", random.text(DIGITS, 2), random.text(TOKEN_LETTERS, LENGTH));
        self.given.insert(text.clone(), Given { made: Some(now), until: now + LIFETIME, then: TOKEN_EXPIRED });
        self.dirty.mark(text.clone());
        Secret::new(text)
    }

    /// Shortens the lifetime of a token that another one has replaced.
    fn shorten(&mut self, token: &Secret, until: Duration) {
        if let Some(given) = self.given.get_mut(token.expose())
            && until < given.until
        {
            (given.until, given.then) = (until, INVALID_CREDENTIAL);
            self.dirty.mark(token.expose().to_owned());
        }
    }
}

/// A counter for one day.
#[derive(Default)]
struct Quota {
    day: u64,
    used: u32,
}

impl Quota {
    fn take(&mut self, now: Duration, limit: u32) -> Result<(), GatewayError> {
        let today = day(now);
        if self.day != today {
            *self = Self { day: today, used: 0 };
        }
        if self.used >= limit {
            return Err(QUOTA_EXCEEDED);
        }
        self.used += 1;
        Ok(())
    }
}

/// The day in China's time zone, in which the platform counts.
fn day(now: Duration) -> u64 {
    const DAY: u64 = 24 * 60 * 60;
    (now + CHINA).as_secs() / DAY
}

/// How far China's clocks are ahead of UTC.
pub(crate) const CHINA: Duration = Duration::from_secs(8 * 60 * 60);
