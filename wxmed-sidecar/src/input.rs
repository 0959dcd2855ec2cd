//! The body of a call: names and values, from JSON or from a form.

mod form;
mod json;
#[cfg(test)]
mod tests;

use wxmed::{Bilingual, Json};

use crate::charset::Charset;

/// The body that a caller sent. `Debug` shows neither names nor values, because a caller may send a value as a name.
#[derive(Default)]
pub(crate) struct Input {
    /// The fields, in the order in which they were sent, without those that are `null`.
    pub(crate) fields: Vec<(String, InputValue)>,
    /// Whether a request whose outcome is unknown may be sent again.
    pub(crate) resend: bool,
}

/// The value of a field.
#[derive(PartialEq)]
pub(crate) enum InputValue {
    /// A text, or a number or a boolean as it was written.
    Text(String),
    /// An object or a list.
    Nested(Json),
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { fields, resend } = self;
        f.debug_struct("Input").field("fields", &fields.len()).field("resend", resend).finish()
    }
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFormat {
    Json,
    Form,
}

impl BodyFormat {
    /// The format of a `Content-Type`, if it is supported. Old systems send none, or that of plain text.
    pub(crate) fn of_header(header: &str) -> Option<Self> {
        let kind = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "" | "application/json" | "text/json" | "text/plain" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::Form),
            _ => None,
        }
    }
}

/// How names are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameMatching {
    /// Exactly.
    #[default]
    Exact,
    /// Ignoring the case of ASCII letters.
    AnyCase,
}

impl NameMatching {
    /// Whether a sent name matches this one.
    pub(crate) fn is_same(self, sent: &str, name: &str) -> bool {
        match self {
            Self::Exact => sent == name,
            Self::AnyCase => sent.eq_ignore_ascii_case(name),
        }
    }
}

/// How a body is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) format: BodyFormat,
    pub(crate) charset: Charset,
    pub(crate) matching: NameMatching,
}

/// The field with which a caller allows resending a request.
pub(crate) const RESEND: &str = "resend";

/// Reads a body. The error contains everything that is wrong with it.
pub(crate) fn read(bytes: &[u8], reading: &Reading) -> Result<Input, Bilingual> {
    let charset = reading.charset;
    // By default, curl sends JSON with the content type of forms.
    let is_json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
    let entries = match reading.format {
        BodyFormat::Form if !is_json => form::read(bytes, charset)?,
        BodyFormat::Form | BodyFormat::Json => json::read(&charset.decode(bytes)?)?,
    };
    of_entries(entries, reading.matching)
}

fn of_entries(entries: Vec<(String, Json)>, matching: NameMatching) -> Result<Input, Bilingual> {
    if entries.len() > MOST_FIELDS {
        return Err(Bilingual::new(
            format!("字段过多：最多 {MOST_FIELDS} 个"),
            format!("there are too many fields: at most {MOST_FIELDS} are read"),
        ));
    }
    let mut wrong = repeated(&entries);
    let mut input = Input::default();
    for (name, value) in entries {
        if matching.is_same(&name, RESEND) {
            match flag(&value) {
                Some(resend) => input.resend = resend,
                None => wrong.push(Bilingual::of("resend 应为 true 或 false", "`resend` must be true or false")),
            }
            continue;
        }
        let value = match value {
            Json::Null => continue,
            Json::Text(text) | Json::Number(text) => InputValue::Text(text),
            Json::Bool(flag) => InputValue::Text(flag.to_string()),
            Json::Object(_) | Json::List(_) => InputValue::Nested(value),
        };
        input.fields.push((name, value));
    }
    if wrong.is_empty() { Ok(input) } else { Err(joined(&wrong)) }
}

fn flag(value: &Json) -> Option<bool> {
    match value {
        Json::Bool(flag) => Some(*flag),
        Json::Text(text) => match text.as_str() {
            "true" => Some(true),
            "false" | "" => Some(false),
            _ => None,
        },
        Json::Null => Some(false),
        Json::Number(_) | Json::Object(_) | Json::List(_) => None,
    }
}

/// The most fields of a body. No operation has as many, and each field is compared with all fields of the spec.
const MOST_FIELDS: usize = 500;

/// How many wrong names are listed.
const MOST_NAMED: usize = 20;

fn repeated(entries: &[(String, Json)]) -> Vec<Bilingual> {
    let mut names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let mut twice: Vec<&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    twice.dedup();
    let message = |name: &str| {
        Bilingual::new(format!("字段 {name:?} 重复"), format!("the field {name:?} is given more than once"))
    };
    twice.into_iter().take(MOST_NAMED).map(|name| message(&shortened(name))).collect()
}

/// Shortens a name for a message: a patient's data that was sent as a name must not appear in a log.
fn shortened(name: &str) -> String {
    name.chars().take(64).collect()
}

fn joined(wrong: &[Bilingual]) -> Bilingual {
    let zh: Vec<&str> = wrong.iter().map(|text| &*text.zh).collect();
    let en: Vec<&str> = wrong.iter().map(|text| &*text.en).collect();
    Bilingual::new(zh.join("；"), en.join("; "))
}
