use crate::signed_xml::any_byte::any_byte;

/// Whether a text has only unreserved characters (RFC 3986), which need no encoding in any part of a URL.
pub(crate) fn is_unreserved(text: &str) -> bool {
    !any_byte::<16>(text.as_bytes(), |byte| {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let is_digit = byte.wrapping_sub(b'0') < 10;
        !(is_letter | is_digit | (byte == b'-') | (byte == b'.') | (byte == b'_') | (byte == b'~'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ascii_character_is_classified_as_in_rfc_3986() {
        for byte in 0..=127_u8 {
            let expected = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            let text = char::from(byte).to_string();
            assert_eq!(is_unreserved(&text), expected, "{byte}");
            assert_eq!(is_unreserved(&format!("{}{text}{}", "a".repeat(40), "0".repeat(20))), expected, "{byte}");
        }
        assert!(is_unreserved("") && !is_unreserved("张"));
    }
}
