//! Finds JSON objects that are escaped in other texts.

use wxmed::Json;

use crate::check::escape::from_json_string;

/// The number of backslashes before each quote: none, or more if the object is in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level(usize);

impl Level {
    /// Whether a quote with this many backslashes before it begins or ends a string of the object. That is the case if
    /// the backslashes that are left after decoding the outer strings are pairs.
    fn is_quote(self, backslashes: usize) -> bool {
        let of_one = self.0 + 1;
        backslashes
            .checked_sub(self.0)
            .is_some_and(|rest| rest.is_multiple_of(of_one) && (rest / of_one).is_multiple_of(2))
    }
}

/// The longest object that is read, in bytes.
pub(super) const LONGEST: usize = 1 << 20;

/// The first key of an object that begins here, and the level of its quotes.
pub(super) fn first_key(bytes: &[u8]) -> Option<(Level, &str)> {
    let mut rest = bytes.strip_prefix(b"{")?;
    loop {
        rest = rest.trim_ascii_start();
        match ["\\n", "\\r", "\\t"].iter().find_map(|white| rest.strip_prefix(white.as_bytes())) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    let level = rest.iter().take_while(|byte| **byte == b'\\').count();
    let name = rest.get(level..)?.strip_prefix(b"\"")?;
    let end = name.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some((Level(level), std::str::from_utf8(name.get(..end)?).ok()?))
}

/// The end of the object that begins here.
pub(super) fn end(bytes: &[u8], level: Level) -> Option<usize> {
    let (mut depth, mut is_text, mut run) = (0_usize, false, 0);
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'\\' => {
                run += 1;
                continue;
            }
            b'"' if level.is_quote(run) => is_text = !is_text,
            b'{' if !is_text => depth += 1,
            b'}' if !is_text => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
        run = 0;
    }
    None
}

/// Decodes the object. Returns `None` if it isn't valid.
pub(super) fn decode(bytes: &[u8], level: Level) -> Option<Json> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut backslashes = level.0;
    while backslashes > 0 {
        text = from_json_string(&text)?;
        backslashes /= 2;
    }
    Json::parse(&text).ok().filter(|json| matches!(json, Json::Object(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_ends_where_its_braces_close() {
        let object = r#"{"a": "}\"{", "b": {"c": "\\"}}"#;
        let once = object.replace('\\', "\\\\").replace('"', "\\\"");
        let twice = once.replace('\\', "\\\\").replace('"', "\\\"");
        for (text, backslashes) in [(object, 0), (once.as_str(), 1), (twice.as_str(), 3)] {
            let level = Level(backslashes);
            assert_eq!(first_key(text.as_bytes()), Some((level, "a")), "{text}");
            assert_eq!(end(format!("{text} and }}").as_bytes(), level), Some(text.len()), "{text}");
            assert_eq!(decode(text.as_bytes(), level), Json::parse(object).ok(), "{text}");
        }
        assert_eq!(first_key(b"{\n  \"a\""), Some((Level(0), "a")));
        assert_eq!(first_key(b"{\\n \\\"a\\\""), Some((Level(1), "a")));
        for none in ["{}", "{a", "[", "{\"a"] {
            assert_eq!(first_key(none.as_bytes()), None, "{none}");
        }
        assert_eq!(end(b"{\"a\": {", Level(0)), None);
    }
}
