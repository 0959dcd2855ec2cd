//! The targets.

mod content;
mod envelope;
mod fields;
mod notification;
mod response;
mod round_trip;
mod sidecar;
mod signing;
mod spec;

pub use content::content;
pub use envelope::envelope;
pub use notification::notification;
pub use response::response;
pub use round_trip::round_trip;
pub use sidecar::sidecar;
pub use signing::signing;
pub use spec::spec;
