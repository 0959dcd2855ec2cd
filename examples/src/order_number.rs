use std::time::UNIX_EPOCH;

/// A unique order number for the sample hospital. A real hospital takes it from its own system.
pub fn order_number() -> String {
    format!("HOSP{}", UNIX_EPOCH.elapsed().unwrap_or_default().as_micros())
}
