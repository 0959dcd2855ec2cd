//! What may be shown of a call, and what must be taken out of everything that is: the platform may repeat what was sent.

use std::cmp::Reverse;
#[cfg(feature = "dynamic")]
use std::collections::BTreeSet;

use crate::said::{masked, without, without_in_a_field};
use crate::table::{Privacy, Table};
use crate::{Secret, xml};

/// Which fields of an operation may be shown to anybody.
pub(super) enum Shown {
    /// Those of a compiled operation: of its request, and of its answer.
    Tables(&'static Table, &'static Table),
    /// Those of these names.
    #[cfg(feature = "dynamic")]
    Names(BTreeSet<String>),
}

impl Shown {
    /// A name that several rows have must be free to see in each of them.
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Self::Tables(request, reply) => {
                let mut rows = request.rows.iter().chain(reply.rows).filter(|row| row.name == name).peekable();
                rows.peek().is_some() && rows.all(|row| row.privacy == Privacy::Open)
            }
            #[cfg(feature = "dynamic")]
            Self::Names(names) => names.contains(name),
        }
    }
}

/// What was sent in fields that may not be shown.
///
/// The longest text comes first: of a longer one nothing must be left because a shorter one stands in it.
pub(super) struct Hidden(Vec<Secret>);

impl Hidden {
    pub(super) fn of(sent: &[u8], shown: &Shown) -> Self {
        let sent = xml::read(sent).unwrap_or_default();
        let mut texts: Vec<&str> = sent.iter().filter(|(name, _)| !shown.has(name)).map(|(_, text)| text).collect();
        texts.sort_by_key(|text| Reverse(text.len()));
        Self(texts.into_iter().map(Secret::new).collect())
    }

    /// A message of the platform without what was sent.
    pub(super) fn mask(&self, message: &str) -> String {
        self.texts().fold(masked(message), |message, hidden| without(&message, hidden))
    }

    /// Whether a text stands in what was sent.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.texts().any(|hidden| hidden.contains(text))
    }

    /// The text of a field that may be shown, without what stands in one that may not: a name, say, that was written into
    /// the description of goods. A number or a word of a few letters is only itself here.
    pub(super) fn mask_shown(&self, text: &str) -> String {
        self.texts()
            .filter(|hidden| tells(hidden))
            .fold(text.to_owned(), |text, hidden| without_in_a_field(&text, hidden))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Secret::expose)
    }
}

/// Whether a text is long enough to be known again in another field.
fn tells(hidden: &str) -> bool {
    const TELLING: usize = 6;
    match hidden.bytes().all(|byte| byte.is_ascii_digit()) {
        true => hidden.len() >= TELLING,
        false => hidden.chars().nth(1).is_some(),
    }
}
