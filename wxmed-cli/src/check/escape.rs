//! Decodes messages that are escaped in other texts.

/// Decodes the inside of a JSON string, or of a string in a program. Returns `None` if it isn't valid.
pub(super) fn from_json_string(text: &str) -> Option<String> {
    // A shell or an editor may have broken the lines of a string, which JSON does not allow.
    let quoted = format!("\"{}\"", text.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t"));
    serde_json::from_str(&quoted).ok()
}

/// Decodes HTML escapes of `<`, `>`, `&` and quotes.
pub(super) fn from_html(text: &str) -> String {
    const ENTITIES: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        // Last, so that nothing is decoded twice.
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// Decodes percent-encoding, as in a URL or in a form.
pub(super) fn from_percent(text: &[u8]) -> Vec<u8> {
    // A form encodes a space as `+`. A URL encodes it as `%20`, and doesn't encode `+`.
    let is_form = !text.windows(3).any(|three| three == b"%20");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return bytes,
            [b'%', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(nibble(*high) << 4 | nibble(*low));
                after
            }
            [b'+', after @ ..] if is_form => {
                bytes.push(b' ');
                after
            }
            [byte, after @ ..] => {
                bytes.push(*byte);
                after
            }
        };
    }
}

fn nibble(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}

/// Decodes base64, up to the first character that isn't part of it.
pub(super) fn from_base64(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut bits, mut number) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for value in text.iter().map_while(|byte| base64_digit(*byte)) {
        bits = bits << 6 | value;
        number += 6;
        if number >= 8 {
            number -= 8;
            bytes.push((bits >> number & 0xFF) as u8);
        }
    }
    bytes
}

/// The value of a digit of base64, in either alphabet.
pub(super) fn base64_digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_escape_is_decoded() {
        assert_eq!(from_json_string(r#"a\"\u003c\/x\u003e"#).as_deref(), Some("a\"</x>"));
        assert_eq!(from_json_string("a\\$"), None);
        assert_eq!(from_html("&lt;a&gt;&amp;lt;&quot;&#39;"), "<a>&lt;\"'");
        assert_eq!(from_percent(b"%3Ca%3E+%e5%bc%a0%zz%"), "<a> 张%zz%".as_bytes());
        assert_eq!(from_percent(b"a+b%20c"), b"a+b c");
        assert_eq!(from_base64(b"PHhtbD7lvKA8L3htbD4=\""), "<xml>张</xml>".as_bytes());
    }
}
