//! Finds XML messages that are escaped in other texts.

use crate::check::escape::{from_html, from_json_string, from_percent};

/// The escape of `<` and `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Not escaped.
    Plain,
    /// `\u003c`, with this many backslashes: two for a string in a string.
    Unicode(usize),
    /// `&lt;`
    Html,
    /// `%3C`
    Percent,
}

/// The extent of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// The whole message has this many bytes.
    Whole(usize),
    /// Another message begins before its end.
    Cut,
}

/// The longest message, in bytes. The platform accepts a mebibyte, and escapes make it up to six times as long.
pub(super) const LONGEST: usize = 6 << 20;
/// The longest escaped tag, in bytes.
pub(super) const LONGEST_TAG: usize = 64;
/// The beginning of `<xml>` in base64.
pub(super) const IN_BASE64: &[u8] = b"PHhtbD";

/// The style of the message that begins here.
pub(super) fn start(bytes: &[u8]) -> Option<Style> {
    let style = match bytes.first()? {
        b'<' => Style::Plain,
        b'&' => Style::Html,
        b'%' => Style::Percent,
        b'\\' => Style::Unicode(backslashes(bytes)),
        _ => return None,
    };
    tag(bytes, style).filter(|tag| !tag.is_end).map(|_| style)
}

/// The end of the message that begins here. The search starts at `from`.
pub(super) fn end(bytes: &[u8], from: usize, style: Style) -> Option<Span> {
    let first = match style {
        Style::Plain => b'<',
        Style::Html => b'&',
        Style::Percent => b'%',
        Style::Unicode(_) => b'\\',
    };
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| *byte == first)?;
        match tag(bytes.get(at..)?, style) {
            Some(tag) if tag.is_end => return Some(Span::Whole(at + tag.length)),
            Some(_) => return Some(Span::Cut),
            None => at += 1,
        }
    }
}

/// `<xml>` or `</xml>`.
struct Tag {
    is_end: bool,
    length: usize,
}

fn tag(bytes: &[u8], style: Style) -> Option<Tag> {
    let rest = bracket(bytes, style, 'c')?;
    let after_slash = slash(rest, style);
    let name = after_slash.unwrap_or(rest).strip_prefix(b"xml")?;
    let rest = bracket(name, style, 'e')?;
    Some(Tag { is_end: after_slash.is_some(), length: bytes.len() - rest.len() })
}

/// Strips `<`, whose code ends with `c`, or `>`, whose code ends with `e`.
fn bracket(bytes: &[u8], style: Style, digit: char) -> Option<&[u8]> {
    let is_opening = digit == 'c';
    match style {
        Style::Plain => bytes.strip_prefix(if is_opening { b"<" } else { b">" }),
        Style::Html => bytes.strip_prefix(if is_opening { b"&lt;" } else { b"&gt;" }),
        Style::Percent => without_case(bytes, if is_opening { b"%3c" } else { b"%3e" }),
        Style::Unicode(number) => {
            let rest = bytes.get(number..).filter(|_| backslashes(bytes) == number)?;
            without_case(rest, if is_opening { b"u003c" } else { b"u003e" })
        }
    }
}

/// Strips a slash, which JSON may write as `\/`.
fn slash(bytes: &[u8], style: Style) -> Option<&[u8]> {
    let rest = match style {
        Style::Percent => without_case(bytes, b"%2f").or_else(|| bytes.strip_prefix(b"/")),
        Style::Plain | Style::Html | Style::Unicode(_) => bytes.get(backslashes(bytes)..)?.strip_prefix(b"/"),
    };
    rest.filter(|rest| rest.starts_with(b"xml"))
}

fn without_case<'b>(bytes: &'b [u8], wanted: &[u8]) -> Option<&'b [u8]> {
    let (start, rest) = bytes.split_at_checked(wanted.len())?;
    start.eq_ignore_ascii_case(wanted).then_some(rest)
}

fn backslashes(bytes: &[u8]) -> usize {
    bytes.iter().take(MOST_BACKSLASHES).take_while(|byte| **byte == b'\\').count()
}

/// The most backslashes that are counted, so that long runs of them don't take too long. Strings nested six deep have
/// fewer.
const MOST_BACKSLASHES: usize = 64;

/// Decodes a message, depending on its style and on the text before and after it.
pub(super) fn decode(raw: &[u8], style: Style, before: &[u8], after: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(raw) else { return raw.to_owned() };
    match style {
        Style::Html => from_html(text).into_bytes(),
        Style::Percent => from_percent(raw),
        // Each enclosing string doubles the backslashes.
        Style::Unicode(number) => unescaped(text, log2(number) + 1).into_bytes(),
        Style::Plain => {
            let depth = quoted(before, after);
            if depth == Some(1) && text.contains("\\x") {
                return from_server_log(text);
            }
            unescaped(text, depth.unwrap_or_else(|| usize::from(is_escaped(text)))).into_bytes()
        }
    }
}

