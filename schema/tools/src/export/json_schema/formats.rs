//! Formats as regular expressions of ECMA 262.

use wxmed_core::Format;

/// The pattern of a format's texts, without anchors; `None` if any text is valid.
///
/// Numbers have the right count of digits, and dates the right shape.
pub(super) fn pattern(format: Format) -> Option<&'static str> {
    match format {
        // The contents of a JSON text can't be described by a pattern.
        Format::Text | Format::Content | Format::Json => None,
        Format::Uint8 => Some("0|[1-9][0-9]{0,2}"),
        Format::Uint32 => Some("0|[1-9][0-9]{0,9}"),
        Format::Uint64 => Some("0|[1-9][0-9]{0,19}"),
        Format::Int => Some("0|-?[1-9][0-9]{0,9}"),
        Format::Timestamp => {
            Some("[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]")
        }
        Format::Ipv4 => Some("(?:[0-9]{1,3}[.]){3}[0-9]{1,3}"),
        Format::Url => Some("[Hh][Tt][Tt][Pp][Ss]?://[^/].*"),
        Format::IdcardMd5 => Some("[0-9a-f]{32}"),
        Format::Yuan => Some("(?:0|[1-9][0-9]{0,11})(?:[.][0-9]{1,2})?"),
        Format::Fen => Some("0|[1-9][0-9]{0,13}"),
        Format::Decimal => Some("-?(?:0|[1-9][0-9]{0,23})(?:[.][0-9]{1,23})?"),
        Format::Date => Some("[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"),
        Format::DashedDate => Some("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
        Format::DashedDateTime => {
            Some("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
        }
        Format::DashedDateMinute => {
            Some("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]")
        }
        Format::Int64 => Some("0|-?[1-9][0-9]{0,18}"),
        Format::Time => Some("(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"),
        Format::TimeMinute => Some("(?:[01][0-9]|2[0-3]):[0-5][0-9]"),
        Format::Month => Some("[0-9]{4}(?:0[1-9]|1[0-2])"),
        Format::DashedMonth => Some("[0-9]{4}-(?:0[1-9]|1[0-2])"),
        Format::TimestampMillis => {
            Some("[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9][0-9]{3}")
        }
        Format::ColonMillis => {
            Some("[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]:[0-9]{3}")
        }
        Format::DashedDateTimeMillis => Some(
            "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}",
        ),
        Format::Base64 => Some("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
        Format::IdNumber => Some("[0-9]{15}|[0-9]{17}[0-9Xx]"),
        Format::Boolean => Some("true|false"),
        Format::Float => Some("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?"),
        Format::Sm2Signature | Format::Sm4Ciphertext => {
            Some("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|(?:[0-9A-Fa-f]{2})*")
        }
    }
}

/// The minimum and maximum of a JSON number of a format; `None` if it isn't limited.
pub(super) fn range(format: Format) -> Option<(&'static str, &'static str)> {
    match format {
        Format::Uint8 => Some(("0", "255")),
        Format::Uint32 => Some(("0", "4294967295")),
        Format::Uint64 => Some(("0", "18446744073709551615")),
        Format::Int => Some(("-2147483648", "2147483647")),
        Format::Int64 => Some(("-9223372036854775808", "9223372036854775807")),
        Format::Yuan => Some(("0", "999999999999.99")),
        Format::Fen => Some(("0", "99999999999999")),
        Format::Text
        | Format::Content
        | Format::Timestamp
        | Format::Ipv4
        | Format::Url
        | Format::IdcardMd5
        | Format::Decimal
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute
        | Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Base64
        | Format::Json
        | Format::Boolean
        | Format::Float
        | Format::Sm2Signature
        | Format::Sm4Ciphertext
        | Format::IdNumber => None,
    }
}

/// The media type of the text, for tools that parse it; `None` if it isn't an embedded document.
pub(super) fn media_type(format: Format) -> Option<&'static str> {
    match format {
        Format::Content => Some("application/json"),
        // Its contents aren't described.
        Format::Json => None,
        Format::Text
        | Format::Uint8
        | Format::Uint32
        | Format::Uint64
        | Format::Int
        | Format::Int64
        | Format::Timestamp
        | Format::Ipv4
        | Format::Url
        | Format::IdcardMd5
        | Format::Yuan
        | Format::Fen
        | Format::Decimal
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute
        | Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Base64
        | Format::Boolean
        | Format::Float
        | Format::Sm2Signature
        | Format::Sm4Ciphertext
        | Format::IdNumber => None,
    }
}

/// Whether a regular expression of a spec means the same in ECMA 262.
pub(super) fn is_portable(pattern: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " _-.:/+*?()[]{}|,".contains(c) || !c.is_ascii();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        let is_fine = if c == '\\' { chars.next().is_some_and(|c| ".-+*?()[]{}|/d".contains(c)) } else { is_plain(c) };
        if !is_fine {
            return false;
        }
    }
    ["(?", "[[", "--", "]]"].iter().all(|special| !pattern.replace("(?:", "(").contains(special))
}

#[cfg(test)]
mod tests {
    use super::is_portable;

    #[test]
    fn patterns_with_another_meaning_in_ecma_262_are_detected() {
        for same in ["[0-9]{4}", "(?:a|b)+", "\\d{2}\\.\\d", "医保[0-9]*", "[A-Z]{2}-[0-9]{6}"] {
            assert!(is_portable(same), "{same}");
        }
        for other in ["(?i)a", "\\pL", "[[:alpha:]]", "[a--b]", "\\bword", "^a$", "[a&&b]", "(?<n>a)", "\\w"] {
            assert!(!is_portable(other), "{other}");
        }
    }
}
