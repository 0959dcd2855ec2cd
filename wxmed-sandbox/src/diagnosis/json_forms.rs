//! The formats in which common libraries write the same JSON.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

/// The format in which a library writes JSON.
#[derive(Clone, Copy)]
pub(super) struct JsonForm {
    /// The text after a comma and a colon.
    gap: &'static str,
    /// Whether characters beyond ASCII are written as `\uXXXX`.
    is_ascii: bool,
    /// How a slash is written.
    slash: &'static str,
}

const fn form(gap: &'static str, is_ascii: bool, slash: &'static str) -> JsonForm {
    JsonForm { gap, is_ascii, slash }
}

impl JsonForm {
    pub(super) const ALL: [Self; 6] = [
        // Java, C#, JavaScript, and PHP with its two flags.
        form("", false, "/"),
        // PHP's json_encode.
        form("", true, "\\/"),
        form("", false, "\\/"),
        form("", true, "/"),
        // Python's json.dumps.
        form(" ", true, "/"),
        form(" ", false, "/"),
    ];

    /// The same JSON in this format. `None` if the text can't be JSON.
    pub(super) fn rewritten(self, json: &str) -> Option<String> {
        if !json.trim_start().starts_with(['{', '[']) {
            return None;
        }
        let mut text = String::with_capacity(json.len() * 2);
        let mut rest = json.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '"' => self.string(&mut rest, &mut text)?,
                ' ' | '\t' | '\r' | '\n' => {}
                ',' | ':' => {
                    text.push(c);
                    text.push_str(self.gap);
                }
                c => text.push(c),
            }
        }
        Some(text)
    }

    /// Copies a string, up to its closing quote.
    fn string(self, rest: &mut Peekable<Chars<'_>>, text: &mut String) -> Option<()> {
        text.push('"');
        loop {
            match rest.next()? {
                '"' => break,
                '\\' => match rest.next()? {
                    '/' => text.push_str(self.slash),
                    'u' => self.unicode(rest, text)?,
                    escaped => text.extend(['\\', escaped]),
                },
                '/' => text.push_str(self.slash),
                c => self.character(c, text),
            }
        }
        text.push('"');
        Some(())
    }

    /// Copies a character that is written as `\uXXXX`. The iterator is at the digits.
    fn unicode(self, rest: &mut Peekable<Chars<'_>>, text: &mut String) -> Option<()> {
        let first = unit(rest)?;
        let is_pair = (0xD800..0xDC00).contains(&first);
        let second = if is_pair && rest.next_if_eq(&'\\').is_some() && rest.next_if_eq(&'u').is_some() {
            Some(unit(rest)?)
        } else {
            None
        };
        for decoded in char::decode_utf16([first].into_iter().chain(second)) {
            match decoded.ok()? {
                c if c.is_ascii() => write!(text, "\\u{:04x}", u32::from(c)).ok()?,
                c => self.character(c, text),
            }
        }
        Some(())
    }

    fn character(self, c: char, text: &mut String) {
        if c.is_ascii() || !self.is_ascii {
            return text.push(c);
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            // Writing to a `String` can't fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
}

/// Four hexadecimal digits.
fn unit(rest: &mut Peekable<Chars<'_>>) -> Option<u16> {
    (0..4).try_fold(0, |unit, _| Some(unit << 4 | rest.next()?.to_digit(16)? as u16))
}

#[cfg(test)]
mod tests {
    use super::JsonForm;

    #[test]
    fn each_form_can_be_rewritten_to_each_other() {
        let forms = [
            r#"{"a":"张/😀","b":[1,{"c":"x\"y\\z\n"}]}"#,
            r#"{"a":"\u5f20\/\ud83d\ude00","b":[1,{"c":"x\"y\\z\n"}]}"#,
            r#"{"a":"张\/😀","b":[1,{"c":"x\"y\\z\n"}]}"#,
            r#"{"a":"\u5f20/\ud83d\ude00","b":[1,{"c":"x\"y\\z\n"}]}"#,
            r#"{"a": "\u5f20/\ud83d\ude00", "b": [1, {"c": "x\"y\\z\n"}]}"#,
            r#"{"a": "张/😀", "b": [1, {"c": "x\"y\\z\n"}]}"#,
        ];
        for from in forms {
            let written: Vec<String> = JsonForm::ALL.iter().filter_map(|form| form.rewritten(from)).collect();
            assert_eq!(written, forms, "{from}");
        }
        let wrong = ["", "text", "\"a\"", "{\"a", "{\"\\u12", "{\"\\ud83d\"}", "{\"\\ud83d\\u0041\"}", "[\"\\"];
        for text in wrong {
            assert!(JsonForm::ALL.iter().all(|form| form.rewritten(text).is_none()), "{text}");
        }
    }
}