/// The nesting depth of the string that consists of the message, if there are quotes around it.
fn quoted(before: &[u8], after: &[u8]) -> Option<usize> {
    let before = without_declaration(trimmed_end(before));
    let number =
        before.strip_suffix(b"\"").map(|before| before.iter().rev().take_while(|byte| **byte == b'\\').count())?;
    let after = trimmed_start(after);
    let is_closed = backslashes(after) == number && after.get(number) == Some(&b'"');
    // A quote is preceded by 0, 1, 3 or 7 backslashes.
    is_closed.then(|| log2(number + 1) + 1)
}

fn log2(number: usize) -> usize {
    number.checked_ilog2().and_then(|log| usize::try_from(log).ok()).unwrap_or_default()
}

/// Trims white space, also escaped white space.
fn trimmed_end(mut bytes: &[u8]) -> &[u8] {
    loop {
        let shorter = bytes.trim_ascii_end();
        let shorter =
            ["\\n", "\\r", "\\t"].iter().find_map(|end| shorter.strip_suffix(end.as_bytes())).unwrap_or(shorter);
        let shorter = if shorter.len() < bytes.len() { shorter } else { return bytes };
        bytes = shorter;
    }
}

fn trimmed_start(mut bytes: &[u8]) -> &[u8] {
    loop {
        let shorter = bytes.trim_ascii_start();
        let shorter =
            ["\\n", "\\r", "\\t"].iter().find_map(|start| shorter.strip_prefix(start.as_bytes())).unwrap_or(shorter);
        let shorter = if shorter.len() < bytes.len() { shorter } else { return bytes };
        bytes = shorter;
    }
}

/// Removes an XML declaration at the end.
fn without_declaration(before: &[u8]) -> &[u8] {
    let Some(inside) = before.strip_suffix(b"?>") else { return before };
    let start = inside.windows(2).rposition(|two| two == b"<?");
    trimmed_end(start.and_then(|start| before.get(..start)).unwrap_or(before))
}

/// Whether a text is the inside of a string although there are no quotes around it.
fn is_escaped(text: &str) -> bool {
    text.contains("<\\/") || text.contains(">\\n<") || text.contains(">\\r\\n<")
}

fn unescaped(text: &str, depth: usize) -> String {
    (0..depth).try_fold(text.to_owned(), |text, _| from_json_string(&text)).unwrap_or_else(|| text.to_owned())
}

/// Decodes nginx's escapes: `\x` and two digits for quotes, control characters and all bytes beyond ASCII.
fn from_server_log(text: &str) -> Vec<u8> {
    from_percent(text.replace('%', "%25").replace('+', "%2B").replace("\\x", "%").replace(' ', "%20").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_recognised_in_each_style() {
        for (text, style) in [
            ("<xml>a</xml>", Style::Plain),
            ("<xml>a<\\/xml>", Style::Plain),
            ("&lt;xml&gt;a&lt;/xml&gt;", Style::Html),
            ("%3Cxml%3Ea%3C%2Fxml%3E", Style::Percent),
            ("%3cxml%3ea%3c/xml%3e", Style::Percent),
            ("\\u003cxml\\u003ea\\u003c/xml\\u003e", Style::Unicode(1)),
            ("\\\\u003Cxml\\\\u003Ea\\\\u003C\\\\/xml\\\\u003E", Style::Unicode(2)),
        ] {
            assert_eq!(start(text.as_bytes()), Some(style), "{text}");
            assert_eq!(end(format!("{text} and more").as_bytes(), 1, style), Some(Span::Whole(text.len())), "{text}");
            assert_eq!(
                end(format!("{}{text}", &text[..text.len() - 3]).as_bytes(), 1, style),
                Some(Span::Cut),
                "{text}"
            );
        }
        for text in ["</xml>", "<xmls>", "<a>", "\\u003dxml", "&lt;", "%3C"] {
            assert_eq!(start(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_quotes_around_a_message_determine_its_depth() {
        let decoded = |before: &str, raw: &str, after: &str| {
            String::from_utf8(decode(raw.as_bytes(), Style::Plain, before.as_bytes(), after.as_bytes())).unwrap()
        };
        let once = r#"<xml><a>{\"b\":1}</a></xml>"#;
        assert_eq!(decoded("\"body\":\"", once, "\","), r#"<xml><a>{"b":1}</a></xml>"#);
        assert_eq!(
            decoded("\"body\":\"<?xml version=\\\"1.0\\\"?>\\n", once, "\\n\","),
            r#"<xml><a>{"b":1}</a></xml>"#
        );
        assert_eq!(decoded("body: ", once, "\","), once, "a single quote after the message doesn't enclose it");
        let twice = r#"<xml><a>{\\\"b\\\":1}</a><\\/xml>"#;
        assert_eq!(decoded(r#"\"body\":\""#, twice, r#"\","#), r#"<xml><a>{"b":1}</a></xml>"#);
        assert_eq!(decoded("", r"<xml>\n<a>1</a>\n<\/xml>", ""), "<xml>\n<a>1</a>\n</xml>");
        assert_eq!(decoded("\"", r"<xml>\x22\xE5\xBC\xA0 +%\x0A</xml>", "\" 200"), "<xml>\"张 +%\n</xml>");
    }
}
