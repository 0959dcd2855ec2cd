//! Parses almost valid JSON, as some servers assemble it by string concatenation.

use crate::{Json, JsonError, JsonFault};

/// Deeper values are rejected, as in valid JSON.
const MAX_DEPTH: usize = 32;
/// The maximum number of parsing steps per character. The end of a quoted text is found by trial, and a malicious text
/// could cause many trials.
const STEPS: usize = 64;

/// Parses a text that contains one value, optionally followed by white space.
pub(crate) fn parse(text: &str) -> Result<Json, JsonError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        LenientReader { text, at: 0, depth: 0, steps: text.len().saturating_mul(STEPS).saturating_add(1024) };
    let json = reader.value(Within::Nothing);
    reader.blank();
    match json {
        Some(json) if reader.at == text.len() => Ok(json),
        _ => Err(reader.syntax_error()),
    }
}

/// What surrounds a value, which decides what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Entry,
    Key,
}

struct LenientReader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    steps: usize,
}

impl<'t> LenientReader<'t> {
    fn value(&mut self, within: Within) -> Option<Json> {
        self.blank();
        match self.next()? {
            '{' => self.inside(Self::object),
            '[' => self.inside(Self::list),
            quote @ ('"' | '\'') => self.quoted(quote, within).map(Json::Text),
            _ => self.bare(),
        }
    }

