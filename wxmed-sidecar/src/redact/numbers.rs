//! Recognises digits that are probably a personal number, in any grouping.

use super::shapes::is_date;
use crate::identity_number::has_region;

/// An identity number of 18 characters, of which the last may be X, or an old one of 15, with a possible date of birth.
pub(super) fn is_identity(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let date = match digits.len() {
        15 => (part(6, 8).map(|year| 1900 + year), part(8, 10), part(10, 12)),
        17 | 18 => (part(6, 10), part(10, 12), part(12, 14)),
        _ => return false,
    };
    match date {
        (Some(year), Some(month), Some(day)) => has_region(digits) && is_date(year, month, day),
        (Some(_) | None, Some(_) | None, Some(_) | None) => false,
    }
}

/// A telephone number, several mobile numbers without separators, or a number as long as a card number.
pub(super) fn is_phone_or_card(digits: &str, groups: &[usize]) -> bool {
    is_mobile(digits) || is_landline(digits, groups) || are_mobiles(digits) || is_card(digits.len(), groups)
}

/// A mobile number, optionally with the country code or the zero for long-distance calls.
fn is_mobile(digits: &str) -> bool {
    let prefixes = ["", "86", "0086", "086", "0"];
    prefixes.iter().any(|prefix| digits.strip_prefix(prefix).is_some_and(is_bare_mobile))
}

fn is_bare_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3")
}

/// Several mobile numbers without separators. Numbers with separators are found one by one.
fn are_mobiles(digits: &str) -> bool {
    let pieces = digits.len() / 11;
    pieces > 1
        && digits.len() == pieces * 11
        && (0..pieces).all(|piece| digits.get(piece * 11..(piece + 1) * 11).is_some_and(is_bare_mobile))
}

/// A zero and the area code, or the country code and the area code, and seven or eight digits.
fn is_landline(digits: &str, groups: &[usize]) -> bool {
    // The first group must have three digits, because a date may have shorter groups that begin with 0.
    let has_area = groups.first().is_some_and(|first| *first >= 3);
    let is_national = has_area && digits.strip_prefix('0').is_some_and(is_area_and_number);
    let abroad = ["86", "0086"].iter().find_map(|country| digits.strip_prefix(country));
    is_national || abroad.is_some_and(|rest| is_area_and_number(rest.strip_prefix('0').unwrap_or(rest)))
}

/// An area code and a number. The area codes are 10, 2x, and others with three digits.
fn is_area_and_number(digits: &str) -> bool {
    let area = match digits.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => 2,
        [b'3'..=b'9', ..] => 3,
        _ => return false,
    };
    matches!(digits.len().checked_sub(area), Some(7 | 8))
}

/// The length of a card number. In one piece, longer numbers are order numbers. In groups, the last group may be short.
fn is_card(length: usize, groups: &[usize]) -> bool {
    match groups {
        [_] => (15..=19).contains(&length),
        [first @ .., _] => (15..=21).contains(&length) && first.iter().all(|group| *group >= 3),
        [] => false,
    }
}
