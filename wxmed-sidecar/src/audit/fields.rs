//! Redacted fields.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use wxmed::AttemptEvent;
use wxmed::dynamic::Operation;

use crate::redact::{is_free_text, without_numbers};

/// The fields of a request or of a response, with `***` in place of sensitive values and of fields that the spec
/// doesn't describe. All constructors redact, so the audit file only gets redacted values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedactedFields(Vec<(String, String)>);

const MASK: &str = wxmed::spec::schema::Privacy::MASK;

impl RedactedFields {
    /// The fields that were sent in an attempt.
    pub fn sent(attempt: &AttemptEvent<'_>) -> Self {
        Self(attempt.sent_redacted())
    }

    /// The fields that were received in an attempt.
    pub fn received(attempt: &AttemptEvent<'_>) -> Self {
        let shown = |(name, text): (String, String)| match is_free_text(&name) {
            true => (name, without_numbers(&text)),
            false => (name, text),
        };
        Self(attempt.received_redacted().into_iter().map(shown).collect())
    }

    /// The fields of a request that was not sent. Names that aren't in the spec are masked as well. So are values that
    /// are too long for their field, because they may belong to another field.
    pub fn unsent<'a>(operation: &Operation, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| unsent(operation, name, text)).collect())
    }

    /// The names and texts of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// Redacts a field. If several rows have the same name, the text is shown only if all of them allow it.
fn unsent(operation: &Operation, name: &str, text: &str) -> (String, String) {
    let mut rows = operation.fields().iter().filter(|row| row.name == name).peekable();
    let name = if rows.peek().is_some() { name } else { MASK };
    let is_shown = rows.peek().is_some() && rows.all(|row| !row.sensitive) && is_plain(text);
    (name.to_owned(), if is_shown { text } else { MASK }.to_owned())
}

/// Whether a text can't be a person's name or a whole message. In a refused request, any field may contain anything.
fn is_plain(text: &str) -> bool {
    const LONGEST: usize = 64;
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:+ ".contains(&byte))
}

impl Serialize for RedactedFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, text) in &self.0 {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}
