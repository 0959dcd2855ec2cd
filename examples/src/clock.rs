//! The time, as the interface writes it.

use jiff::tz::Offset;
use wxmed::{Timestamp, TimestampError};

/// The time in China, which is the time of the interface, wherever this machine is.
///
/// # Errors
/// If this machine's clock is beyond the year 9999.
pub fn now() -> Result<Timestamp, TimestampError> {
    CHINA.to_datetime(jiff::Timestamp::now()).try_into()
}

const CHINA: Offset = Offset::constant(8);

/// An order number that no other order of the sample hospital has. A hospital takes it from its own books.
pub fn order_number() -> String {
    format!("HOSP{}", jiff::Timestamp::now().as_microsecond())
}
