//! The audit file: one JSON line for each exchange, redacted by the specs, and one for each call that an operator has
//! settled. Raw bodies are written only if they are configured, encrypted, to a separate file.

mod age;
mod entry;
mod error;
mod exchange;
mod fields;
mod raw;
mod recipient;
mod rotating;
mod settings;
mod settled;
mod writer;

pub use entry::{Entry, EntryError};
pub use error::AuditError;
pub use exchange::Exchange;
pub use fields::RedactedFields;
pub use raw::RawBodies;
pub use recipient::{Recipient, RecipientError};
pub use settings::{AuditSettings, Keep, RawSettings, Rotation};
pub use settled::{AuditLine, SettledEntry, SettlementLog};

use writer::Writer;

/// The audit file of a sidecar. Clones share it.
///
/// Lines are written by a separate thread. [`Audit::record`] never waits for the disk.
#[derive(Clone, Debug)]
pub struct Audit(Writer);

impl Audit {
    /// Opens the files, or creates them with mode 0600.
    ///
    /// # Errors
    /// If a file can't be written, or other users can access it.
    pub fn open(settings: &AuditSettings) -> Result<Self, AuditError> {
        Writer::start(settings).map(Self)
    }

    /// Records an exchange. Raw bodies are ignored unless [`AuditSettings::raw`] is set.
    ///
    /// An exchange is lost if 16,384 others are waiting to be written, or if it can't be written. Lost exchanges are
    /// counted by [`Audit::lost`], and logged.
    pub fn record(&self, exchange: Exchange) {
        self.0.record(exchange);
    }

    /// Whether raw bodies are recorded.
    pub fn wants_raw(&self) -> bool {
        self.0.wants_raw()
    }

    /// How many exchanges could not be written since the start.
    pub fn lost(&self) -> u64 {
        self.0.lost()
    }

    /// Writes the waiting exchanges, and closes the files. Exchanges that are recorded later are lost.
    ///
    /// This blocks: in an async runtime, call it where blocking is allowed.
    pub fn close(&self) {
        self.0.stop();
    }
}
