//! The audit file: one JSON line for each exchange, redacted by the specs. Raw bodies are written only if that was asked
//! for, into a file of their own, encrypted.

mod recipient;
mod settings;

pub use recipient::{Recipient, RecipientError};
pub use settings::{AuditSettings, Keep, RawSettings, Rotation};
