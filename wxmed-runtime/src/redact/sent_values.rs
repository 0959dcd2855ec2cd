//! What may be shown of a call, and what must be taken out of everything that is: the platform may repeat what was sent.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::iter;

use wxmed_core::Json;

use crate::Secret;
use crate::codec::shorten::shortened;
use crate::codec::xml;
use crate::redact::{is_number, masked, without, without_alone};
use wxmed_core::schema::{Privacy, RecordSchema, Ref};

/// Which fields of an operation may be shown to anybody.
pub(crate) struct Shown {
    /// The rows of its request.
    pub(crate) request: Ref<RecordSchema>,
    /// The rows of its response.
    pub(crate) response: Ref<RecordSchema>,
}

impl Shown {
    /// A name that several rows have must be free to see in each of them.
    pub(crate) fn has(&self, name: &str) -> bool {
        let rows = self.request.rows.iter().chain(&*self.response.rows);
        let mut rows = rows.filter(|row| row.name == name).peekable();
        rows.peek().is_some() && rows.all(|row| row.privacy == Privacy::Open)
    }
}

/// What was sent and may not be shown.
pub(crate) enum Hidden {
    /// The longest text comes first: of a longer one nothing must be left because a shorter one stands in it.
    Texts(Vec<SentText>),
    /// What was sent is more than is read, so that anything may be of it.
    Everything,
}

/// A text that was sent.
pub(crate) enum SentText {
    /// The whole of a field.
    Field(Secret),
    /// A value in the JSON of a field: what a bureau does not like is seldom all of it.
    Part(Secret),
}

/// More than any message has; to look for thousands of texts in a longer one would take a while.
const LONGEST: usize = 4096;

const MASK: &str = "***";

impl Hidden {
    pub(crate) fn of(sent: &[u8], shown: &Shown) -> Self {
        let Ok(sent) = xml::read(sent) else { return Self::Everything };
        let (open, hidden): (Vec<_>, Vec<_>) = sent.iter().partition(|(name, _)| shown.has(name));
        let mut parts = BTreeSet::new();
        hidden.iter().filter_map(|(_, text)| compound(text)).for_each(|json| add_parts(json, &mut parts));
        for (_, text) in &open {
            // It is shown there.
            parts.remove(*text);
        }
        let fields = hidden.iter().flat_map(|(_, text)| forms(text));
        let mut texts: Vec<SentText> = fields.map(|text| SentText::Field(Secret::new(text))).collect();
        texts.extend(parts.into_iter().map(|text| SentText::Part(Secret::new(text))));
        texts.sort_by_key(|text| Reverse(text.expose().len()));
        Self::Texts(texts)
    }

    /// A message of the platform without what was sent.
    pub(crate) fn mask(&self, message: &str) -> String {
        match self {
            Self::Texts(texts) if message.len() <= LONGEST => {
                let message = unescaped(message);
                masked(&texts.iter().fold(message, |message, hidden| hidden.taken_out_of(message)))
            }
            Self::Texts(_) | Self::Everything => MASK.to_owned(),
        }
    }

    /// Whether a text stands in what was sent.
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|hidden| hidden.expose().contains(text)),
            Self::Everything => true,
        }
    }

    /// The text of a field that may be shown, without what stands in one that may not: a name, say, that was written into
    /// the description of goods. A number or a word of a few letters is only itself here. Values in JSON are not looked
    /// for: the number of an order may begin with that of the hospital.
    pub(crate) fn mask_shown(&self, text: &str) -> String {
        let Self::Texts(texts) = self else { return MASK.to_owned() };
        let fields = texts.iter().filter_map(|hidden| match hidden {
            SentText::Field(text) => Some(text.expose()),
            SentText::Part(_) => None,
        });
        fields.filter(|hidden| tells(hidden)).fold(text.to_owned(), |text, hidden| without_alone(&text, hidden))
    }
}

impl SentText {
    /// A message without this, however it is written there.
    fn taken_out_of(&self, message: String) -> String {
        let text = self.expose();
        let message = match self {
            Self::Part(_) if !is_long_number(text) => without_alone(&message, text),
            Self::Field(_) | Self::Part(_) => without(&message, text),
        };
        if !message.contains('%') {
            return message;
        }
        percent_encoded(text).iter().fold(message, |message, encoded| without(&message, encoded))
    }

    fn expose(&self) -> &str {
        match self {
            Self::Field(text) | Self::Part(text) => text.expose(),
        }
    }
}

/// Whether a number is that of a telephone, or as long, and so is known again inside of another word: `+86` may stand
/// before it.
fn is_long_number(text: &str) -> bool {
    const LONG: usize = 11;
    text.len() >= LONG && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text as a URL or a form has it, in both cases; nothing if that changes nothing.
fn percent_encoded(text: &str) -> Vec<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    if text.bytes().all(is_plain) {
        return Vec::new();
    }
    let encoded = |space: &str, hex: fn(u8) -> String| -> String {
        text.bytes().fold(String::new(), |encoded, byte| match byte {
            b' ' => encoded + space,
            byte if is_plain(byte) => encoded + char::from(byte).encode_utf8(&mut [0; 4]),
            byte => encoded + &hex(byte),
        })
    };
    let upper: fn(u8) -> String = |byte| format!("%{byte:02X}");
    let lower: fn(u8) -> String = |byte| format!("%{byte:02x}");
    let forms = [encoded("%20", upper), encoded("%20", lower), encoded("+", upper), encoded("+", lower)];
    // A space alone is every `+`.
    forms.into_iter().filter(|form| form.contains('%')).collect()
}

/// A message whose escapes are read as JSON has them, those of JSON in a string of JSON as well: `\u6b27`, `\\u6b27`.
/// What is no character, as half of a surrogate pair, remains.
fn unescaped(message: &str) -> String {
    let mut read = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        read.push_str(before);
        let escaped = escape.trim_start_matches('\\');
        rest = match escaped_character(escaped) {
            Some((c, after)) => {
                read.push(c);
                after
            }
            None => {
                read.push_str(&escape[..escape.len() - escaped.len()]);
                escaped
            }
        };
    }
    read.push_str(rest);
    read
}

/// The character of an escape without its backslashes, and what follows.
fn escaped_character(text: &str) -> Option<(char, &str)> {
    let (first, after) = unit(text)?;
    let alone = char::from_u32(first.into()).map(|c| (c, after));
    alone.or_else(|| {
        let low = after.strip_prefix('\\')?;
        let (second, after) = unit(low.trim_start_matches('\\'))?;
        Some((char::decode_utf16([first, second]).next()?.ok()?, after))
    })
}

/// `u` and four digits.
fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, after) = text.strip_prefix('u')?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, after))
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
