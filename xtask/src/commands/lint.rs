//! Tells what is wrong with specs.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use wxmed_schema::{Id, Options, compile};

use crate::Outcome;
use crate::failure::Result;
use crate::findings::Findings;
use crate::output::{self, GOOD, STRONG, styled};
use crate::units::units;
use crate::workspace::{Selection, Workspace};

/// Tell everything that is wrong with specs.
///
/// Each mistake is shown with its file, its line and what to do. Names that would collide in Rust are mistakes, too.
#[derive(Args)]
#[command(after_help = AFTER_HELP, after_long_help = AFTER_LONG_HELP)]
pub(crate) struct Arguments {
    /// Files and folders; all specs that ship, if none is given
    ///
    /// The shipped codes, parts and errata are there for them to refer to.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say what a kind of mistake is about
    #[arg(long, value_name = "ID", value_parser = kinds(), hide_possible_values = true)]
    #[arg(conflicts_with_all = ["paths", "format"])]
    explain: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Each mistake as compilers draw it, and a summary
    Human,
    /// One array, with an object a mistake
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask lint                                 all specs that ship
  cargo xtask lint schema/specs/codes              some of them
  cargo xtask lint ../hospital/schema/mine.yaml    a spec of your own
  cargo xtask lint --format json | jq '.[].message'
  cargo xtask lint --explain api-name";

const AFTER_LONG_HELP: &str = "\
With `--format json` standard output is one JSON array, `[]` if all is well. A mistake is an object with `id`,
`severity` (`error` or `warning`), `path`, `line`, `column`, `end_line`, `end_column`, `message` and `help` (a text
or null). Lines and columns count from 1, columns in characters; the end is the place behind the last character.

Ends with 1 if there is an error; warnings alone are no reason to fail.

Examples:
  cargo xtask lint                                 all specs that ship
  cargo xtask lint schema/specs/codes              some of them
  cargo xtask lint ../hospital/schema/mine.yaml    a spec of your own
  cargo xtask lint --format json | jq '.[].message'
  cargo xtask lint --explain api-name";

/// The kinds of mistake, each with what it is about.
fn kinds() -> PossibleValuesParser {
    Id::ALL.iter().map(|id| PossibleValue::new(id.name()).help(id.about())).collect::<Vec<_>>().into()
}

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        if let Some(name) = self.explain {
            return explain(&name);
        }
        let selection = workspace.select(&self.paths)?;
        let findings = lint(&selection)?;
        match self.format {
            Format::Human => show(&findings, selection.sources.files().len() - selection.context)?,
            Format::Json => output::line(findings.json())?,
        }
        Ok(if findings.has_errors() { Outcome::Found } else { Outcome::Fine })
    }
}

fn explain(name: &str) -> Result<Outcome> {
    for id in Id::ALL.iter().filter(|id| id.name() == name) {
        output::line(format_args!("{}\n{}", styled(STRONG, id.name()), id.about()))?;
    }
    Ok(Outcome::Fine)
}

/// Reads the specs together, and writes each as the macro does.
fn lint(selection: &Selection) -> Result<Findings> {
    let Selection { sources, scope, .. } = selection;
    let mut findings = Findings::default();
    let (model, diagnostics) = compile(sources, &Options { scope: *scope, ..Options::default() });
    findings.add(&diagnostics, sources);
    for unit in units(sources, &model, *scope) {
        unit.expand(&mut findings)?;
    }
    Ok(findings)
}

fn show(findings: &Findings, number: usize) -> Result<()> {
    if findings.is_empty() {
        return output::line(styled(GOOD, format_args!("{} in order", output::count(number, "spec is", "specs are"))));
    }
    findings.draw(output::line)?;
    output::line(styled(STRONG, findings.summary()))
}
