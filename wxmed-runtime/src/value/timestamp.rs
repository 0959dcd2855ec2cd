use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use wxmed_core::Format;

use crate::record::Value;
use wxmed_core::schema::FieldValue;

/// A point in time as the wire writes it, `yyyyMMddHHmmss`, in the platform's own time zone.
///
/// ```
/// let time: wxmed::Timestamp = "20160501163102".parse()?;
/// assert_eq!(time.to_string(), "20160501163102");
/// assert_eq!(time.civil().hour(), 16);
/// # Ok::<(), wxmed::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// The text on the wire, which is what is needed most often; it sorts as time does.
    digits: [u8; 14],
}

const PATTERN: &str = "%Y%m%d%H%M%S";

impl Timestamp {
    /// The date and the time of day.
    pub fn civil(self) -> DateTime {
        DateTime::strptime(PATTERN, self.as_str()).unwrap_or_default()
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or_default()
    }
}

/// Fractions of a second are cut off, because the wire has none.
///
/// # Errors
/// If the year is before 0 or after 9999, for which the wire has no digits.
impl TryFrom<DateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: DateTime) -> Result<Self, TimestampError> {
        time.strftime(PATTERN).to_string().parse()
    }
}

/// A text that is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError;

format_error!(TimestampError, |_| Format::Timestamp);

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let digits = text.as_bytes().try_into().ok().filter(|_| Format::Timestamp.accepts(text));
        digits.map(|digits| Self { digits }).ok_or(TimestampError)
    }
}

/// The text on the wire.
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
