//! Writing for people: in colour on a terminal, unless `NO_COLOR` is set, and plain everywhere else.

use std::fmt::Display;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

/// What is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// What is well.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Where something is.
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();
/// What matters most.
pub(crate) const STRONG: Style = Style::new().bold();

/// A text in a style.
pub(crate) fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Writes a line, which may hold colours, to standard output at once.
pub(crate) fn line(line: impl Display) -> io::Result<()> {
    let mut out = anstream::AutoStream::auto(io::stdout()).lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Says in both languages why the sandbox could not start. If even that cannot be written, the exit code has to do.
pub(crate) fn failure((en, zh): &(String, String)) {
    let mut err = anstream::AutoStream::auto(io::stderr()).lock();
    let error = styled(BAD.bold(), "error");
    let _ = writeln!(err, "{error}: {en}");
    if zh != en {
        let _ = writeln!(err, "{}：{zh}", styled(BAD.bold(), "错误"));
    }
}

/// Writes a line to standard error, as far as that is possible.
pub(crate) fn notice(line: &str) {
    let _ = writeln!(anstream::AutoStream::auto(io::stderr()).lock(), "{line}");
}
