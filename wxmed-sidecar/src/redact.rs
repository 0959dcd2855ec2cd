//! Masks numbers of persons in the platform's free texts, before they are logged or recorded.
//!
//! The client masks what was sent, and identity numbers, wherever it shows a text of the platform. A log is read by more
//! people than the caller's response is, so telephone and card numbers of others are masked there as well, by their shape.

const MASK: &str = "***";

/// The fields of a response that have free text.
const FREE_TEXTS: [&str; 4] = ["return_msg", "err_code_des", "errmsg", "retmsg"];

/// Whether a field of a response has free text.
pub(crate) fn is_free_text(name: &str) -> bool {
    FREE_TEXTS.contains(&name)
}

/// A text with `***` in place of what has the shape of a telephone, identity or card number: in one piece, or in the groups
/// in which people write them.
pub(crate) fn without_numbers(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let (before, number) = rest.split_at(start);
        shown.push_str(before);
        let groups = groups(number);
        let masked = (1..=groups.len()).rev().find(|count| is_personal(&groups[..*count]));
        let (length, text) = match masked {
            Some(count) => (end(&groups[..count]), MASK),
            None => (end(&groups[..1]), number.get(..end(&groups[..1])).unwrap_or_default()),
        };
        shown.push_str(text);
        rest = number.get(length..).unwrap_or_default();
    }
    shown + rest
}

/// ASCII and full-width digits.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Digits without anything between them.
struct Group {
    digits: String,
    /// Where it ends, in bytes.
    end: usize,
}

impl Group {
    fn add(&mut self, digit: char, end: usize) {
        self.digits.push(digit);
        self.end = end;
    }
}

fn end(groups: &[Group]) -> usize {
    groups.last().map_or(0, |group| group.end)
}

/// The groups of digits at the beginning of a text, with one space or hyphen between each two. No number has more than six.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut is_separated = true;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match if c.is_ascii_digit() { Some(c) } else { full_width(c) } {
            Some(digit) if is_separated && groups.len() < 6 => {
                groups.push(Group { digits: digit.to_string(), end });
                is_separated = false;
            }
            Some(digit) if !is_separated => {
                groups.iter_mut().last().into_iter().for_each(|group| group.add(digit, end))
            }
            None if !is_separated && matches!(c, ' ' | '-' | '－' | '\u{3000}') => is_separated = true,
            Some(_) | None => break,
        }
    }
    groups
}

fn full_width(c: char) -> Option<char> {
    ('０'..='９').contains(&c).then(|| char::from_digit(u32::from(c) - u32::from('０'), 10)).flatten()
}

/// Whether groups of digits are most likely one number of a person.
fn is_personal(groups: &[Group]) -> bool {
    let digits: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    match lengths.as_slice() {
        [11] => is_mobile(&digits) || is_landline(&digits),
        [3, 4, 4] => is_mobile(&digits),
        // With the country's number.
        [13] | [2, 11] | [2, 3, 4, 4] => digits.strip_prefix("86").is_some_and(is_mobile),
        [15..=19] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 8, 3 | 4] => true,
        [10 | 12] | [3 | 4, 7 | 8] => is_landline(&digits),
        _ => false,
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3")
}

/// An area has three or four digits, of which the first is 0.
fn is_landline(digits: &str) -> bool {
    (10..=12).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_masked() {
        for number in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "8613800138000",
            "86 13800138000",
            "１３８００１３８０００",
            "0755-12345678",
            "01012345678",
            "44030019000101123",
            "440300 19000101 1234",
            "6222021234567890123",
            "6222 0212 3456 7890 123",
            "6222-0212-3456-7890",
        ] {
            assert_eq!(without_numbers(&format!("联系 {number} 处理")), "联系 *** 处理", "{number}");
            assert_eq!(without_numbers(&format!("tel{number}")), "tel***", "{number}");
        }
        assert_eq!(without_numbers("13800138000,13900139000"), "***,***");
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "",
            "订单 HOSP20260131120000000001 重复",
            "2016-05-01 16:31:02 100.00 9.50",
            "20180523101112",
            "rid: 6550793e-6180a984-10dc82bb",
            "[graphid:33613527]",
            "1700000000",
            "12800138000",
            "错误 40001，第 3 行",
            "1-2-3-4-5-6-7-8",
        ] {
            assert_eq!(without_numbers(text), text);
        }
    }
}
