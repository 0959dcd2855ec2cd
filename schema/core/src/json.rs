mod lenient;

use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value that preserves the text of numbers and the order of an object's keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as text, unchanged: `0.10` stays `0.10`.
    Number(String),
    /// A string, unescaped.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object with its keys in order. Duplicate keys are kept, so that a reader can report them.
    Object(Vec<(String, Json)>),
}

/// What is wrong with a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// It is not JSON.
    Syntax,
    /// It is nested too deeply.
    TooDeep,
}

/// Why a text could not be parsed as JSON. It contains the position, but never the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The error.
    pub fault: JsonFault,
    /// The line, starting at 1; 0 if unknown.
    pub line: usize,
    /// The column in bytes, starting at 1; 0 if unknown.
    pub column: usize,
}

impl JsonError {
    /// An error at this offset in bytes.
    fn at(text: &str, offset: usize, fault: JsonFault) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { fault, line: before.matches('\n').count() + 1, column: before.len() - line_start + 1 }
    }
}

/// Why syntactically valid JSON can't be converted to a value.
enum Unreadable<'t> {
    /// It nests too deeply.
    TooDeep(&'t str),
    /// A string or key contains an escape that isn't a character: half of a surrogate pair.
    Escape(&'t str),
}

impl Unreadable<'_> {
    fn fault(&self) -> JsonFault {
        match self {
            Self::TooDeep(_) => JsonFault::TooDeep,
            Self::Escape(_) => JsonFault::Syntax,
        }
    }

    /// The offset of the mistake in the whole text, in bytes.
    fn offset(&self, text: &str) -> usize {
        let start = |piece: &str| piece.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        match self {
            Self::TooDeep(piece) => start(piece),
            Self::Escape(piece) => start(piece) + lone_surrogate(piece).unwrap_or(0),
        }
    }
}

/// The position of the first escape that is an unpaired surrogate.
fn lone_surrogate(text: &str) -> Option<usize> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut at = 0;
    while let Some(escape) = text.get(at..)?.find('\\') {
        let here = at + escape;
        at = here
            + match unit(here) {
                Some(0xD800..=0xDBFF) if matches!(unit(here + 6), Some(0xDC00..=0xDFFF)) => 12,
                Some(0xD800..=0xDFFF) => return Some(here),
                Some(_) => 6,
                None => 2,
            };
    }
    None
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            JsonFault::Syntax => "not valid JSON",
            JsonFault::TooDeep => "nested too deeply",
        };
        write!(f, "{what} at line {}, column {}", self.line, self.column)
    }
}

impl std::error::Error for JsonError {}

/// Deeper values are rejected, so that a malicious response can't exhaust the stack.
const MAX_DEPTH: usize = 32;

impl Json {
    /// Parses a JSON text.
    ///
    /// # Errors
    /// If the text is not one JSON value, or one nested deeper than 32 levels.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let raw: &RawValue = serde_json::from_str(text).map_err(syntax_error)?;
        Self::from_raw(raw, MAX_DEPTH).map_err(|fault| JsonError::at(text, fault.offset(text), fault.fault()))
    }

    /// Parses almost valid JSON, as servers produce that build it by string concatenation: with single quotes, with
    /// unescaped quotes inside a string that contains JSON, with unquoted words, or with extra commas.
    ///
    /// Valid JSON gives the same value as [`Json::parse`]. For other texts, keep the original text as well.
    ///
    /// ```
    /// use wxmed_core::Json;
    /// let json = Json::parse_leniently("{'slips':'[{'je':86,'zfxm':'02'}]'}")?;
    /// assert_eq!(json.to_string(), r#"{"slips":"[{'je':86,'zfxm':'02'}]"}"#);
    /// # Ok::<(), wxmed_core::JsonError>(())
    /// ```
    ///
    /// # Errors
    /// If the text can't be interpreted as one value, or is nested too deeply.
    pub fn parse_leniently(text: &str) -> Result<Self, JsonError> {
        Self::parse(text).or_else(|_| lenient::parse(text))
    }

    fn from_raw(raw: &RawValue, depth: usize) -> Result<Self, Unreadable<'_>> {
        let text = raw.get();
        if depth == 0 {
            return Err(Unreadable::TooDeep(text));
        }
        match text.as_bytes().first() {
            Some(b'{') => {
                let Entries(entries) = serde_json::from_str(text).map_err(|_| Unreadable::Escape(text))?;
                let entries = entries.into_iter().map(|(key, value)| Ok((key, Self::from_raw(value, depth - 1)?)));
                Ok(Json::Object(entries.collect::<Result<_, _>>()?))
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|_| Unreadable::Escape(text))?;
                Ok(Json::List(items.into_iter().map(|item| Self::from_raw(item, depth - 1)).collect::<Result<_, _>>()?))
            }
            Some(b'"') => Ok(Json::Text(serde_json::from_str(text).map_err(|_| Unreadable::Escape(text))?)),
            Some(b't') => Ok(Json::Bool(true)),
            Some(b'f') => Ok(Json::Bool(false)),
            Some(b'n') => Ok(Json::Null),
            _ => Ok(Json::Number(text.to_owned())),
        }
    }

    /// The name of this type of value in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::Text(_) => "string",
            Json::List(_) => "array",
            Json::Object(_) => "object",
        }
    }

    /// Whether a text is a valid JSON number.
    pub fn is_number(text: &str) -> bool {
        text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
            && serde_json::from_str::<&RawValue>(text).is_ok()
    }

    /// Writes the value without white space, with numbers unchanged.
    pub fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Json::Number(text) => out.push_str(text),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    fn write_indented(&self, depth: usize, out: &mut String) {
        match self {
            Json::List(items) if !items.is_empty() => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    write_line(depth + 1, index == 0, out);
                    item.write_indented(depth + 1, out);
                }
                write_line(depth, true, out);
                out.push(']');
            }
            Json::Object(entries) if !entries.is_empty() => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    write_line(depth + 1, index == 0, out);
                    write_text(key, out);
                    out.push_str(": ");
                    value.write_indented(depth + 1, out);
                }
                write_line(depth, true, out);
                out.push('}');
            }
            other => other.write(out),
        }
    }
}

