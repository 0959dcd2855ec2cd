use wxmed_core::visible;

/// Makes untrusted text safe for a line of a log: without control characters and invisible characters, and truncated.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut short = visible(&line).into_owned();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}
