//! The fields of a call that may be shown, and the sent values that must be masked everywhere, because the platform may
//! echo them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::iter;

use wxmed_core::Json;

use crate::Secret;
use crate::redact_messages::{is_number, masked, without, without_alone};
use crate::signed_xml::shorten::shortened;
use crate::signed_xml::xml;
use wxmed_core::schema::{Privacy, RecordSchema, Ref};

/// The fields of an operation that may be shown.
pub(crate) struct Shown {
    /// The rows of its request.
    pub(crate) request: Ref<RecordSchema>,
    /// The rows of its response.
    pub(crate) response: Ref<RecordSchema>,
}

impl Shown {
    /// If several rows have the same name, all of them must allow it.
    pub(crate) fn has(&self, name: &str) -> bool {
        let rows = self.request.rows.iter().chain(&*self.response.rows);
        let mut rows = rows.filter(|row| row.name == name).peekable();
        rows.peek().is_some() && rows.all(|row| row.privacy == Privacy::Open)
    }
}

/// The sent values that may not be shown.
pub(crate) enum Hidden {
    /// Longest text first: otherwise masking a shorter text inside a longer one would leave the rest of it.
    Texts(Vec<SentText>),
    /// Too much was sent to search for, so any text may be part of it.
    Everything,
}

/// A text that was sent.
pub(crate) enum SentText {
    /// The whole of a field.
    Field(Secret),
    /// A value in the JSON of a field, because a bureau's error usually echoes a part of it.
    Part(Secret),
}

/// The longest message that is searched: searching a longer one for thousands of texts would take too long.
const LONGEST: usize = 4096;

impl Hidden {
    pub(crate) fn of(sent: &[u8], shown: &Shown) -> Self {
        let Ok(sent) = xml::read(sent) else { return Self::Everything };
        let (open, hidden): (Vec<_>, Vec<_>) = sent.iter().partition(|(name, _)| shown.has(name));
        let mut parts = BTreeSet::new();
        hidden.iter().filter_map(|(_, text)| compound(text)).for_each(|json| add_parts(json, &mut parts));
        for (_, text) in &open {
            // The text may be shown, because an open field contains it.
            parts.remove(*text);
        }
        let fields = hidden.iter().flat_map(|(_, text)| forms(text));
        let mut texts: Vec<SentText> = fields.map(|text| SentText::Field(Secret::new(text))).collect();
        texts.extend(parts.into_iter().map(|text| SentText::Part(Secret::new(text))));
        texts.sort_by_key(|text| Reverse(text.expose().len()));
        Self::Texts(texts)
    }

    /// Masks the sent values in a message of the platform.
    pub(crate) fn mask(&self, message: &str) -> String {
        match self {
            Self::Texts(texts) if message.len() <= LONGEST => {
                let message = unescaped(message);
                masked(&texts.iter().fold(message, |message, hidden| hidden.taken_out_of(message)))
            }
            Self::Texts(_) | Self::Everything => Privacy::MASK.to_owned(),
        }
    }

    /// Whether a text is part of a sent value.
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|hidden| hidden.expose().contains(text)),
            Self::Everything => true,
        }
    }

    /// Masks sensitive values in a field that may be shown, for example a name in the description of goods. Numbers and
    /// short words only match as separate words. Values in JSON are not searched for, because an order number may begin
    /// with the hospital's number.
    pub(crate) fn mask_shown(&self, text: &str) -> String {
        let Self::Texts(texts) = self else { return Privacy::MASK.to_owned() };
        let fields = texts.iter().filter_map(|hidden| match hidden {
            SentText::Field(text) => Some(text.expose()),
            SentText::Part(_) => None,
        });
        fields.filter(|hidden| tells(hidden)).fold(text.to_owned(), |text, hidden| without_alone(&text, hidden))
    }
}

impl SentText {
    /// Masks this value in a message, in any notation.
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

/// Whether a number is as long as a telephone number, and is therefore also masked inside another word, for example
/// after `+86`.
fn is_long_number(text: &str) -> bool {
    const LONG: usize = 11;
    text.len() >= LONG && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text percent-encoded as in a URL and as in a form; empty if that doesn't change it.
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
    // A space alone would become `+`, and every `+` would be masked.
    forms.into_iter().filter(|form| form.contains('%')).collect()
}

/// Resolves the escapes of JSON in a message, including those of JSON in a JSON string: `\u6b27`, `\\u6b27`. Invalid
/// ones, such as half of a surrogate pair, remain.
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

/// The character of an escape (without its backslashes), and the rest.
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

/// A text as it was sent, and as a single line.
fn forms(text: &str) -> impl Iterator<Item = String> {
    let line = shortened(text, usize::MAX);
    let line = (line != text).then_some(line);
    iter::once(text.to_owned()).chain(line)
}

/// Parses a text as a JSON list or object.
fn compound(text: &str) -> Option<Json> {
    Json::parse(text).ok().filter(|json| matches!(json, Json::List(_) | Json::Object(_)))
}

/// Adds the values in JSON that are long enough to search for, also those in a string that contains JSON itself.
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

/// Whether a text is long enough to search for in other fields.
fn tells(hidden: &str) -> bool {
    const TELLING: usize = 6;
    match is_number(hidden) {
        true => hidden.bytes().filter(u8::is_ascii_digit).count() >= TELLING,
        false => hidden.chars().nth(1).is_some(),
    }
}
