//! Recognises telephone numbers in texts that are kept, such as idempotency keys.

/// Whether a text contains what is most likely the number of a mobile telephone, with or without that of the country. Only
/// digits without others beside them count: longer order numbers have anything in them.
pub(crate) fn is_in(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| is_mobile(run) || run.strip_prefix("86").is_some_and(is_mobile))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3")
}
