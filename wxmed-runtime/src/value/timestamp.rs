use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use wxmed_schema::Format;

/// A point in time as the wire writes it, `yyyyMMddHHmmss`, in the platform's own time zone.
///
/// ```
/// let time: wxmed::Timestamp = "20160501163102".parse()?;
/// assert_eq!(time.to_string(), "20160501163102");
/// assert_eq!(time.civil().hour(), 16);
/// # Ok::<(), wxmed::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime);

const PATTERN: &str = "%Y%m%d%H%M%S";

impl Timestamp {
    /// The date and the time of day.
    pub fn civil(self) -> DateTime {
        self.0
    }
}

/// Fractions of a second are cut off, because the wire has none.
impl From<DateTime> for Timestamp {
    fn from(time: DateTime) -> Self {
        Self(time.with().subsec_nanosecond(0).build().unwrap_or(time))
    }
}

/// A text that is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError;

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be {}", Format::Timestamp.demands())
    }
}

impl std::error::Error for TimestampError {}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        if !Format::Timestamp.accepts(text) {
            return Err(TimestampError);
        }
        DateTime::strptime(PATTERN, text).map(Self).map_err(|_| TimestampError)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime(PATTERN))
    }
}
