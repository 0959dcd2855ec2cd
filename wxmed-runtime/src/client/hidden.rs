//! What may be shown of a call, and what must be taken out of everything that is: the platform may repeat what was sent.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::iter;

use wxmed_schema::Json;

use crate::said::{is_number, masked, shortened, without, without_alone};
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

/// What was sent and may not be shown.
pub(super) enum Hidden {
    /// The longest text comes first: of a longer one nothing must be left because a shorter one stands in it.
    Texts(Vec<Text>),
    /// What was sent is more than is read, so that anything may be of it.
    Everything,
}

/// A text that was sent.
pub(super) enum Text {
    /// The whole of a field.
    Field(Secret),
    /// A value in the JSON of a field: what a bureau does not like is seldom all of it.
    Part(Secret),
}

/// More than any message has; to look for thousands of texts in a longer one would take a while.
const LONGEST: usize = 4096;

const MASK: &str = "***";

impl Hidden {
    pub(super) fn of(sent: &[u8], shown: &Shown) -> Self {
        let Ok(sent) = xml::read(sent) else { return Self::Everything };
        let (open, hidden): (Vec<_>, Vec<_>) = sent.iter().partition(|(name, _)| shown.has(name));
        let mut parts = BTreeSet::new();
        hidden.iter().filter_map(|(_, text)| compound(text)).for_each(|json| add_parts(json, &mut parts));
        for (_, text) in &open {
            // It is shown there.
            parts.remove(*text);
        }
        let fields = hidden.iter().flat_map(|(_, text)| forms(text));
        let mut texts: Vec<Text> = fields.map(|text| Text::Field(Secret::new(text))).collect();
        texts.extend(parts.into_iter().map(|text| Text::Part(Secret::new(text))));
        texts.sort_by_key(|text| Reverse(text.expose().len()));
        Self::Texts(texts)
    }

    /// A message of the platform without what was sent.
    pub(super) fn mask(&self, message: &str) -> String {
        match self {
            Self::Texts(texts) if message.len() <= LONGEST => {
                masked(&texts.iter().fold(message.to_owned(), |message, hidden| match hidden {
                    Text::Field(text) => without(&message, text.expose()),
                    Text::Part(text) => without_alone(&message, text.expose()),
                }))
            }
            Self::Texts(_) | Self::Everything => MASK.to_owned(),
        }
    }

    /// Whether a text stands in what was sent.
    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|hidden| hidden.expose().contains(text)),
            Self::Everything => true,
        }
    }

    /// The text of a field that may be shown, without what stands in one that may not: a name, say, that was written into
    /// the description of goods. A number or a word of a few letters is only itself here. Values in JSON are not looked
    /// for: the number of an order may begin with that of the hospital.
    pub(super) fn mask_shown(&self, text: &str) -> String {
        let Self::Texts(texts) = self else { return MASK.to_owned() };
        let fields = texts.iter().filter_map(|hidden| match hidden {
            Text::Field(text) => Some(text.expose()),
            Text::Part(_) => None,
        });
        fields.filter(|hidden| tells(hidden)).fold(text.to_owned(), |text, hidden| without_alone(&text, hidden))
    }
}

impl Text {
    fn expose(&self) -> &str {
        match self {
            Self::Field(text) | Self::Part(text) => text.expose(),
        }
    }
}

/// A text as it was sent, and as one line has it.
fn forms(text: &str) -> impl Iterator<Item = String> {
    let line = shortened(text, usize::MAX);
    let line = (line != text).then_some(line);
    iter::once(text.to_owned()).chain(line)
}

/// The list or the object that a text is in JSON.
fn compound(text: &str) -> Option<Json> {
    Json::parse(text).ok().filter(|json| matches!(json, Json::List(_) | Json::Object(_)))
}

/// Adds the values in JSON that can be known again elsewhere, also in a string that holds JSON itself.
fn add_parts(json: Json, parts: &mut BTreeSet<String>) {
    match json {
        Json::Null | Json::Bool(_) => {}
        Json::Number(text) => parts.extend(Some(text).filter(|text| tells(text))),
        Json::Text(text) => match compound(&text) {
            Some(inner) => add_parts(inner, parts),
            None => parts.extend(forms(&text).filter(|text| tells(text))),
        },
        Json::List(items) => items.into_iter().for_each(|item| add_parts(item, parts)),
        Json::Object(members) => members.into_iter().for_each(|(_, value)| add_parts(value, parts)),
    }
}

/// Whether a text is long enough to be known again in another field.
fn tells(hidden: &str) -> bool {
    const TELLING: usize = 6;
    match is_number(hidden) {
        true => hidden.bytes().filter(u8::is_ascii_digit).count() >= TELLING,
        false => hidden.chars().nth(1).is_some(),
    }
}
