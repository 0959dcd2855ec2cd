use wxmed_core::visible;

/// What others say, fit for a line of a log: no control characters, none that nobody sees, and not longer than is useful.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut short = visible(&line).into_owned();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}
