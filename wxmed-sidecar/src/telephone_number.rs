//! Recognises telephone numbers in texts that are stored, such as idempotency keys.

/// Whether a text probably contains a mobile telephone number, with or without the country code. Only runs of digits of
/// exactly that length count, because longer order numbers may contain any digits.
pub(crate) fn is_in(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| is_mobile(run) || run.strip_prefix("86").is_some_and(is_mobile))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3")
}
