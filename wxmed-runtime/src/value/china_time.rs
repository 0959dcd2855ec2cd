//! The time of the platform: China Standard Time, eight hours ahead of UTC, without summer time.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

const CHINA: Offset = Offset::constant(8);

/// What a clock on a wall in China shows now.
pub(super) fn now() -> DateTime {
    CHINA.to_datetime(Timestamp::now())
}

/// What it showed, or will show, so many seconds after the beginning of 1970 in UTC.
pub(super) fn at(unix_seconds: i64) -> Option<DateTime> {
    Timestamp::from_second(unix_seconds).ok().map(|time| CHINA.to_datetime(time))
}
