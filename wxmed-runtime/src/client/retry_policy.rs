use std::time::Duration;

use crate::error::CallErrorKind;
use wxmed_core::Retry;

/// Why a call may go better the next time.
#[derive(Clone, Copy)]
pub(super) enum Passing<'f> {
    /// No response came that could be read.
    NoAnswer(&'f CallErrorKind),
    /// The platform says so: see [`RetryAdvice::Later`](crate::RetryAdvice::Later).
    Busy,
}

/// How often, and after what pause, a call is repeated to which no response came, or that the platform was too busy for.
///
/// The pause doubles each time, up to the longest, and a part of it is left to chance, so that a thousand callers do not
/// come back at once. What must not be done twice is repeated only if nothing of it was sent.
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
    /// No repetition at all. A token that was refused is replaced all the same.
    pub fn none() -> Self {
        Self::max_retries(0)
    }

    /// So many repetitions, after pauses of 200 ms to 3 s, of which chance takes up to a half.
    pub fn max_retries(max_retries: u32) -> Self {
        Self { max_retries, initial_backoff: Duration::from_millis(200), max_backoff: Duration::from_secs(3) }
    }

    /// The same, with another first pause.
    pub fn initial_backoff(self, initial_backoff: Duration) -> Self {
        Self { initial_backoff, max_backoff: self.max_backoff.max(initial_backoff), ..self }
    }

    /// The same, with another longest pause.
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self { max_backoff, ..self }
    }

    /// The pause before the next repetition, after so many; nothing if there is to be none.
    pub(super) fn pause(
        self,
        repetitions: u32,
        retry: Retry,
        why: Passing<'_>,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        let allowed = match (why, retry) {
            (Passing::NoAnswer(fault), Retry::Safe) => fault.is_transient(),
            (Passing::NoAnswer(fault), Retry::Never) => fault.is_transient() && fault.never_left(),
            (Passing::Busy, Retry::Safe) => true,
            (Passing::Busy, Retry::Never) => false,
        };
        if !allowed || repetitions >= self.max_retries {
            return None;
        }
        let doubled = self.initial_backoff.saturating_mul(1_u32.checked_shl(repetitions).unwrap_or(u32::MAX));
        Some(jittered(doubled.min(self.max_backoff)).max(asked.unwrap_or_default()))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::max_retries(2)
    }
}

/// Between half of the pause and all of it. Where the system has no randomness, all of it will do.
fn jittered(pause: Duration) -> Duration {
    let half = pause / 2;
    let chance = getrandom::u32().unwrap_or(u32::MAX);
    half + half.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
