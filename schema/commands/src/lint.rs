//! Checks specs.

use clap::{Args, ValueEnum};
use wxmed_compiler::{Id, Scope, Sources};
use wxmed_core::{Severity, nearest};
use wxmed_tools::{Explanation, explanation};

use crate::failure::{Outcome, Result};
use crate::output::{self, BAD, GOOD, STRONG, styled};
use crate::report::Report;
use crate::selection::Selection;
use crate::targets;

/// Check specs, and report all mistakes.
///
/// Each mistake is shown with its file, its line and what to do. Names that would collide in Rust are mistakes, too.
#[derive(Args)]
pub struct Lint {
    /// Treat open decisions as errors: `# decide` comments, and labels without an English text
    #[arg(long)]
    strict: bool,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Explain a kind of mistake, with a wrong and a right example; without a value, list all kinds
    #[arg(long, value_name = "ID", value_parser = kind, num_args = 0..=1, default_missing_value = "")]
    #[arg(conflicts_with_all = ["strict", "format"])]
    explain: Option<Kinds>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Diagnostics as a compiler prints them, and a summary
    Human,
    /// One array with an object for each mistake
    Json,
    /// A GitHub workflow command for each mistake, which becomes an annotation of its line
    Github,
}

/// Which kinds to explain.
#[derive(Clone, Copy)]
enum Kinds {
    All,
    One(Id),
}

/// The details for the long help.
pub const ABOUT: &str = "\
With `--format json` standard output is one JSON array, `[]` if there are no mistakes. A mistake is an object with `id`,
`severity` (`error` or `warning`), `path`, `line`, `column`, `end_line`, `end_column`, `message` and `help` (a text
or null). Lines and columns count from 1, columns in characters; the end is the position after the last character.

With `--format github` each mistake is one line `::error file=…,line=…,col=…,title=ID::message`, which GitHub
shows next to the line; without mistakes, nothing is written. This format is never selected automatically, so that logs of
workflows look the same as elsewhere.

The decisions that a draft leaves open, its `# decide` comments and labels without an English text, are warnings. With
`--strict` they are errors: included specs must have none.

Exits with 1 if there is an error, but not if there are only warnings.";

/// Parses the name of a kind; an empty one means all kinds.
fn kind(name: &str) -> std::result::Result<Kinds, String> {
    if name.is_empty() {
        return Ok(Kinds::All);
    }
    let known = || Id::ALL.iter().copied();
    known().find(|id| id.name() == name).map(Kinds::One).ok_or_else(|| match nearest(name, known().map(Id::name)) {
        Some(near) => format!("there is no such kind of mistake: did you mean `{near}`?"),
        None => "there is no such kind of mistake: `--explain` alone lists them".to_owned(),
    })
}

impl Lint {
    /// Checks the specs of the selection, or explains a kind of mistake.
    ///
    /// # Errors
    /// If the specs can't be read, or the output can't be written.
    pub fn run(self, select: impl FnOnce() -> Result<Selection>) -> Result<Outcome> {
        match self.explain {
            Some(Kinds::All) => return list(),
            Some(Kinds::One(id)) => return explain(id),
            None => {}
        }
        let selection = select()?;
        let number = selection.sources.files().len() - selection.context;
        let severity = if self.strict { Severity::Error } else { Severity::Warning };
        let findings = targets::lint_decided(selection, severity);
        match self.format {
            Format::Human => show(&findings, number)?,
            Format::Json => output::line(findings.json())?,
            Format::Github => findings.annotations().try_for_each(output::line)?,
        }
        Ok(if findings.has_errors() { Outcome::Found } else { Outcome::Fine })
    }
}

fn list() -> Result<Outcome> {
    for id in Id::ALL {
        output::line(format_args!("{}\n  {}\n  {}", styled(STRONG, id.name()), id.about(), explanation(*id).about.zh))?;
    }
    Ok(Outcome::Fine)
}

/// Prints the explanation of a kind, with its examples.
fn explain(id: Id) -> Result<Outcome> {
    let Explanation { about, why, wrong, right } = explanation(id);
    output::line(format_args!("{}\n{} {}\n{}{}", styled(STRONG, id.name()), about.en, why.en, about.zh, why.zh))?;
    output::line(format_args!("\n{}\n{}", styled(BAD, "Wrong 错误:"), indented(wrong)))?;
    example(id, wrong).draw(|drawn| output::line(indented(&drawn)))?;
    output::line(format_args!("{}\n{}", styled(GOOD, "Right 正确:"), indented(right)))?;
    Ok(Outcome::Fine)
}

/// The diagnostics of an example.
fn example(id: Id, text: &str) -> Report {
    let mut sources = Sources::new();
    sources.add(format!("{}.yaml", id.name()), id.name(), text);
    targets::lint_decided(Selection { sources, context: 0, scope: Scope::Named }, Severity::Warning)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}

fn show(findings: &Report, number: usize) -> Result<()> {
    if findings.is_empty() {
        return output::line(styled(GOOD, format_args!("{} in order", output::count(number, "spec is", "specs are"))));
    }
    findings.draw(output::line)?;
    output::line(styled(STRONG, findings.summary()))
}
