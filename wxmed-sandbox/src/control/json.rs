//! The JSON of the control API.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use wxmed::Bilingual;

pub(crate) const JSON: &str = "application/json; charset=utf-8";

/// The `Content-Type` of an event stream.
pub(crate) const EVENTS: &str = "text/event-stream";

/// Serialises a value as JSON.
pub(super) fn encoded(value: &impl Serialize) -> Vec<u8> {
    // This can't fail: all keys are strings.
    serde_json::to_vec(value).unwrap_or_default()
}

/// A text in both languages.
#[derive(Serialize)]
pub(super) struct Texts<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> Texts<'a> {
    pub(super) fn of(text: &'a Bilingual) -> Self {
        Self { zh: &text.zh, en: &text.en }
    }
}

/// A time since the Unix epoch, in RFC 3339 with milliseconds.
pub(super) fn timestamp(at: Duration) -> String {
    let at = SignedDuration::try_from(at).ok().and_then(|at| Timestamp::from_duration(at).ok());
    format!("{:.3}", at.unwrap_or(Timestamp::MAX))
}
