//! What others say, made fit to be shown.

/// What others say, fit for a line of a log: no control characters, and not longer than is useful.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// The number after `rid:`, as a word of its own, so that `graphid:` is not taken for one.
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

/// What the platform says, without what looks like an identity number, or the MD5 of one: it may repeat what was sent.
pub(crate) fn masked(message: &str) -> String {
    let mut masked = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() == first.is_ascii_alphanumeric();
        let (piece, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
        masked.push_str(if is_identity(piece) { "***" } else { piece });
        rest = after;
    }
    masked
}

/// The message without a text that must not be shown, nor the beginning of it where the message was cut short.
///
/// A short number or word is only taken for the text where it stands alone: a 0 that was sent is not every 0.
#[cfg(feature = "client")]
pub(crate) fn without(message: &str, text: &str) -> String {
    const TELLING: usize = 6;
    let stands_alone = |start: usize, end: usize| {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !is_word(message[..start].chars().next_back()) && !is_word(message[end..].chars().next())
    };
    let is_word = text.len() < TELLING && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut shown = String::with_capacity(message.len());
    let mut kept = 0;
    for (start, found) in message.match_indices(text).filter(|(_, found)| !found.is_empty()) {
        let end = start + found.len();
        if !is_word || stands_alone(start, end) {
            shown.push_str(&message[kept..start]);
            shown.push_str("***");
            kept = end;
        }
    }
    shown.push_str(&message[kept..]);
    without_beginning(shown, text)
}

/// The message without the beginning of a text at the place where it was cut short.
#[cfg(feature = "client")]
fn without_beginning(message: String, text: &str) -> String {
    let Some(whole) = message.strip_suffix('…') else { return message };
    let beginnings = text.char_indices().rev().map(|(end, _)| &text[..end]).filter(|beginning| !beginning.is_empty());
    let cut = beginnings.filter_map(|beginning| whole.strip_suffix(beginning)).next();
    cut.map(|rest| format!("{rest}***…")).unwrap_or(message)
}

fn is_identity(word: &str) -> bool {
    let digits = word.strip_suffix(['X', 'x']).unwrap_or(word);
    let is_number = (15..=18).contains(&word.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number || (word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
