//! The forms in which values are signed by mistake.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK};
use percent_encoding::percent_decode;

/// The characters trimmed from both ends of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trim {
    /// White space of any alphabet, as `trim` and `strip` do in most languages.
    Unicode,
    /// Everything up to U+0020, as Java's `trim` does.
    Ascii,
}

impl Trim {
    pub(super) const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];

    pub(super) fn apply(self, value: &str) -> &str {
        match self {
            Self::Unicode => value.trim(),
            Self::Ascii => value.trim_matches(|c| c <= ' '),
        }
    }
}

/// Which characters are escaped, and how quotes are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// As sent.
    Sent,
    /// `&`, `<` and `>`.
    Markup,
    /// The same, and `&quot;`: PHP's `htmlspecialchars`, Java's `escapeXml` of texts without apostrophes.
    Quote,
    /// The same, and `&apos;`.
    Apos,
    /// The same, and `&#39;`, as in Java's and .NET's functions for HTML.
    Decimal,
    /// The same, and `&#039;`, as PHP writes it.
    Padded,
    /// The same, and `&#x27;`, as Python writes it.
    Hexadecimal,
    /// `&#34;` and `&#39;`, as Go writes them.
    Numbers,
}

impl Escape {
    pub(super) const ALL: [Self; 8] = [
        Self::Sent,
        Self::Markup,
        Self::Quote,
        Self::Apos,
        Self::Decimal,
        Self::Padded,
        Self::Hexadecimal,
        Self::Numbers,
    ];

    fn quote(self) -> &'static str {
        match self {
            Self::Sent | Self::Markup => "\"",
            Self::Quote | Self::Apos | Self::Decimal | Self::Padded | Self::Hexadecimal => "&quot;",
            Self::Numbers => "&#34;",
        }
    }

    fn apostrophe(self) -> &'static str {
        match self {
            Self::Sent | Self::Markup | Self::Quote => "'",
            Self::Apos => "&apos;",
            Self::Decimal | Self::Numbers => "&#39;",
            Self::Padded => "&#039;",
            Self::Hexadecimal => "&#x27;",
        }
    }

    /// The value in this form. `Sent` is handled by the caller, which has the raw text.
    pub(super) fn apply(self, value: &str) -> String {
        let mut text = String::with_capacity(value.len() + 16);
        for c in value.chars() {
            match c {
                '&' => text.push_str("&amp;"),
                '<' => text.push_str("&lt;"),
                '>' => text.push_str("&gt;"),
                '"' => text.push_str(self.quote()),
                '\'' => text.push_str(self.apostrophe()),
                c => text.push(c),
            }
        }
        text
    }
}

/// How a value is changed on its way through a form or a URL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UrlStyle {
    Encoded(PercentEncoding),
    /// Percent-encoded and decoded again, but for plus signs, which stay in place of blanks: Python's `unquote` after
    /// `urlencode`, JavaScript's `decodeURIComponent` after `URLSearchParams`.
    BlankAsPlus,
    /// Decoded without having been encoded, with plus signs as blanks: PHP's `urldecode`, Java's `URLDecoder`.
    Decoded,
    /// The same without plus signs: Python's `unquote`, JavaScript's `decodeURIComponent`.
    DecodedButPlus,
}

/// How a value is percent-encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PercentEncoding {
    /// The characters besides letters and digits that aren't encoded.
    kept: &'static str,
    space: Space,
    digits: Digits,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Percent,
    Plus,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Upper,
    Lower,
}

const fn style(kept: &'static str, space: Space, digits: Digits) -> UrlStyle {
    UrlStyle::Encoded(PercentEncoding { kept, space, digits })
}

impl UrlStyle {
    pub(super) const ALL: [Self; 14] = [
        // RFC 3986: PHP's rawurlencode, C#'s Uri.EscapeDataString.
        style("-._~", Space::Percent, Digits::Upper),
        // PHP's urlencode and http_build_query.
        style("-._", Space::Plus, Digits::Upper),
        // Java's URLEncoder, and forms in browsers.
        style("-._*", Space::Plus, Digits::Upper),
        // The same with its plus signs replaced.
        style("-._*", Space::Percent, Digits::Upper),
        // Python's quote_plus and urlencode, Go's QueryEscape.
        style("-._~", Space::Plus, Digits::Upper),
        // Python's quote.
        style("/-._~", Space::Percent, Digits::Upper),
        // JavaScript's encodeURIComponent.
        style("-._~!*'()", Space::Percent, Digits::Upper),
        // JavaScript's encodeURI.
        style("-._~!*'();/?:@&=+$,#", Space::Percent, Digits::Upper),
        // C#'s HttpUtility.UrlEncode.
        style("-._!*()", Space::Plus, Digits::Lower),
        // C#'s WebUtility.UrlEncode.
        style("-._!*()", Space::Plus, Digits::Upper),
        style("-._~", Space::Percent, Digits::Lower),
        Self::BlankAsPlus,
        Self::Decoded,
        Self::DecodedButPlus,
    ];

    pub(super) fn apply(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Encoded(encoding) => encoding.apply(bytes),
            Self::BlankAsPlus => replaced(bytes, b' ', b'+'),
            Self::Decoded => percent_decode(&replaced(bytes, b'+', b' ')).collect(),
            Self::DecodedButPlus => percent_decode(bytes).collect(),
        }
    }
}

fn replaced(bytes: &[u8], from: u8, to: u8) -> Vec<u8> {
    bytes.iter().map(|byte| if *byte == from { to } else { *byte }).collect()
}

impl PercentEncoding {
    fn apply(self, bytes: &[u8]) -> Vec<u8> {
        let digits: &[u8; 16] = match self.digits {
            Digits::Upper => b"0123456789ABCDEF",
            Digits::Lower => b"0123456789abcdef",
        };
        let digit = |value: u8| digits.get(usize::from(value)).copied().unwrap_or(b'0');
        let mut text = Vec::with_capacity(bytes.len() * 2);
        for &byte in bytes {
            if byte.is_ascii_alphanumeric() || self.kept.as_bytes().contains(&byte) {
                text.push(byte);
            } else if byte == b' ' && self.space == Space::Plus {
                text.push(b'+');
            } else {
                text.extend([b'%', digit(byte >> 4), digit(byte & 0xF)]);
            }
        }
        text
    }
}

/// The charset in which the string is hashed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    /// Characters missing in GBK become question marks, as in Java and C#.
    Gbk,
    /// GB 18030, which has every character.
    Gb18030,
}

impl Charset {
    pub(super) fn encode(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Gbk => encoded(GBK, text),
            Self::Gb18030 => encoded(GB18030, text),
        }
    }
}

fn encoded<'a>(encoding: &'static Encoding, text: &'a str) -> Cow<'a, [u8]> {
    let (bytes, _, has_unknown) = encoding.encode(text);
    if !has_unknown {
        return bytes;
    }
    let mut room = [0; 4];
    let replaced = text.chars().flat_map(|c| match encoding.encode(c.encode_utf8(&mut room)) {
        (_, _, true) => b"?".to_vec(),
        (bytes, _, false) => bytes.into_owned(),
    });
    replaced.collect()
}
