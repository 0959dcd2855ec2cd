//! Contents: typed values to JSON text and back.

use std::fmt;

use wxmed_core::{Json, Violations};

use crate::error::content::ContentError;
use crate::request::valid::Valid;
use crate::schema::record::{self, FieldValue, FieldValues, Reader, Record};
use crate::schema::{Bindings, Encoding, FieldSchema, RecordSchema};
use crate::validate::{self, Path, ViolationCollector};

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
    T::BINDINGS.map(|table| Bindings { wrapped_in: T::WRAPPED_IN, table })
}

/// The JSON text of a content.
pub(crate) fn to_json<T: ContentRecord>(content: &T) -> String {
    text_of::<T>(&record::cells(content))
}

/// The JSON text of the cells of a content.
pub(crate) fn text_of<T: ContentRecord>(cells: &FieldValues<'_>) -> String {
    let object = object(T::TABLE, cells);
    let json = match T::WRAPPED_IN {
        Some(key) => Json::Object(vec![(key.to_owned(), object)]),
        None => object,
    };
    json.to_string()
}

fn object(table: &RecordSchema, cells: &FieldValues<'_>) -> Json {
    let known = table.rows.iter().zip(cells.iter());
    let known = known.filter_map(|(row, cell)| Some((row.name.to_owned(), written(row, cell)?)));
    let mut entries: Vec<(String, Json)> = known.collect();
    let is_given = |name: &str| {
        table.rows.iter().zip(cells.iter()).any(|(row, cell)| row.reads(name) && *cell != FieldValue::Absent)
    };
    // A row that keeps `null` may have got a value since.
    let unknown = cells.unknown().iter().filter(|(name, value)| *value != Json::Null || !is_given(name));
    entries.extend(unknown.cloned());
    Json::Object(entries)
}

fn written(row: &FieldSchema, cell: &FieldValue<'_>) -> Option<Json> {
    let value = unwrapped(row, cell)?;
    Some(match (row.encoding, cell) {
        (Encoding::JsonText, FieldValue::List(_) | FieldValue::Object(_)) => Json::Text(value.to_string()),
        (Encoding::Text | Encoding::Number | Encoding::JsonText, _) => value,
    })
}

fn unwrapped(row: &FieldSchema, cell: &FieldValue<'_>) -> Option<Json> {
    match (cell, row.object) {
        (FieldValue::List(items), _) => {
            Some(Json::List(items.iter().filter_map(|item| unwrapped(row, item)).collect()))
        }
        (FieldValue::Object(inner), Some(table)) => Some(object(table, inner)),
        (FieldValue::Text(text), _) => match row.encoding {
            Encoding::Text | Encoding::JsonText => Some(Json::Text(text.clone().into_owned())),
            // A number that is empty is none.
            Encoding::Number => (!text.is_empty()).then(|| Json::Number(text.clone().into_owned())),
        },
        (FieldValue::Object(_), None) | (FieldValue::Absent | FieldValue::Misfit, _) => None,
    }
}
