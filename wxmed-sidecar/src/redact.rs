//! Masks personal numbers in the platform's free texts, before they are logged or recorded.
//!
//! The client already masks sent values and identity numbers in texts of the platform. More people read a log than a
//! response, so telephone and card numbers are masked there as well, by their shape.

mod groups;
mod numbers;
mod shapes;
#[cfg(test)]
mod tests;

use groups::Groups;

const MASK: &str = "***";

/// The longest text that is shown, in bytes. The client has the same limit when it searches for sent values.
const LONGEST: usize = 4096;
/// Replaces the rest of a text.
const CUT: &str = "…";
/// The most groups of a number.
const MOST_GROUPS: usize = 6;

/// The fields of a response that have free text.
const FREE_TEXTS: [&str; 4] = ["return_msg", "err_code_des", "errmsg", "retmsg"];

/// Whether a field of a response has free text.
pub(crate) fn is_free_text(name: &str) -> bool {
    FREE_TEXTS.contains(&name)
}

/// Replaces everything that has the shape of a telephone, identity or card number by `***`, whether it is written in
/// one piece or in groups. The text is cut at [`LONGEST`].
pub(crate) fn without_numbers(text: &str) -> String {
    let searched = beginning(text);
    let groups = Groups::of(searched);
    let fixed = shapes::fixed(&groups);
    let mut shown = String::with_capacity(searched.len());
    // The text before this position was shown or masked.
    let mut done = 0;
    let mut mask: Option<(usize, usize)> = None;
    for start in 0..groups.len() {
        let Some(count) = longest(&groups, start, &fixed) else { continue };
        let (from, to) = groups.range(start, count);
        mask = match mask {
            // Overlapping numbers are merged into one mask, so that none of them stays visible.
            Some((first, last)) if from < last => Some((first, last.max(to))),
            Some(before) => {
                done = push(&mut shown, searched, done, before);
                Some((from, to))
            }
            None => Some((from, to)),
        };
    }
    if let Some(last) = mask {
        done = push(&mut shown, searched, done, last);
    }
    shown.push_str(searched.get(done..).unwrap_or_default());
    if searched.len() < text.len() {
        shown.push_str(CUT);
    }
    shown
}

/// The part of a text that is searched. It doesn't end within a number.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default().trim_end_matches(groups::is_part)
}

/// How many groups from this one on form a personal number.
fn longest(groups: &Groups<'_>, start: usize, fixed: &[bool]) -> Option<usize> {
    let most = groups.linked(start, MOST_GROUPS);
    (1..=most).rev().find(|count| {
        let is_free = || !fixed.iter().skip(start).take(*count).any(|fixed| *fixed);
        let (digits, lengths) = groups.joined(start, *count);
        numbers::is_identity(digits) || (numbers::is_phone_or_card(digits, lengths) && is_free())
    })
}

/// Appends the text before a mask, and the mask. Returns the end of the masked text.
fn push(shown: &mut String, text: &str, done: usize, (from, to): (usize, usize)) -> usize {
    shown.push_str(text.get(done..from).unwrap_or_default());
    shown.push_str(MASK);
    to
}
