//! Diffs between the actual and the expected text of a file.

use diffy::Line;

use crate::failure::Result;
use crate::output::{self, BAD, GOOD, LOCATION, STRONG, styled};

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
    for hunk in diffy::create_patch(old, new).hunks() {
        output::line(styled(LOCATION, format_args!("@@ -{} +{} @@", hunk.old_range(), hunk.new_range())))?;
        for line in hunk.lines() {
            let (text, shown) = match line {
                Line::Context(text) => (text, format!(" {}", text.trim_end_matches('\n'))),
                Line::Delete(text) => (text, styled(BAD, format_args!("-{}", text.trim_end_matches('\n')))),
                Line::Insert(text) => (text, styled(GOOD, format_args!("+{}", text.trim_end_matches('\n')))),
            };
            output::line(shown)?;
            if !text.ends_with('\n') {
                output::line("\\ No newline at end of file")?;
            }
        }
    }
    output::line("")
}
