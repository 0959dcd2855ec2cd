//! Undocumented fields of a response.

use std::fmt;

use wxmed_core::Bilingual;
use wxmed_core::schema::Privacy;

use crate::redact_messages::{graphid, is_rid, rid, shown};
use crate::signed_xml::secret::Secret;

/// How many fields are kept, codes and messages first.
const MOST: usize = 8;

/// Undocumented fields of a response, safe to show. Gateways in between, and other interfaces of the platform, use such
/// fields for their errors.
///
/// Each has its name and up to 200 characters of its text. The text is `***` unless the name is that of a code or a
/// message, because undocumented fields may contain patients' data. Identity numbers are masked, and so are the values
/// of sensitive fields that a client sent. The raw response contains everything.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OtherFields(Vec<Other>);

#[derive(Clone, PartialEq, Eq)]
struct Other {
    name: String,
    text: String,
    /// The text as received, except for what was masked in it.
    received: Secret,
}

impl OtherFields {
    pub(crate) fn of<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> Self {
        let fields = fields.map(|(name, text)| (name, text.trim())).filter(|(_, text)| !text.is_empty());
        let other = |(name, text): (&str, &str)| {
            let text = if describes_error(name) { text } else { Privacy::MASK };
            Other { name: shown(name), text: shown(text), received: Secret::new(text) }
        };
        let (readable, masked): (Vec<_>, Vec<_>) = fields.enumerate().partition(|(_, (name, _))| describes_error(name));
        // Fields that are completely masked must not displace readable ones.
        let mut kept: Vec<_> = readable.into_iter().chain(masked).take(MOST).collect();
        kept.sort_by_key(|(index, _)| *index);
        Self(kept.into_iter().map(|(_, field)| other(field)).collect())
    }

    /// The platform's ID of the call: in a field `rid`, or in the text of another field.
    pub(crate) fn rid(&self) -> Option<&str> {
        let named = self.get("rid").filter(|text| is_rid(text));
        named.or_else(|| self.iter().find_map(|(_, text)| rid(text)))
    }

    /// The ID in `[graphid:…]`, in any of the texts.
    pub(crate) fn graphid(&self) -> Option<&str> {
        self.iter().find_map(|(_, text)| graphid(text))
    }

    /// The names and texts, in the order in which they were received.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|other| (other.name.as_str(), other.text.as_str()))
    }

    /// The text of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields in parentheses for the middle of a sentence, or an empty text.
    pub(super) fn in_parentheses(&self) -> Bilingual {
        match self.is_empty() {
            true => Bilingual::of("", ""),
            false => Bilingual::new(format!("（{self}）"), format!(" ({self})")),
        }
    }

    /// Masks sensitive values in the texts.
    #[cfg(feature = "client")]
    pub(super) fn hide(&mut self, hidden: impl Fn(&str) -> String) {
        for other in &mut self.0 {
            other.name = hidden(&other.name);
            other.received = Secret::new(hidden(other.received.expose()));
            other.text = shown(other.received.expose());
        }
    }
}

/// Whether this looks like the name of a code or a message: `retmsg`, `error_code`, `ErrDesc`.
fn describes_error(name: &str) -> bool {
    const PARTS: [&str; 7] = ["err", "msg", "message", "reason", "fault", "desc", "detail"];
    const NAMES: [&str; 7] = ["code", "sub_code", "status", "result", "info", "hint", "rid"];
    let name = name.to_ascii_lowercase();
    name.starts_with("ret") || PARTS.iter().any(|part| name.contains(part)) || NAMES.contains(&name.as_str())
}

/// As [`fmt::Display`].
impl fmt::Debug for OtherFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// `name: text`, joined by semicolons.
impl fmt::Display for OtherFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, text)) in self.iter().enumerate() {
            write!(f, "{}{name}: {text}", if index > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}
