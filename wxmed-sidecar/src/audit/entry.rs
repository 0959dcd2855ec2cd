//! Reads the lines of an audit file.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wxmed::Bilingual;

/// A line of an audit file. Unknown keys, which a later version may add, are kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
    /// Identifies the exchange, also in the file of raw bodies.
    pub id: String,
    /// When the call began, in RFC 3339.
    pub at: String,
    /// How long the call took, in milliseconds.
    pub elapsed_ms: u64,
    /// The name of the caller.
    pub caller: String,
    /// The name of the merchant in the configuration.
    pub merchant: Option<String>,
    /// The operation.
    pub operation: String,
    /// The idempotency key, usually the order number.
    pub key: Option<String>,
    /// The HTTP status of the sidecar's response.
    pub status: u16,
    /// How the call ended, such as `success` or `outcome-unknown`.
    pub outcome: String,
    /// Whether the platform may have processed the request although no success is known.
    #[serde(default)]
    pub unknown: bool,
    /// How many requests were sent to the platform, if that is known.
    pub attempts: Option<u32>,
    /// The platform's error code.
    pub code: Option<String>,
    /// The ID that the platform's support asks for.
    pub rid: Option<String>,
    /// The rules that the request violated.
    pub violations: Vec<Value>,
    /// The fields of the request.
    pub request: BTreeMap<String, String>,
    /// The fields of the response.
    pub response: BTreeMap<String, String>,
    /// All other keys.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

impl Entry {
    /// Parses a line.
    ///
    /// # Errors
    /// If this isn't a line of an audit file, for example because it is incomplete.
    pub fn parse(line: &str) -> Result<Self, EntryError> {
        let entry: Self = serde_json::from_str(line).map_err(|_| EntryError)?;
        entry.at.parse::<Timestamp>().map_err(|_| EntryError)?;
        Ok(entry)
    }

    /// When the call began.
    pub fn time(&self) -> Timestamp {
        self.at.parse().unwrap_or_default()
    }

    /// Whether this order number is the key, or a field of the request or response.
    pub fn is_about(&self, order: &str) -> bool {
        let has = |fields: &BTreeMap<String, String>| fields.values().any(|text| text == order);
        self.key.as_deref() == Some(order) || has(&self.request) || has(&self.response)
    }
}

/// Error returned by [`Entry::parse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::of("不是审计文件中的一行", "no line of an audit file");
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for EntryError {}