/// The JSON text without white space, or with one entry per line with the alternate flag (`{:#}`).
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        if f.alternate() {
            self.write_indented(0, &mut out);
        } else {
            self.write(&mut out);
        }
        f.write_str(&out)
    }
}

fn write_line(depth: usize, first: bool, out: &mut String) {
    out.push_str(if first { "\n" } else { ",\n" });
    (0..depth).for_each(|_| out.push_str("  "));
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn syntax_error(error: serde_json::Error) -> JsonError {
    JsonError { fault: JsonFault::Syntax, line: error.line(), column: error.column() }
}

struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
                Err(serde::de::Error::custom("an array, not an object"))
            }
        }
        deserializer.deserialize_map(EntriesVisitor).map(Entries)
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, JsonFault};

    #[test]
    fn keeps_number_text_order_and_repeated_keys() {
        let text = r#"{"b":0.10,"a":[1E3,-0,true,null,"\u4e2d\n"],"b":{}}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), r#"{"b":0.10,"a":[1E3,-0,true,null,"中\n"],"b":{}}"#);
    }

    #[test]
    fn is_number_accepts_only_json_numbers() {
        for number in ["0", "-0", "0.10", "1e3", "-12.5E+7", "123456789012345678901234567890"] {
            assert!(Json::is_number(number), "{number}");
        }
        for other in ["", "01", ".5", "1.", "+1", " 1", "1 ", "1e", "true", "\"1\"", "１", "1,2", "-"] {
            assert!(!Json::is_number(other), "{other}");
        }
    }

    #[test]
    fn the_alternate_flag_writes_one_entry_per_line() {
        let json = Json::parse(r#"{"a":[1,{"b":null}],"c":[],"d":{}}"#).unwrap();
        let lines = ["{", r#"  "a": ["#, "    1,", "    {", r#"      "b": null"#, "    }", "  ],", r#"  "c": [],"#];
        assert_eq!(format!("{json:#}"), format!("{}\n  \"d\": {{}}\n}}", lines.join("\n")));
    }

    #[test]
    fn an_unpaired_surrogate_is_reported_with_its_position() {
        for (text, line, column) in [
            (r#"{"a":"x\ud800y"}"#, 1, 8),
            (r#"{"a":"x","bcd":"\ud83d\ude00","e":"中\\\udc00"}"#, 1, 41),
            (r#"{"a":{"b":["c",{"d":"\uD83D\u0041"}]}}"#, 1, 22),
            (r#"{"k\udfff":1}"#, 1, 4),
            ("{\n  \"a\": [\n    \"\\ud83d\"\n  ]\n}", 3, 6),
            (r#""\ud83d""#, 1, 2),
        ] {
            let error = Json::parse(text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{text}");
        }
        let deep = format!("[\n{}", "[".repeat(40) + &"]".repeat(41));
        let error = Json::parse(&deep).unwrap_err();
        assert_eq!((error.line, error.column), (2, 32), "the value that is too deep");
        assert_eq!(error.fault, JsonFault::TooDeep);
        assert_eq!(error.to_string(), "nested too deeply at line 2, column 32");
    }

    #[test]
    fn invalid_and_too_deep_json_is_rejected() {
        for text in ["", "{", "{'a':1}", "[1,]", "01", "\"\n\"", "{} {}", "nul"] {
            assert!(Json::parse(text).is_err(), "{text:?}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
        assert!(Json::parse(&format!("{}{}", "[".repeat(40), "]".repeat(40))).is_err());
    }
}
