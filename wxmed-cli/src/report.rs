//! Output for people and for programs.

use clap::ValueEnum;
use serde::Serialize;
use wxmed::{Lang, Severity, Violations};
use wxmed_commands::output::{BAD, STRONG, line, styled};

use crate::end::{Failure, Result};

/// The output format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// Text, with colours on a terminal
    Human,
    /// One JSON object
    Json,
}

/// Writes a value as JSON to standard output.
pub(crate) fn json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::of)?;
    Ok(line(text)?)
}

/// Prints a heading, and the text below it.
pub(crate) fn part(heading: &str, text: &str) -> Result<()> {
    Ok(line(format_args!("{}\n{text}\n", styled(STRONG, heading)))?)
}

/// Formats violations, one on each line.
pub(crate) fn violations(violations: &Violations, lang: Lang) -> String {
    let of_one = |violation: &wxmed::Violation| {
        let label = match (violation.severity, lang) {
            (Severity::Error, Lang::Zh) => styled(BAD, "错误"),
            (Severity::Error, Lang::En) => styled(BAD, "error  "),
            (Severity::Warning, Lang::Zh) => "警告".to_owned(),
            (Severity::Warning, Lang::En) => "warning".to_owned(),
        };
        format!("{label} {}", violation.message(lang))
    };
    violations.iter().map(of_one).collect::<Vec<_>>().join("\n")
}
