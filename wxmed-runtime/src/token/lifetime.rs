//! The lifetime of a token, and how long it is used.

use std::time::Duration;

use serde_json::value::RawValue;

/// The lifetime that the documentation of both endpoints states.
const DOCUMENTED: Duration = Duration::from_secs(7200);

/// Why a stated lifetime is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LifetimeError {
    Missing,
    /// It is stated more than once, and parsers disagree on which one is valid.
    Duplicate,
    NotANumber,
    /// Zero, below zero, or less than a second.
    NotPositive,
    /// Longer than the documented lifetime.
    TooLong,
}

impl LifetimeError {
    fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Duplicate => "duplicate",
            Self::NotANumber => "not-a-number",
            Self::NotPositive => "not-positive",
            Self::TooLong => "too-long",
        }
    }
}

/// A number of seconds, also with decimal places, or as text.
pub(super) fn read(stated: &[&RawValue]) -> Result<Duration, LifetimeError> {
    let stated = match stated {
        [] => return Err(LifetimeError::Missing),
        [stated] => stated.get(),
        _ => return Err(LifetimeError::Duplicate),
    };
    let text = stated.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(stated);
    let seconds: f64 = text.trim().parse().map_err(|_| LifetimeError::NotANumber)?;
    match seconds {
        _ if seconds.is_nan() => Err(LifetimeError::NotANumber),
        _ if seconds < 1.0 => Err(LifetimeError::NotPositive),
        _ if seconds > DOCUMENTED.as_secs_f64() => Err(LifetimeError::TooLong),
        // The documentation counts whole seconds.
        _ => Ok(Duration::from_secs(seconds as u64)),
    }
}

/// The lifetime to assume if none is known, with a warning. With a shorter one, each caller would fetch its own token.
/// If the token expires earlier, the platform rejects it, and it is replaced then.
///
/// The event's name and target are part of the API. The stated value may be anything, even a token, and is not shown.
pub(super) fn documented(error: LifetimeError) -> Duration {
    tracing::warn!(
        name: "expires_in_invalid",
        target: "wxmed::token",
        expires_in = error.name(),
        "the response with the access token does not say how long it lasts: the documented 7200 seconds are assumed"
    );
    DOCUMENTED
}

/// A token is replaced five minutes before it expires, when the platform begins to return the next one, and a
/// short-lived token after half of its lifetime. Replacing it earlier would fetch the same token again and again.
pub(super) fn good_for(lasts: Duration) -> Duration {
    const EARLY: Duration = Duration::from_secs(300);
    if lasts > 2 * EARLY { lasts - EARLY } else { lasts / 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_any_notation_is_read_and_anything_else_is_an_error() {
        let table = [
            ("7200", Ok(7200)),
            ("7200.0", Ok(7200)),
            ("\"7200\"", Ok(7200)),
            ("\" 7200.0 \"", Ok(7200)),
            ("7.2e3", Ok(7200)),
            ("1", Ok(1)),
            ("59.9", Ok(59)),
            ("null", Err(LifetimeError::NotANumber)),
            ("true", Err(LifetimeError::NotANumber)),
            ("\"\"", Err(LifetimeError::NotANumber)),
            ("\"soon\"", Err(LifetimeError::NotANumber)),
            ("\"NaN\"", Err(LifetimeError::NotANumber)),
            ("[7200]", Err(LifetimeError::NotANumber)),
            ("{\"seconds\":7200}", Err(LifetimeError::NotANumber)),
            ("0", Err(LifetimeError::NotPositive)),
            ("-0", Err(LifetimeError::NotPositive)),
            ("0.4", Err(LifetimeError::NotPositive)),
            ("1e-999", Err(LifetimeError::NotPositive)),
            ("-7200", Err(LifetimeError::NotPositive)),
            ("-1e999", Err(LifetimeError::NotPositive)),
            ("7201", Err(LifetimeError::TooLong)),
            ("1e999", Err(LifetimeError::TooLong)),
            ("99999999999999999999", Err(LifetimeError::TooLong)),
        ];
        for (stated, expected) in table {
            let stated: &RawValue = serde_json::from_str(stated).unwrap();
            assert_eq!(read(&[stated]), expected.map(Duration::from_secs), "{stated}");
        }
        assert_eq!(read(&[]), Err(LifetimeError::Missing));
    }
}
