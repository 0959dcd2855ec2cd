//! Fields as they may be shown.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use wxmed::AttemptEvent;
use wxmed::dynamic::Operation;

/// The fields of a request or of a response, with `***` in place of sensitive values and of what the spec doesn't
/// describe. There is no other way to create them, so that nothing else gets into the audit file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedactedFields(Vec<(String, String)>);

const MASK: &str = wxmed::spec::schema::Privacy::MASK;

impl RedactedFields {
    /// What was sent in an attempt.
    pub fn sent(attempt: &AttemptEvent<'_>) -> Self {
        Self(attempt.sent_redacted())
    }

    /// What was received in an attempt.
    pub fn received(attempt: &AttemptEvent<'_>) -> Self {
        Self(attempt.received_redacted())
    }

    /// The fields of a request of which nothing was sent. Names that the spec doesn't have are masked, too; so are values
    /// that are too long for their field, because they may be those of another.
    pub fn unsent<'a>(operation: &Operation, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| unsent(operation, name, text)).collect())
    }

    /// Names and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// If several rows have the same name, all of them must allow it.
fn unsent(operation: &Operation, name: &str, text: &str) -> (String, String) {
    let mut rows = operation.fields().iter().filter(|row| row.name == name).peekable();
    let name = if rows.peek().is_some() { name } else { MASK };
    let is_shown = rows.peek().is_some() && rows.all(|row| !row.sensitive) && is_plain(text);
    (name.to_owned(), if is_shown { text } else { MASK }.to_owned())
}

/// Whether a text can't be a person's name or a whole message: a request that was refused may have anything anywhere.
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
