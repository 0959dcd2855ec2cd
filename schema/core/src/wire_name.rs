/// Whether a field of this name can be sent: ASCII letters, digits, `_`, `-` and `.`, beginning with a
/// letter or `_`, and not with `xml`, which XML reserves in every case.
///
/// ```
/// assert!(wxmed_core::is_wire_name("request_content"));
/// assert!(!wxmed_core::is_wire_name("1st"));
/// assert!(!wxmed_core::is_wire_name("XmlThing"));
/// ```
#[doc(hidden)]
pub const fn is_wire_name(name: &str) -> bool {
    is_name(name) && !is_reserved(name.as_bytes())
}

/// Whether a field of this name can be received: names that can be sent, and reserved ones, which are harmless in a
/// response.
pub const fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.is_empty() || !matches!(bytes[0], b'A'..=b'Z' | b'a'..=b'z' | b'_') {
        return false;
    }
    // A lookup table is twice as fast as comparing ranges, and every field's name is checked.
    let (mut all, mut index) = (true, 0);
    while index < bytes.len() {
        all &= NAME_BYTES[bytes[index] as usize];
        index += 1;
    }
    all
}

/// Whether a field of a JSON content can have this name: any text of up to 64 characters, without control characters,
/// backticks, or leading or trailing blanks. Bureaus may use Chinese, hyphens, dots and digits.
pub fn is_key(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= MOST_KEY_CHARACTERS
        && name.trim() == name
        && !name.contains(|c: char| c.is_control() || c == '`')
}

/// Names of keys are printed in full, so their length is limited.
const MOST_KEY_CHARACTERS: usize = 64;

static NAME_BYTES: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0);
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.');
        byte += 1;
    }
    table
};

const fn is_reserved(name: &[u8]) -> bool {
    matches!(name, [b'x' | b'X', b'm' | b'M', b'l' | b'L', ..])
}

/// Whether XML 1.0 can represent a character.
#[inline]
pub const fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