    fn inside(&mut self, read: fn(&mut Self) -> Option<Json>) -> Option<Json> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let json = read(self);
        self.depth -= 1;
        json
    }

    fn object(&mut self) -> Option<Json> {
        self.skip(1);
        let mut entries = Vec::new();
        loop {
            self.blank();
            match self.next()? {
                '}' => {
                    self.skip(1);
                    return Some(Json::Object(entries));
                }
                ',' => self.skip(1),
                quote => {
                    let key = match quote {
                        '"' | '\'' => self.quoted(quote, Within::Key)?,
                        _ => self.token()?.to_owned(),
                    };
                    self.blank();
                    if self.next()? != ':' {
                        return None;
                    }
                    self.skip(1);
                    entries.push((key, self.value(Within::Entry)?));
                    self.blank();
                    if !matches!(self.next()?, ',' | '}') {
                        return None;
                    }
                }
            }
        }
    }

    fn list(&mut self) -> Option<Json> {
        self.skip(1);
        let mut items = Vec::new();
        loop {
            self.blank();
            match self.next()? {
                ']' => {
                    self.skip(1);
                    return Some(Json::List(items));
                }
                ',' => self.skip(1),
                _ => {
                    items.push(self.value(Within::Entry)?);
                    self.blank();
                    if !matches!(self.next()?, ',' | ']') {
                        return None;
                    }
                }
            }
        }
    }

    /// A quoted text. If it contains JSON, it may contain the same quotes unescaped.
    fn quoted(&mut self, quote: char, within: Within) -> Option<String> {
        self.skip(1);
        if let Some(whole) = self.embedded(quote, within) {
            return Some(whole.to_owned());
        }
        let mut text = String::new();
        loop {
            let next = self.step()?;
            if next == quote && self.ends(within) {
                return Some(text);
            }
            match next {
                '\\' => self.escaped(&mut text)?,
                other => text.push(other),
            }
        }
    }

    /// The JSON between the quotes, if it can be parsed and the closing quote follows.
    fn embedded(&mut self, quote: char, within: Within) -> Option<&'t str> {
        let start = self.at;
        self.blank();
        let json = match self.next() {
            Some('{' | '[') if within != Within::Key => self.value(Within::Nothing),
            _ => None,
        };
        let end = self.at;
        self.blank();
        let is_whole = json.is_some() && self.next() == Some(quote) && {
            self.skip(1);
            self.ends(within)
        };
        if !is_whole {
            self.at = start;
            return None;
        }
        self.text.get(start..end).map(str::trim)
    }

    /// Whether the text after a quote is valid after a value.
    fn ends(&self, within: Within) -> bool {
        let next = self.rest().trim_start().chars().next();
        match within {
            Within::Nothing => next.is_none_or(|next| matches!(next, '"' | '\'')),
            Within::Entry => matches!(next, Some(',' | '}' | ']')),
            Within::Key => next == Some(':'),
        }
    }

    fn escaped(&mut self, text: &mut String) -> Option<()> {
        let escaped = self.step()?;
        let meant = match escaped {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => self.code_point()?,
            '"' | '\'' | '\\' | '/' => escaped,
            other => {
                text.push('\\');
                other
            }
        };
        text.push(meant);
        Some(())
    }

    /// The character of a `\u` escape, or of a surrogate pair of two escapes.
    fn code_point(&mut self) -> Option<char> {
        let unit = self.unit()?;
        if let Some(single) = char::from_u32(unit.into()) {
            return Some(single);
        }
        let low = self.rest().strip_prefix("\\u").is_some().then(|| {
            self.skip(2);
            self.unit()
        });
        char::decode_utf16([unit, low??]).next()?.ok()
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.skip(4);
        u16::from_str_radix(digits, 16).ok()
    }

    /// A number, a keyword of JSON or Python, or an unquoted text.
    fn bare(&mut self) -> Option<Json> {
        let token = self.token()?;
        Some(match token {
            "null" | "None" => Json::Null,
            "true" | "True" => Json::Bool(true),
            "false" | "False" => Json::Bool(false),
            number if Json::is_number(number) => Json::Number(number.to_owned()),
            text => Json::Text(text.to_owned()),
        })
    }

    fn token(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find([',', ':', '{', '}', '[', ']', '"', '\'']).unwrap_or(rest.len());
        let token = rest.get(..end)?;
        self.spend(end)?;
        self.at += end;
        Some(token.trim()).filter(|token| !token.is_empty())
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Consumes the next character.
    fn step(&mut self) -> Option<char> {
        let next = self.next()?;
        self.spend(1)?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn blank(&mut self) {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start().len();
        self.at += blanks;
        self.steps = self.steps.saturating_sub(blanks);
    }

    fn spend(&mut self, steps: usize) -> Option<()> {
        self.steps = self.steps.checked_sub(steps.max(1))?;
        Some(())
    }

    fn syntax_error(&self) -> JsonError {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        JsonError { fault: JsonFault::Syntax, line: before.matches('\n').count() + 1, column: self.at - line_start + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::Json;

    #[track_caller]
    fn is_read_as(text: &str, expected: &str) {
        assert_eq!(parse(text).unwrap().to_string(), expected, "{text}");
    }

    #[test]
    fn valid_json_is_parsed_unchanged() {
        for text in [
            r#"{"a":"b","c":[1,2.50,true,null],"d":{}}"#,
            r#"{"a":"[{\"b\":1}]"}"#,
            r#"["a, b: 'c'","}","\\"]"#,
            r#"{"":""}"#,
            "-1e3",
        ] {
            is_read_as(text, text);
        }
        is_read_as(r#""\u4e2d\ud83d\ude00""#, "\"中😀\"");
        is_read_as("\u{feff} {\n \"a\" : 1 }\n", r#"{"a":1}"#);
    }

    #[test]
    fn single_quotes_are_accepted() {
        is_read_as("{'a':'b','c':86}", r#"{"a":"b","c":86}"#);
        is_read_as("{'a':'it''s','b':'O'Brien'}", r#"{"a":"it''s","b":"O'Brien"}"#);
        is_read_as(r"{'a':'O\'Brien \x'}", r#"{"a":"O'Brien \\x"}"#);
        is_read_as("{'a':'say \"x\"'}", r#"{"a":"say \"x\""}"#);
        is_read_as("{'a':'','b':''}", r#"{"a":"","b":""}"#);
    }

    #[test]
    fn json_between_quotes_keeps_its_own_quotes() {
        let seen = "{'order':{'ylzh':'6','dnh':'','mzghdj':'[{'je':86,'jssj':'2017-09-30 15:27:14','zfxm':'02'},\
            {'je':1.50,'zfxm':'03'}]','cblx':'1'}}";
        let inner = "[{'je':86,'jssj':'2017-09-30 15:27:14','zfxm':'02'},{'je':1.50,'zfxm':'03'}]";
        let expected = format!(r#"{{"order":{{"ylzh":"6","dnh":"","mzghdj":"{inner}","cblx":"1"}}}}"#);
        is_read_as(seen, &expected);
        is_read_as(inner, &inner.replace('\'', "\""));
        is_read_as(r#"{"a":"{"b":"c"}","d":1}"#, r#"{"a":"{\"b\":\"c\"}","d":1}"#);
        is_read_as("{'a':'[]','b':'{ }'}", r#"{"a":"[]","b":"{ }"}"#);
        is_read_as("{'a':'[x','b':'{y'}", r#"{"a":"[x","b":"{y"}"#);
    }

    #[test]
    fn missing_quotes_and_extra_commas_are_accepted() {
        is_read_as("{a:b, c : 1,}", r#"{"a":"b","c":1}"#);
        is_read_as("[1,,2,]", "[1,2]");
        is_read_as("[None,True,False,0086]", r#"[null,true,false,"0086"]"#);
    }

    #[test]
    fn unreadable_texts_are_rejected_with_the_position() {
        for text in [
            "",
            " ",
            "{",
            "[1",
            "{'a'}",
            "{'a':}",
            "{'a':'b",
            "{'a' 'b'}",
            "{} {}",
            "]",
            "{'a':1}x",
            "'",
            "\"\\u12\"",
            "'\\ud800'",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
        let error = parse("{\n'a':1 2;'b'}").unwrap_err();
        assert_eq!((error.line, error.column), (2, 9));
    }

    #[test]
    fn time_and_depth_are_limited_for_every_text() {
        for piece in ["[", "{'a':", "'[", "{'a':'[", "'{'", "\"[\"", "[{'", "','", "':'"] {
            let text = piece.repeat(20_000);
            assert!(parse(&text).is_err(), "{piece}");
        }
        let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(32)).is_ok() && parse(&nested(33)).is_err());
    }

    #[test]
    fn the_output_parses_to_the_same_value() {
        for text in ["{'a':'[{'b':'c'}]'}", "{'k':'a','l':[1,'x y']}"] {
            let once = parse(text).unwrap();
            assert_eq!(parse(&once.to_string()).unwrap(), once);
            assert_eq!(Json::parse(&once.to_string()).unwrap(), once);
        }
    }
}
