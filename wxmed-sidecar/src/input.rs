//! The body of a call: names and values, from JSON or from a form.

mod form;
mod json;

use wxmed::{Bilingual, Json};

use crate::charset::Charset;

/// What a caller sent.
#[derive(Debug, Default)]
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

/// Shows no value.
impl std::fmt::Debug for InputValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(***)",
            Self::Nested(_) => "Nested(***)",
        })
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFormat {
    Json,
    Form,
}

impl BodyFormat {
    /// The format of a `Content-Type`, if it is read here. Old systems send none, or that of a plain text.
    pub(crate) fn of_header(header: &str) -> Option<Self> {
        let kind = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "" | "application/json" | "text/json" | "text/plain" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::Form),
            _ => None,
        }
    }
}

/// The field with which a caller allows that a request is sent again.
pub(crate) const RESEND: &str = "resend";

/// Reads a body; or returns everything that is wrong with it.
pub(crate) fn read(bytes: &[u8], format: BodyFormat, charset: Charset) -> Result<Input, Bilingual> {
    // curl sends JSON under the type of forms unless it is given another one.
    let is_json = bytes.trim_ascii_start().first() == Some(&b'{');
    let entries = match format {
        BodyFormat::Form if !is_json => form::read(bytes, charset)?,
        BodyFormat::Form | BodyFormat::Json => json::read(&charset.decode(bytes)?)?,
    };
    of_entries(entries)
}

fn of_entries(entries: Vec<(String, Json)>) -> Result<Input, Bilingual> {
    let mut wrong = repeated(&entries);
    let mut input = Input::default();
    for (name, value) in entries {
        if name == RESEND {
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

/// A name as it is shown: whoever sends a patient's data as a name should not find it in a log.
fn shortened(name: &str) -> String {
    name.chars().take(64).collect()
}

fn joined(wrong: &[Bilingual]) -> Bilingual {
    let zh: Vec<&str> = wrong.iter().map(|text| &*text.zh).collect();
    let en: Vec<&str> = wrong.iter().map(|text| &*text.en).collect();
    Bilingual::new(zh.join("；"), en.join("; "))
}
