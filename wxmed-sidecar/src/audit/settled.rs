//! Lines that record what operators found out about calls with an unknown outcome.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::{Entry, EntryError};
use super::error::AuditError;
use super::exchange::{in_china, shown_key};
use super::rotating::RotatingFile;
use super::settings::{Keep, Rotation};
use super::writer::random_id;
use crate::journal::{Settlement, UnknownCall};

/// A line of an audit file that records the outcome that an operator found out. Unknown keys, which a later version may
/// add, are kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SettledEntry {
    /// Identifies the line.
    pub id: String,
    /// When it was recorded, in RFC 3339.
    pub at: String,
    /// The outcome: `done` or `nothing-done`.
    pub settled: String,
    /// The operating-system user who recorded it, if known.
    pub by: Option<String>,
    /// The name of the merchant in the configuration.
    pub merchant: String,
    /// The operation.
    pub operation: String,
    /// The order number or idempotency key.
    pub key: String,
    /// The other keys of the call.
    pub other_keys: Vec<String>,
    /// All other keys.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

impl SettledEntry {
    /// When it was recorded.
    pub fn time(&self) -> Timestamp {
        self.at.parse().unwrap_or_default()
    }

    /// All keys of the call.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.key).chain(&self.other_keys).map(String::as_str)
    }
}

/// A line of an audit file.
#[derive(Clone, Debug)]
pub enum AuditLine {
    /// A call.
    Call(Box<Entry>),
    /// The outcome of a call, recorded by an operator.
    Settled(Box<SettledEntry>),
}

impl AuditLine {
    /// Parses a line.
    ///
    /// # Errors
    /// If this isn't a line of an audit file, for example because it is incomplete.
    pub fn parse(line: &str) -> Result<Self, EntryError> {
        Entry::parse(line).map(|entry| Self::Call(Box::new(entry))).or_else(|_| {
            let settled: SettledEntry = serde_json::from_str(line).map_err(|_| EntryError)?;
            settled.at.parse::<Timestamp>().map_err(|_| EntryError)?;
            Ok(Self::Settled(Box::new(settled)))
        })
    }
}

/// The audit file, opened by an operator's tool, possibly while a sidecar writes to it. It is never rotated from here:
/// only the sidecar does that.
#[derive(Debug)]
pub struct SettlementLog(RotatingFile);

impl SettlementLog {
    /// Opens the file, or creates it with mode 0600.
    ///
    /// # Errors
    /// If it can't be written, or other users can access it.
    pub fn open(path: &Path) -> Result<Self, AuditError> {
        RotatingFile::open(path, Rotation::new(u64::MAX, Keep::Files(u32::MAX))).map(Self)
    }

    /// Adds a line with the outcome of this call and the user who recorded it.
    ///
    /// # Errors
    /// If the line can't be written.
    pub fn record(&mut self, call: &UnknownCall, settlement: Settlement, by: Option<&str>) -> Result<(), AuditError> {
        let failed = |error: std::io::Error| AuditError::storage(self.0.path(), &error);
        let key = call.key();
        let entry = SettledEntry {
            id: random_id().map_err(failed)?,
            at: in_china(Timestamp::now()),
            settled: settlement.name().to_owned(),
            by: by.map(str::to_owned),
            merchant: key.merchant().to_owned(),
            operation: key.operation().to_owned(),
            key: shown_key(key.text()).to_owned(),
            other_keys: call.others().iter().map(|other| shown_key(other.text()).to_owned()).collect(),
            other: BTreeMap::new(),
        };
        let mut line = serde_json::to_vec(&entry).map_err(|error| failed(error.into()))?;
        line.push(b'\n');
        let written = self.0.write(&line);
        written.map_err(|error| AuditError::storage(self.0.path(), &error))
    }
}
