//! What is there beside what should be.

use similar::{ChangeTag, TextDiff};

use crate::failure::Result;
use crate::output::{self, BAD, GOOD, PLACE, STRONG, styled};

/// Shows two texts of a file as a unified diff; a text is `None` if there is no file.
///
/// # Errors
/// If it can't be written.
pub fn show_diff(path: &str, old: Option<&str>, new: Option<&str>) -> Result<()> {
    let name = |text: Option<&str>, side: &str| match text {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    let (from, to) = (name(old, "a"), name(new, "b"));
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    output::line(styled(STRONG, format_args!("--- {from}\n+++ {to}")))?;
    for hunk in TextDiff::from_lines(old, new).unified_diff().context_radius(3).iter_hunks() {
        output::line(styled(PLACE, hunk.header()))?;
        for line in hunk.iter_changes() {
            let text = format!("{}{}", line.tag(), line.value().trim_end_matches('\n'));
            output::line(match line.tag() {
                ChangeTag::Equal => text,
                ChangeTag::Delete => styled(BAD, text),
                ChangeTag::Insert => styled(GOOD, text),
            })?;
            if line.missing_newline() {
                output::line("\\ No newline at end of file")?;
            }
        }
    }
    output::line("")
}
