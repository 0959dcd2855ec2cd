//! Contents: typed values to JSON text and back.

use std::borrow::Cow;
use std::fmt;

use wxmed_core::{Json, Violations};

use crate::error::content::ContentError;
use crate::record::{self, Reader, Record};
use crate::request::valid::Valid;
use wxmed_core::schema::{Bindings, ContentSchema, RecordSchema, Ref, content_text};
use wxmed_core::validate::{self, Path, ViolationCollector};

/// A content that a spec describes.
pub trait ContentRecord: Record {
    /// The name of the spec.
    const NAME: &'static str;

    /// The only key of the outermost object, where there is such a wrapper.
    const WRAPPED_IN: Option<&'static str>;

    /// What it states of the request that carries it: two rows, the content and what it knows of the request, and the
    /// rules over both.
    const BINDINGS: Option<&'static RecordSchema> = None;

    /// Reads a content and checks it as strictly as one that is to be sent.
    ///
    /// # Errors
    /// If the text is no JSON, or with everything that is wrong with the content.
    fn from_json(text: &str) -> Result<Valid<Self>, ContentError> {
        let json = Json::parse(text).map_err(|error| ContentError::NotJson { error, text: text.to_owned() })?;
        Self::from_fields(&json).map_err(|violations| ContentError::Invalid { violations, text: text.to_owned() })
    }

    /// Reads a content that was received, as far as it can be read.
    ///
    /// What comes back is often put together by hand: in single quotes, with JSON inside a text whose quotes are not
    /// escaped, with numbers for texts. All of that is read; what is optional and cannot be read is left out; and the
    /// text stays.
    fn read_leniently(text: impl Into<String>) -> ReceivedContent<Self> {
        let text = text.into();
        let json = Json::parse_leniently(&text).unwrap_or(Json::Null);
        let (cells, violations) = validate::received(Self::TABLE, Self::WRAPPED_IN, &json);
        let value = cells.and_then(|cells| Self::read(&Reader::new(&cells)));
        ReceivedContent { text, value, violations }
    }

    /// As [`ContentRecord::from_json`], from a JSON value that has been read already.
    ///
    /// # Errors
    /// Everything that is wrong with the content.
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

/// A content that was received: its text, and what could be read of it.
///
/// `Debug` shows the value, whose patients' data are redacted, and not the text.
#[derive(Clone)]
pub struct ReceivedContent<T> {
    text: String,
    value: Option<T>,
    violations: Violations,
}

impl<T> ReceivedContent<T> {
    /// The text as it came, whatever could be read of it: what a hospital's books may need.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What could be read; nothing if the text cannot be taken for JSON, or lacks what the spec calls mandatory.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value alone.
    pub fn into_value(self) -> Option<T> {
        self.value
    }

    /// What is not as the spec has it, however leniently it is read: no reason to refuse it.
    pub fn violations(&self) -> &Violations {
        &self.violations
    }
}

impl<T: fmt::Debug> fmt::Debug for ReceivedContent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedContent").field("value", &self.value).finish_non_exhaustive()
    }
}

/// What a content states of the request that carries it.
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
