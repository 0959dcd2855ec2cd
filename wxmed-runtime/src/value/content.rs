use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::Serialize;

use crate::record::Value;
use crate::request::content::ContentRecord;
use crate::request::valid::Valid;
use wxmed_core::schema::Bindings;
use wxmed_core::schema::FieldValue;

/// The content for a city's bureau. It is serialised once: the bytes that are signed are the bytes that are sent.
///
/// A content with a spec is created from its generated type. For a city without a spec, use any text or any
/// serialisable value. `Debug` shows only the length, because contents include patients' data.
///
/// A content remembers its spec, so that its bindings to the request are checked when the request is built. Two
/// contents with the same text are equal, with or without a spec.
#[derive(Clone)]
pub struct Content {
    text: String,
    bindings: Option<Bindings>,
}

impl Content {
    /// A content without a spec, given as text.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: text.into(), bindings: None }
    }

    /// A content without a spec, given as a value that is serialised as JSON.
    ///
    /// # Errors
    /// If the value can't be serialised as JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(Self::raw)
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T: ContentRecord> From<Valid<T>> for Content {
    fn from(content: Valid<T>) -> Self {
        Self { text: crate::request::content::to_json(&*content), bindings: crate::request::content::bindings::<T>() }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::raw(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::raw(text)
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Content {}

impl Hash for Content {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({} bytes)", self.text.len())
    }
}

impl Value for Content {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(&self.text))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().map(Self::raw)
    }

    fn bindings(&self) -> Option<Bindings> {
        self.bindings.clone()
    }

    fn bound(self, bindings: Bindings) -> Self {
        Self { bindings: Some(bindings), ..self }
    }
}
