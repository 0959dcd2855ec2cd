//! Output for people and for programs: in colour on a terminal, unless `NO_COLOR` is set, and plain everywhere else.

use std::fmt::Display;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use crate::failure::Result;

/// The style of errors and removed lines.
pub const BAD: Style = AnsiColor::Red.on_default();
/// The style of success and added lines.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// The style of positions.
pub const LOCATION: Style = AnsiColor::Cyan.on_default();
/// The style of headings and summaries.
pub const STRONG: Style = Style::new().bold();

/// Writes a text, which may hold colours, to standard output.
///
/// # Errors
/// If it cannot be written.
pub fn text(text: impl Display) -> Result<()> {
    let mut out = anstream::AutoStream::auto(io::stdout()).lock();
    write!(out, "{text}")?;
    Ok(out.flush()?)
}

/// Writes a line, which may hold colours, to standard output.
///
/// # Errors
/// If it cannot be written.
pub fn line(line: impl Display) -> Result<()> {
    text(format_args!("{line}\n"))
}

/// Writes a line, which may hold colours, to standard error.
///
/// # Errors
/// If it cannot be written.
pub fn remark(line: impl Display) -> Result<()> {
    Ok(writeln!(anstream::AutoStream::auto(io::stderr()).lock(), "{line}")?)
}

/// Writes why a command could not do its work to standard error. If that fails too, only the exit code is left.
pub fn failure(failure: &str) {
    let style = BAD.bold();
    let _ = remark(format_args!("{style}error{style:#}: {failure}"));
}

/// Applies a style to a text.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// `1 file`, `2 files`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
