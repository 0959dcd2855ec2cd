use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use wxmed_core::Format;

use super::china_time;
use crate::record::Value;
use wxmed_core::schema::FieldValue;

/// A point in time in the interface's format `yyyyMMddHHmmss`, in China Standard Time (UTC+8).
///
/// ```
/// let now = wxmed::Timestamp::now();
/// assert!(now > wxmed::Timestamp::from_unix_seconds(1_462_091_462)?);
///
/// let time: wxmed::Timestamp = "20160501163102".parse()?;
/// assert_eq!(time.to_string(), "20160501163102");
/// assert_eq!(time.civil().hour(), 16);
/// # Ok::<(), wxmed::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// The text in the interface, because that is needed most often. It sorts like the time.
    digits: [u8; 14],
}

const PATTERN: &str = "%Y%m%d%H%M%S";

impl Timestamp {
    /// The current time according to the system clock, in China Standard Time regardless of the system's time zone.
    pub fn now() -> Self {
        Self::try_from(china_time::now()).unwrap_or(Self { digits: *b"19700101080000" })
    }

    /// Converts a Unix time, the number of seconds since 1970-01-01 00:00:00 UTC. Other libraries call it
    /// `timestamp()`, `unix_timestamp()` or `as_second()`.
    ///
    /// # Errors
    /// If the year is before 0 or after 9999, which the format can't represent.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, TimestampError> {
        china_time::at(seconds).ok_or(TimestampError)?.try_into()
    }

    /// The civil date and time in China Standard Time.
    pub fn civil(self) -> DateTime {
        DateTime::strptime(PATTERN, self.as_str()).unwrap_or_default()
    }

    /// The text as it is sent.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or_default()
    }
}

/// Fractions of a second are cut off, because the format has none.
///
/// # Errors
/// If the year is before 0 or after 9999, which the format can't represent.
impl TryFrom<DateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: DateTime) -> Result<Self, TimestampError> {
        time.strftime(PATTERN).to_string().parse()
    }
}

/// A text or a time that is not a valid [`Timestamp`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TimestampError;

format_error!(TimestampError, |_| Format::Timestamp);

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let digits = text.as_bytes().try_into().ok().filter(|_| Format::Timestamp.accepts(text));
        digits.map(|digits| Self { digits }).ok_or(TimestampError)
    }
}

/// The text as it is sent.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl Value for Timestamp {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(self.as_str()))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(|text| text.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn unix_seconds_become_china_standard_time() {
        let at = |seconds| Timestamp::from_unix_seconds(seconds).map(|time| time.to_string());
        assert_eq!(at(0).as_deref(), Ok("19700101080000"));
        assert_eq!(at(1_462_091_462).as_deref(), Ok("20160501163102"));
        // The last second of a day in UTC is in the next one in China; summer time ended in 1991.
        assert_eq!(at(1_462_060_799).as_deref(), Ok("20160501075959"));
        assert_eq!(at(662_688_000).as_deref(), Ok("19910101080000"));
        assert!(at(i64::MAX).is_err() && at(i64::MIN).is_err());
    }

    #[test]
    fn now_is_the_current_time() {
        let now = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() as i64;
        let (before, time, after) = (now(), Timestamp::now(), now());
        assert!(Timestamp::from_unix_seconds(before).unwrap() <= time, "{time}");
        assert!(time <= Timestamp::from_unix_seconds(after).unwrap(), "{time}");
    }
}
