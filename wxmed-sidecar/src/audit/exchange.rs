//! The record of an exchange.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::offset;
use serde::Serialize;
use wxmed::spec::schema::Privacy;

use super::fields::RedactedFields;
use super::raw::RawBodies;
use crate::{identity_number, telephone_number};

/// A call, as the audit file records it.
#[derive(Clone, Debug)]
pub struct Exchange {
    at: Timestamp,
    elapsed: Duration,
    raw: Option<RawBodies>,
    line: Line,
}

/// The longest key of a call, in bytes.
const LONGEST_KEY: usize = 200;

/// The rest of the line.
#[derive(Clone, Debug, Serialize)]
struct Line {
    caller: String,
    merchant: Option<String>,
    operation: String,
    key: Option<String>,
    status: u16,
    outcome: String,
    unknown: bool,
    attempts: Option<u32>,
    code: Option<String>,
    rid: Option<String>,
    violations: Vec<Violated>,
    request: RedactedFields,
    response: RedactedFields,
}

/// A rule that the request violated.
#[derive(Clone, Debug, Serialize)]
struct Violated {
    path: String,
    rule: String,
}

impl Exchange {
    /// Creates the record of a call. `status` is the HTTP status of the sidecar's response; `outcome` is a short identifier
    /// such as `success`, `business` or `outcome-unknown`.
    pub fn new(
        at: Timestamp,
        caller: impl Into<String>,
        operation: impl Into<String>,
        status: u16,
        outcome: impl Into<String>,
    ) -> Self {
        let line = Line {
            caller: caller.into(),
            merchant: None,
            operation: operation.into(),
            key: None,
            status,
            outcome: outcome.into(),
            unknown: false,
            attempts: Some(0),
            code: None,
            rid: None,
            violations: Vec::new(),
            request: RedactedFields::default(),
            response: RedactedFields::default(),
        };
        Self { at, elapsed: Duration::ZERO, raw: None, line }
    }

    /// How long the call took.
    #[must_use]
    pub fn elapsed(self, elapsed: Duration) -> Self {
        Self { elapsed, ..self }
    }

    /// The name of the merchant in the configuration.
    #[must_use]
    pub fn merchant(mut self, merchant: impl Into<String>) -> Self {
        self.line.merchant = Some(merchant.into());
        self
    }

    /// The idempotency key, usually the order number. An identity or telephone number in it is masked, because the key
    /// is recorded even if the call is refused.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.line.key = Some(shown_key(&key.into()).to_owned());
        self
    }

    /// Sets whether the platform may have processed the request although no success is known.
    #[must_use]
    pub fn unknown(mut self, unknown: bool) -> Self {
        self.line.unknown = unknown;
        self
    }

    /// How many requests were sent to the platform; `None` if the number isn't known.
    #[must_use]
    pub fn attempts(mut self, attempts: Option<u32>) -> Self {
        self.line.attempts = attempts;
        self
    }

    /// The platform's error code, if the specs list it.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.line.code = Some(code.into());
        self
    }

    /// The ID that the platform's support asks for.
    #[must_use]
    pub fn rid(mut self, rid: impl Into<String>) -> Self {
        self.line.rid = Some(rid.into());
        self
    }

    /// Adds the violations of a request. Only paths and rules are recorded, never values. Names in a path can come from
    /// the caller: a name that could be personal data is replaced by `***`.
    #[must_use]
    pub fn violations(mut self, violations: &wxmed::Violations) -> Self {
        let violated = violations
            .iter()
            .map(|violation| Violated { path: shown_path(&violation.path), rule: violation.rule.id().to_owned() });
        self.line.violations.extend(violated);
        self
    }

    /// The fields of the request, whether it was sent or not.
    #[must_use]
    pub fn request(mut self, fields: RedactedFields) -> Self {
        self.line.request = fields;
        self
    }

    /// The fields that were received.
    #[must_use]
    pub fn response(mut self, fields: RedactedFields) -> Self {
        self.line.response = fields;
        self
    }

    /// The raw bodies. They are written only if [`AuditSettings::raw`](super::AuditSettings::raw) is set.
    #[must_use]
    pub fn raw(self, raw: RawBodies) -> Self {
        Self { raw: Some(raw), ..self }
    }

    pub(super) fn take_raw(&mut self) -> Option<RawBodies> {
        self.raw.take()
    }

    /// When the call began.
    pub(super) fn time(&self) -> String {
        in_china(self.at)
    }

    /// Encodes the line as JSON.
    pub(super) fn json(&self, id: &str) -> serde_json::Result<Vec<u8>> {
        #[derive(Serialize)]
        struct Whole<'a> {
            id: &'a str,
            at: String,
            elapsed_ms: u64,
            #[serde(flatten)]
            line: &'a Line,
        }
        let elapsed_ms = u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX);
        serde_json::to_vec(&Whole { id, at: self.time(), elapsed_ms, line: &self.line })
    }
}

/// A time in China, where the platform and the hospitals are, to the millisecond.
pub(super) fn in_china(at: Timestamp) -> String {
    let milliseconds = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or_default();
    milliseconds.display_with_offset(offset(8)).to_string()
}

/// A key, masked if it contains an identity or telephone number.
pub(super) fn shown_key(key: &str) -> &str {
    let is_shown = key.len() <= LONGEST_KEY && !identity_number::is_in(key) && !telephone_number::is_in(key);
    if is_shown { key } else { Privacy::MASK }
}

/// A path, with `***` in place of each name that isn't a short identifier.
fn shown_path(path: &str) -> String {
    path.split('.').map(|name| if is_identifier(name) { name } else { Privacy::MASK }).collect::<Vec<_>>().join(".")
}

/// More digits could be a part of an identity or card number.
fn is_identifier(name: &str) -> bool {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-[]".contains(&byte));
    name.len() <= 40 && is_plain && name.bytes().filter(u8::is_ascii_digit).count() <= 6
}
