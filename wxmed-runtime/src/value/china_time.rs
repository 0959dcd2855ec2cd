//! The platform's time zone: China Standard Time, eight hours ahead of UTC, without daylight saving time.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

const CHINA: Offset = Offset::constant(8);

/// The current civil time in China.
pub(super) fn now() -> DateTime {
    CHINA.to_datetime(Timestamp::now())
}

/// The civil time in China at this Unix time.
pub(super) fn at(unix_seconds: i64) -> Option<DateTime> {
    Timestamp::from_second(unix_seconds).ok().map(|time| CHINA.to_datetime(time))
}
