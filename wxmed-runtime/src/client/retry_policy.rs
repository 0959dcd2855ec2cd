use std::time::Duration;

use crate::error::CallErrorKind;
use wxmed_core::Retry;

/// Why a retry may succeed.
#[derive(Clone, Copy)]
pub(super) enum Passing<'f> {
    /// No readable response was received.
    NoResponse(&'f CallErrorKind),
    /// The platform reports that it is busy: see [`RetryAdvice::Later`](crate::RetryAdvice::Later).
    Busy,
}

/// How often, and after what backoff, a call is retried if no response was received or the platform was busy.
///
/// The backoff doubles with each retry up to a maximum, and is randomised so that concurrent callers don't retry at the
/// same time. Operations that must not be executed twice are retried only if nothing of the request was sent.
///
/// ```
/// use std::time::Duration;
/// use wxmed::RetryPolicy;
///
/// let patient = RetryPolicy::max_retries(5).initial_backoff(Duration::from_secs(1));
/// assert_eq!(RetryPolicy::default(), RetryPolicy::max_retries(2));
/// # let _ = patient;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
}

impl RetryPolicy {
    /// Disables retries. A rejected token is still replaced once.
    pub fn none() -> Self {
        Self::max_retries(0)
    }

    /// Allows this many retries. By default, the backoff grows from 200 ms to 3 s and is randomly shortened by up to
    /// half.
    pub fn max_retries(max_retries: u32) -> Self {
        Self { max_retries, initial_backoff: Duration::from_millis(200), max_backoff: Duration::from_secs(3) }
    }

    /// Sets the backoff before the first retry.
    pub fn initial_backoff(self, initial_backoff: Duration) -> Self {
        Self { initial_backoff, max_backoff: self.max_backoff.max(initial_backoff), ..self }
    }

    /// Sets the longest backoff.
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self { max_backoff, ..self }
    }

    /// The backoff before the next retry, given the number of retries so far; `None` if there is no further retry.
    pub(super) fn pause(
        self,
        repetitions: u32,
        retry: Retry,
        why: Passing<'_>,
        retry_after: Option<Duration>,
    ) -> Option<Duration> {
        let allowed = match (why, retry) {
            (Passing::NoResponse(fault), Retry::Safe) => fault.is_transient(),
            (Passing::NoResponse(fault), Retry::Never) => fault.is_transient() && fault.never_left(),
            (Passing::Busy, Retry::Safe) => true,
            (Passing::Busy, Retry::Never) => false,
        };
        if !allowed || repetitions >= self.max_retries {
            return None;
        }
        let doubled = self.initial_backoff.saturating_mul(1_u32.checked_shl(repetitions).unwrap_or(u32::MAX));
        Some(jittered(doubled.min(self.max_backoff)).max(retry_after.unwrap_or_default()))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::max_retries(2)
    }
}

/// A random duration between half of the backoff and all of it; all of it if the system has no randomness.
fn jittered(pause: Duration) -> Duration {
    let half = pause / 2;
    let chance = getrandom::u32().unwrap_or(u32::MAX);
    half + half.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
