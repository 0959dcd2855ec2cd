//! Checks of a body before it is parsed: its size, its encoding, its characters.

use super::error::{Fault, LooksLike, ReadError};
use crate::signed_xml::any_byte::any_byte;
use wxmed_core::is_xml_character;

const BOM: &str = "\u{FEFF}";

/// The largest body that is read, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// The text of a body, without the byte order mark.
pub(super) struct Admitted<'a> {
    pub(super) text: &'a str,
    /// The number of bytes before the text.
    pub(super) skipped: usize,
}

/// Checks all bytes of the body once.
pub(super) fn admit(body: &[u8]) -> Result<Admitted<'_>, ReadError> {
    if body.len() > MAX_BODY {
        return Err(ReadError { fault: Fault::TooLarge, offset: MAX_BODY });
    }
    let text = utf8(body)?;
    if let Some(offset) = illegal_character(text) {
        return Err(ReadError { fault: Fault::IllegalCharacter, offset });
    }
    // XML allows a byte order mark, and some servers write one; it belongs to no value.
    let (text, skipped) = text.strip_prefix(BOM).map_or((text, 0), |text| (text, BOM.len()));
    if text.starts_with(BOM) {
        // The parser would silently skip a second one.
        return Err(ReadError { fault: Fault::BeforeRoot, offset: skipped });
    }
    if is_blank(text) {
        return Err(ReadError { fault: Fault::Empty, offset: skipped });
    }
    Ok(Admitted { text, skipped })
}

/// Recognises a body that is not a response at all: an HTML page, or not UTF-8.
#[cfg(feature = "client")]
pub(crate) fn foreign(body: &[u8]) -> Option<ReadError> {
    html_page(body).map(|offset| ReadError { fault: Fault::HtmlPage, offset }).or_else(|| encoding_fault(body))
}

/// The position at which an HTML page begins, if the body is one: after a byte order mark, white space, a declaration
/// and comments, in any ASCII-compatible encoding.
pub(super) fn html_page(body: &[u8]) -> Option<usize> {
    const TAGS: [&[u8]; 7] = [b"!doctype html", b"html", b"head", b"body", b"title", b"meta", b"script"];
    let mut rest = body.strip_prefix(BOM.as_bytes()).unwrap_or(body).trim_ascii_start();
    loop {
        let end = match rest {
            [b'<', b'?', ..] => b"?>".as_slice(),
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => break,
        };
        let at = rest.windows(end.len()).position(|window| window == end)?;
        rest = rest.get(at + end.len()..)?.trim_ascii_start();
    }
    let tag = rest.strip_prefix(b"<")?;
    let is_page = TAGS.iter().any(|name| {
        let is_named = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        is_named && tag.get(name.len()).is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'_')
    });
    is_page.then(|| body.len() - rest.len())
}

/// Why a body is not UTF-8, if it isn't.
pub(crate) fn encoding_fault(body: &[u8]) -> Option<ReadError> {
    utf8(body).err()
}

fn utf8(body: &[u8]) -> Result<&str, ReadError> {
    // UTF-16 of plain ASCII is valid UTF-8 with a NUL after each letter: it must be recognised first.
    if matches!(body, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<' | b'{', 0, ..] | [0, b'<' | b'{', ..]) {
        return Err(ReadError { fault: Fault::NotUtf8(LooksLike::Utf16), offset: 0 });
    }
    simdutf8::basic::from_utf8(body).or_else(|_| std::str::from_utf8(body)).map_err(|error| {
        let offset = error.valid_up_to();
        let looks_like = match (compressed(body), error.error_len(), &body[offset..]) {
            (Some(looks_like), ..) => return ReadError { fault: Fault::NotUtf8(looks_like), offset: 0 },
            (None, None, _) => LooksLike::CutOff,
            (None, _, [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..]) => LooksLike::Gbk,
            (None, ..) => LooksLike::Other,
        };
        ReadError { fault: Fault::NotUtf8(looks_like), offset }
    })
}

/// Recognises compression by its magic number; brotli has none.
fn compressed(body: &[u8]) -> Option<LooksLike> {
    match body {
        [0x1F, 0x8B, ..] => Some(LooksLike::Gzip),
        // The two bytes of RFC 1950: a window of 32 KiB, and a check that makes them divisible by 31.
        [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => Some(LooksLike::Deflate),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(LooksLike::Zstd),
        _ => None,
    }
}

/// Whether the text is only white space as XML defines it.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The position of the first character that XML 1.0 doesn't allow.
fn illegal_character(text: &str) -> Option<usize> {
    if has_control(text.as_bytes()) || has_noncharacter(text.as_bytes()) {
        text.find(|c| !is_xml_character(c))
    } else {
        None
    }
}

/// Whether there is a control character that XML 1.0 does not allow.
fn has_control(bytes: &[u8]) -> bool {
    any_byte::<64>(bytes, |byte| {
        // Tab and line feed are neighbours.
        let is_allowed = (byte.wrapping_sub(b'\t') <= b'\n' - b'\t') | (byte == b'\r');
        (byte < b' ') & !is_allowed
    })
}

/// Whether there is U+FFFE or U+FFFF. Its first byte begins the full-width comma too.
fn has_noncharacter(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xEF, bytes).any(|at| matches!(bytes.get(at..), Some([0xEF, 0xBF, 0xBE | 0xBF, ..])))
}
