//! Masks identity numbers that are written in groups, in full-width digits, or as escapes of JSON.

use std::ops::Range;

use wxmed_core::schema::Privacy;

use super::has_date_of_birth;

/// Masks identity numbers whose digits are in groups, full-width, or written as `\u0034`.
///
/// Order numbers are as long, and may be written in groups, too. So a number in groups must begin with the code of a
/// province and contain a date of birth.
pub(super) fn without_spread_identities(message: &str) -> String {
    let mut shown = String::with_capacity(message.len());
    let mut kept = 0;
    let mut groups: Vec<DigitGroup> = Vec::new();
    let mut at = 0;
    // The number of separators since the last digit.
    let mut blanks = 0;
    while let Some(rest) = message.get(at..) {
        let Some(next) = rest.chars().next() else { break };
        if let Some(unit) = Unit::at(rest) {
            match groups.last_mut() {
                Some(group) if blanks == 0 => group.push(unit, at),
                _ => groups.push(DigitGroup::of(unit, at)),
            }
            blanks = 0;
            at += unit.length;
            continue;
        }
        blanks += 1;
        if blanks > 2 || !is_between_groups(next) {
            mask(message, &mut groups, &mut kept, &mut shown);
        }
        at += next.len_utf8();
    }
    mask(message, &mut groups, &mut kept, &mut shown);
    shown.push_str(message.get(kept..).unwrap_or_default());
    shown
}

/// Masks the identity numbers among adjacent groups.
fn mask(message: &str, groups: &mut Vec<DigitGroup>, kept: &mut usize, shown: &mut String) {
    let mut first = 0;
    while first < groups.len() {
        let Some(number) = identity(groups.get(first..).unwrap_or_default()) else {
            first += 1;
            continue;
        };
        shown.push_str(message.get(*kept..number.range.start).unwrap_or_default());
        shown.push_str(Privacy::MASK);
        *kept = number.range.end;
        first += number.groups;
    }
    groups.clear();
}

struct Identity {
    range: Range<usize>,
    groups: usize,
}

/// The identity number that begins with the first group. Checks at most as many groups as a number has digits.
fn identity(groups: &[DigitGroup]) -> Option<Identity> {
    let (first, mut digits) = (groups.first()?, String::new());
    for (count, group) in (1..).zip(groups) {
        digits.push_str(&group.digits);
        let is_identity = match (count, group.is_plain) {
            // A single ASCII word is handled elsewhere.
            (1, true) => false,
            (1, false) => (15..=18).contains(&digits.len()) && is_number(&digits),
            (_, _) => is_number(&digits) && is_likely(&digits),
        };
        if is_identity {
            return Some(Identity { range: first.range.start..group.range.end, groups: count });
        }
        if digits.len() >= 18 {
            break;
        }
    }
    None
}

/// Whether there is no X except at the end.
fn is_number(digits: &str) -> bool {
    digits.find('X').is_none_or(|at| at + 1 == digits.len())
}

fn is_likely(digits: &str) -> bool {
    const PROVINCES: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u8>().ok()).unwrap_or(0);
    let is_province = PROVINCES.iter().any(|region| digits.starts_with(region)) && (1..=7).contains(&part(1..2));
    let ends_in_x = digits.ends_with('X');
    is_province
        && match digits.len() {
            18 => has_date_of_birth(digits),
            15 => !ends_in_x && (1..=12).contains(&part(8..10)) && (1..=31).contains(&part(10..12)),
            _ => false,
        }
}

/// A digit, or the X at the end of a number.
#[derive(Clone, Copy)]
struct Unit {
    digit: char,
    /// How many bytes it is written in.
    length: usize,
    is_plain: bool,
}

impl Unit {
    fn at(rest: &str) -> Option<Self> {
        let next = rest.chars().next()?;
        if next == '\\' {
            let hex = rest.strip_prefix("\\u")?.get(..4)?;
            let escaped = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            return Some(Self { digit: digit(escaped)?, length: 6, is_plain: false });
        }
        Some(Self { digit: digit(next)?, length: next.len_utf8(), is_plain: next.is_ascii() })
    }
}

/// The digit or the X that a character represents in an identity number.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some('X'),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// The usual separators between the groups of a number.
fn is_between_groups(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '-' | '\u{2010}'..='\u{2015}' | '－' | '_' | '.' | '·')
}

/// Digits without anything between them.
struct DigitGroup {
    range: Range<usize>,
    digits: String,
    is_plain: bool,
}

impl DigitGroup {
    fn of(unit: Unit, at: usize) -> Self {
        let mut group = Self { range: at..at, digits: String::new(), is_plain: true };
        group.push(unit, at);
        group
    }

    fn push(&mut self, unit: Unit, at: usize) {
        self.range.end = at + unit.length;
        self.digits.push(unit.digit);
        self.is_plain &= unit.is_plain;
    }
}

#[cfg(test)]
mod tests {
    use super::super::masked;

    #[test]
    fn an_identity_number_is_masked_in_every_notation() {
        for number in [
            "44030019000101123X",
            "44030019000101123x",
            "440300 19000101 123X",
            "440300-19000101-123x",
            "4403 0019 0001 0112 3X",
            "440300 1900 0101 1237",
            "4 4 0 3 0 0 1 9 0 0 0 1 0 1 1 2 3 X",
            "440300　19000101　1237",
            "440300—19000101—1237",
            "440300 - 19000101",
            "４４０３００１９０００１０１１２３Ｘ",
            "４４０３００ １９０００１０１ １２３ｘ",
            r"\u0034\u0034\u0030\u0033\u0030\u0030\u0031\u0039\u0030\u0030\u0030\u0031\u0030\u0031\u0031\u0032\u0033\u0058",
            r"44030019000101123\u0058",
            "440300 000101 123",
            "４４０３０００００１０１１２３",
        ] {
            // Some groups of this number are missing.
            let expected = if number == "440300 - 19000101" {
                "证件 440300 - 19000101 有误".to_owned()
            } else {
                "证件 *** 有误".to_owned()
            };
            assert_eq!(masked(&format!("证件 {number} 有误")), expected, "{number}");
        }
        assert_eq!(masked("a 440300 19000101 123X, 440301-19000102-1234; b"), "a ***, ***; b");
    }

    #[test]
    fn order_numbers_times_and_amounts_are_not_masked() {
        for text in [
            "order 4200 0018 3820 1805 1234 5678",
            "订单 1217752501 201407 033233368018",
            "2016-05-01 16:31:02 100.00 9.50",
            "20180523 101112 1",
            "rid: 6550793e-6180a984-10dc82bb",
            "tel 0755-12345678 13800138000",
            "４２０００１８３８２",
            r"C:\users\u00e4",
            r"\u4e2d\u6587",
            "x X xX",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    /// The run time must not grow with the square of the length: each position looks ahead a limited number of digits.
    #[test]
    fn a_long_message_is_read_once() {
        for piece in ["4 ", "4-", "44030019", "４", r"\u0034", "4403001900010112 ", "\\u", "- "] {
            let text = piece.repeat(5_000);
            assert!(masked(&text).len() <= text.len() + 16, "{piece}");
        }
    }
}
