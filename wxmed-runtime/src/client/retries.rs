use std::time::Duration;

use crate::error::CallFault;
use crate::outcome::Retry;

/// Why a call may go better the next time.
#[derive(Clone, Copy)]
pub(super) enum Passing<'f> {
    /// No answer came that could be read.
    NoAnswer(&'f CallFault),
    /// The platform says so: see [`RetryAdvice::Later`](crate::RetryAdvice::Later).
    Busy,
}

/// How often, and after what pause, a call is repeated to which no answer came, or that the platform was too busy for.
///
/// The pause doubles each time, up to the longest, and a part of it is left to chance, so that a thousand callers do not
/// come back at once. What must not be done twice is repeated only if nothing of it was sent.
///
/// ```
/// use std::time::Duration;
/// use wxmed::Retries;
///
/// let patient = Retries::up_to(5).first_pause(Duration::from_secs(1));
/// assert_eq!(Retries::default(), Retries::up_to(2));
/// # let _ = patient;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    most: u32,
    first: Duration,
    longest: Duration,
}

impl Retries {
    /// No repetition at all. A token that was refused is replaced all the same.
    pub fn none() -> Self {
        Self::up_to(0)
    }

    /// So many repetitions, after pauses of 200 ms to 3 s, of which chance takes up to a half.
    pub fn up_to(most: u32) -> Self {
        Self { most, first: Duration::from_millis(200), longest: Duration::from_secs(3) }
    }

    /// The same, with another first pause.
    pub fn first_pause(self, first: Duration) -> Self {
        Self { first, longest: self.longest.max(first), ..self }
    }

    /// The same, with another longest pause.
    pub fn longest_pause(self, longest: Duration) -> Self {
        Self { longest, ..self }
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
            (Passing::NoAnswer(fault), Retry::Safe) => fault.may_pass(),
            (Passing::NoAnswer(fault), Retry::Never) => fault.may_pass() && fault.never_left(),
            (Passing::Busy, Retry::Safe) => true,
            (Passing::Busy, Retry::Never) => false,
        };
        if !allowed || repetitions >= self.most {
            return None;
        }
        let doubled = self.first.saturating_mul(1_u32.checked_shl(repetitions).unwrap_or(u32::MAX));
        Some(jittered(doubled.min(self.longest)).max(asked.unwrap_or_default()))
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self::up_to(2)
    }
}

/// Between half of the pause and all of it. Where the system has no randomness, all of it will do.
fn jittered(pause: Duration) -> Duration {
    let half = pause / 2;
    let chance = getrandom::u32().unwrap_or(u32::MAX);
    half + half.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
