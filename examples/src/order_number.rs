use std::time::UNIX_EPOCH;

/// An order number that no other order of the sample hospital has. A hospital takes it from its own books.
pub fn order_number() -> String {
    format!("HOSP{}", UNIX_EPOCH.elapsed().unwrap_or_default().as_micros())
}
