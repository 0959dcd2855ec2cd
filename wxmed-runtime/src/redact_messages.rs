//! Redaction of texts that the platform wrote, so that they can be shown. No row of a spec describes them.
//!
//! For a field with a row, [`Privacy`] determines what is shown.

#[cfg(feature = "client")]
pub(crate) mod sent_values;
mod spaced_identities;

use spaced_identities::without_spread_identities;

use crate::signed_xml::shorten::shortened;
use wxmed_core::schema::Privacy;

/// A message of the platform in the form that is shown: on one line, with identity numbers masked.
pub(crate) fn shown(message: &str) -> String {
    const USEFUL: usize = 200;
    shortened(&masked(message), USEFUL)
}

/// The ID after `rid:`, which must be a separate word, so that `graphid:` doesn't match.
pub(crate) fn rid(message: &str) -> Option<&str> {
    message.match_indices("rid:").find_map(|(index, label)| {
        if message[..index].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let rest = message[index + label.len()..].trim_start();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        if (1..=64).contains(&end) { rest.get(..end) } else { None }
    })
}

/// The ID in `[graphid:33613527]` at the end of a business error's message. Servers in between may append to the
/// message, so the last one is used, wherever it is.
pub(crate) fn graphid(message: &str) -> Option<&str> {
    const MARK: &str = "[graphid:";
    message.rmatch_indices(MARK).find_map(|(index, mark)| {
        let (number, _) = message[index + mark.len()..].split_once(']')?;
        let is_number = (1..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(number)
    })
}

/// Whether a text is such an ID and nothing else.
pub(crate) fn is_rid(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Masks texts that look like an identity number or its MD5, because the platform may echo what was sent.
pub(crate) fn masked(message: &str) -> String {
    let message = without_spread_identities(message);
    let mut masked = String::with_capacity(message.len());
    let mut rest = message.as_str();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() == first.is_ascii_alphanumeric();
        let (piece, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
        if is_identity(piece) {
            masked.push_str(Privacy::MASK);
        } else {
            push_without_numbers(&mut masked, piece);
        }
        rest = after;
    }
    masked
}

/// Masks identity numbers that are adjacent to letters, as in `id44030019000101123X`. Order numbers have the same
/// length, so the number must contain a valid date of birth.
fn push_without_numbers(masked: &mut String, word: &str) {
    let mut rest = word;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
        let number = match rest[start + digits..].chars().next() {
            Some('X' | 'x') if digits == 17 => digits + 1,
            _ => digits,
        };
        let (before, after) = rest.split_at(start + number);
        match before.split_at_checked(start) {
            Some((before, number)) if number.len() == 18 && has_date_of_birth(number) => {
                masked.push_str(before);
                masked.push_str(Privacy::MASK);
            }
            _ => masked.push_str(before),
        }
        rest = after;
    }
    masked.push_str(rest);
}

fn has_date_of_birth(number: &str) -> bool {
    let part = |range: std::ops::Range<usize>| number.get(range).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    (1850..=2150).contains(&part(6..10)) && (1..=12).contains(&part(10..12)) && (1..=31).contains(&part(12..14))
}

/// Masks a sensitive text in a message, and its beginning at the end of a truncated message.
///
/// A short number or word only matches as a separate word: a `0` that was sent doesn't mask every `0`.
#[cfg(feature = "client")]
pub(crate) fn without(message: &str, text: &str) -> String {
    without_where(message, text, is_short_word(text))
}

/// Like [`without`], but numbers of any length only match as a separate word: an order number may contain another
/// number, and is needed to match records.
#[cfg(feature = "client")]
pub(crate) fn without_alone(message: &str, text: &str) -> String {
    without_where(message, text, is_short_word(text) || is_number(text))
}

/// Whether a text is an amount, a date or any other number.
#[cfg(feature = "client")]
pub(crate) fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

#[cfg(feature = "client")]
fn is_short_word(text: &str) -> bool {
    const TELLING: usize = 6;
    text.len() < TELLING && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(feature = "client")]
fn without_where(message: &str, text: &str, must_stand_alone: bool) -> String {
    let stands_alone = |start: usize, end: usize| {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !is_word(message[..start].chars().next_back()) && !is_word(message[end..].chars().next())
    };
    let mut shown = String::with_capacity(message.len());
    let mut kept = 0;
    for (start, found) in message.match_indices(text).filter(|(_, found)| !found.is_empty()) {
        let end = start + found.len();
        if !must_stand_alone || stands_alone(start, end) {
            shown.push_str(&message[kept..start]);
            shown.push_str(Privacy::MASK);
            kept = end;
        }
    }
    shown.push_str(&message[kept..]);
    without_beginning(shown, text)
}

/// Masks the beginning of a text at the end of a truncated message.
#[cfg(feature = "client")]
fn without_beginning(message: String, text: &str) -> String {
    let Some(whole) = message.strip_suffix('…') else { return message };
    let beginnings = text.char_indices().rev().map(|(end, _)| &text[..end]).filter(|beginning| !beginning.is_empty());
    let cut = beginnings.filter_map(|beginning| whole.strip_suffix(beginning)).next();
    cut.map(|rest| format!("{rest}{}…", Privacy::MASK)).unwrap_or(message)
}

fn is_identity(word: &str) -> bool {
    let digits = word.strip_suffix(['X', 'x']).unwrap_or(word);
    let is_number = (15..=18).contains(&word.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number || (word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
