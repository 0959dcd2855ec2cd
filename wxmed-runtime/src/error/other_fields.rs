//! What a response says under names that the interface does not have.

use std::fmt;

use wxmed_core::Bilingual;

use crate::codec::secret::Secret;
use crate::redact::{graphid, is_rid, rid, shown};

/// How many of them are kept, those that say something before the rest: more are no message.
const MOST: usize = 8;

/// Fields of a response that the document does not have, fit to be shown as a message is: a gateway on the way, or a
/// neighbour of this interface, says there what went wrong.
///
/// Each has its name and its text, of which up to 200 characters are shown. The text is `***` where the name is not that of
/// a code or a message: what nobody has described may be anybody's data. What looks like an identity number is masked, and
/// so is, after a call of a client, what was sent in fields that may not be shown. The raw response has all of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OtherFields(Vec<Other>);

#[derive(Clone, PartialEq, Eq)]
struct Other {
    name: String,
    text: String,
    /// The text as it was received, but for what was taken out of it.
    said: Secret,
}

impl OtherFields {
    pub(crate) fn of<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> Self {
        let fields = fields.map(|(name, text)| (name, text.trim())).filter(|(_, text)| !text.is_empty());
        let other = |(name, text): (&str, &str)| {
            let text = if says_what_went_wrong(name) { text } else { "***" };
            Other { name: shown(name), text: shown(text), said: Secret::new(text) }
        };
        let (said, silent): (Vec<_>, Vec<_>) =
            fields.enumerate().partition(|(_, (name, _))| says_what_went_wrong(name));
        // What is shown as a mask alone may not take the place of what was said.
        let mut kept: Vec<_> = said.into_iter().chain(silent).take(MOST).collect();
        kept.sort_by_key(|(place, _)| *place);
        Self(kept.into_iter().map(|(_, field)| other(field)).collect())
    }

    /// The platform's number of the call: in a field of that name, or in what any other says.
    pub(crate) fn rid(&self) -> Option<&str> {
        let named = self.get("rid").filter(|text| is_rid(text));
        named.or_else(|| self.iter().find_map(|(_, text)| rid(text)))
    }

    /// The number of the platform's mark `[graphid:…]`, in what any of them says.
    pub(crate) fn graphid(&self) -> Option<&str> {
        self.iter().find_map(|(_, text)| graphid(text))
    }

    /// The names and texts, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|other| (other.name.as_str(), other.text.as_str()))
    }

    /// The text of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Them for the middle of a sentence, or nothing.
    pub(super) fn in_parentheses(&self) -> Bilingual {
        match self.is_empty() {
            true => Bilingual::of("", ""),
            false => Bilingual::new(format!("（{self}）"), format!(" ({self})")),
        }
    }

    /// Takes out of the texts what must not be shown.
    #[cfg(feature = "client")]
    pub(super) fn hide(&mut self, hidden: impl Fn(&str) -> String) {
        for other in &mut self.0 {
            other.name = hidden(&other.name);
            other.said = Secret::new(hidden(other.said.expose()));
            other.text = shown(other.said.expose());
        }
    }
}

/// Whether a field of this name holds a code or a message, as such names go: `retmsg`, `error_code`, `ErrDesc`.
fn says_what_went_wrong(name: &str) -> bool {
    const PARTS: [&str; 7] = ["err", "msg", "message", "reason", "fault", "desc", "detail"];
    const WORDS: [&str; 7] = ["code", "sub_code", "status", "result", "info", "hint", "rid"];
    let name = name.to_ascii_lowercase();
    name.starts_with("ret") || PARTS.iter().any(|part| name.contains(part)) || WORDS.contains(&name.as_str())
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
