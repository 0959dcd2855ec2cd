//! Contents: conversion between typed values and JSON text.

use std::borrow::Cow;
use std::fmt;

use wxmed_core::{Json, Violations};

use crate::error::content::ContentError;
use crate::record::{self, Reader, Record};
use crate::request::valid::Valid;
use wxmed_core::schema::{Bindings, ContentSchema, RecordSchema, Ref, content_text};
use wxmed_core::validate::{self, Path, ViolationCollector};

/// A content with a spec. Generated types implement it.
pub trait ContentRecord: Record {
    /// The name of the spec.
    const NAME: &'static str;

    /// The only key of the outermost object, if the content is wrapped in one.
    const WRAPPED_IN: Option<&'static str>;

    /// Its bindings to the request: two rows, for the content and for the request's fields, and the rules over both.
    const BINDINGS: Option<&'static RecordSchema> = None;

    /// Parses a content, and validates it as strictly as one that is sent.
    ///
    /// # Errors
    /// If the text is not JSON, or with all violations of the content.
    fn from_json(text: &str) -> Result<Valid<Self>, ContentError> {
        let json = Json::parse(text).map_err(|error| ContentError::NotJson { error, text: text.to_owned() })?;
        Self::from_fields(&json).map_err(|violations| ContentError::Invalid { violations, text: text.to_owned() })
    }

    /// Parses a received content as far as possible.
    ///
    /// Received contents are often not valid JSON: they have single quotes, JSON inside a string whose quotes are not
    /// escaped, or numbers instead of strings. All of this is accepted. Optional fields that can't be read are omitted,
    /// and the original text is kept.
    fn read_leniently(text: impl Into<String>) -> ReceivedContent<Self> {
        let text = text.into();
        let json = Json::parse_leniently(&text).unwrap_or(Json::Null);
        let (cells, violations) = validate::received(Self::TABLE, Self::WRAPPED_IN, &json);
        let value = cells.and_then(|cells| Self::read(&Reader::new(&cells)));
        ReceivedContent { text, value, violations }
    }

    /// Like [`ContentRecord::from_json`], from a parsed JSON value.
    ///
    /// # Errors
    /// All violations of the content.
    fn from_fields(json: &Json) -> Result<Valid<Self>, Violations> {
        let mut collector = ViolationCollector::default();
        let cells = validate::content(Self::TABLE, Self::WRAPPED_IN, json, &Path::ROOT, &mut collector);
        let violations = collector.finish();
        match cells.and_then(|cells| Self::read(&Reader::new(&cells))) {
            Some(value) if !violations.has_errors() => Ok(Valid::trusted(value)),
            _ => Err(violations),
        }
    }
}

/// A received content: its text, and the value as far as it could be read.
///
/// `Debug` shows the value with patients' data redacted, but not the text.
#[derive(Clone)]
pub struct ReceivedContent<T> {
    text: String,
    value: Option<T>,
    violations: Violations,
}

impl<T> ReceivedContent<T> {
    /// The text as received, for example for a hospital's records.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value, or `None` if the text can't be parsed or lacks a mandatory field.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Returns the value without the text.
    pub fn into_value(self) -> Option<T> {
        self.value
    }

    /// The differences from the spec. They don't cause the content to be rejected.
    pub fn violations(&self) -> &Violations {
        &self.violations
    }
}

impl<T: fmt::Debug> fmt::Debug for ReceivedContent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedContent").field("value", &self.value).finish_non_exhaustive()
    }
}

/// The bindings of a content to its request.
pub(crate) fn bindings<T: ContentRecord>() -> Option<Bindings> {
    T::BINDINGS.map(|table| Bindings { wrapped_in: T::WRAPPED_IN.map(Cow::Borrowed), table: Ref::Static(table) })
}

/// The schema of a content.
pub(crate) fn schema<T: ContentRecord>() -> ContentSchema {
    let wrapped_in = T::WRAPPED_IN.map(Cow::Borrowed);
    ContentSchema { wrapped_in, record: Ref::Static(T::TABLE), bindings: bindings::<T>() }
}

/// The JSON text of a content.
pub(crate) fn to_json<T: ContentRecord>(content: &T) -> String {
    content_text(T::TABLE, T::WRAPPED_IN, &record::cells(content))
}
