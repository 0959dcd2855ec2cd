use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::content::ContentRecord;
use crate::record::{Cell, Value};
use crate::valid::Valid;

/// The content of a city's bureau, serialised once: these bytes are signed, and these are sent.
///
/// A described content is made from its type; a city that nobody has described yet takes the text as it is, or any
/// value that can be serialised. `Debug` shows the length only, because a content names patients.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Content(String);

impl Content {
    /// A content that no spec describes, as text.
    pub fn raw(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A content that no spec describes, as a value that becomes JSON.
    ///
    /// # Errors
    /// If the value cannot be written as JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(Self)
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: ContentRecord> From<Valid<T>> for Content {
    fn from(content: Valid<T>) -> Self {
        Self(crate::content::to_json(&*content))
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

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({} bytes)", self.0.len())
    }
}

impl Value for Content {
    fn to_cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(&self.0))
    }

    fn from_cell(cell: &Cell<'_>) -> Option<Self> {
        cell.text().map(Self::raw)
    }
}
