//! Lists what a change of the specs breaks.

mod git;
mod show;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_tools::{BreakRule, Change, Effect, Version, compare_models};

use crate::failure::{Failure, Outcome, Result};
use crate::output::{self, STRONG, styled};
use crate::report::Report;
use crate::selection::Selection;
pub use git::committed;

/// List the breaking changes of the specs on disk compared with another version.
///
/// Wire breaks change what is sent or accepted. Source breaks change what Rust programs write: types, methods and
/// variants. Labels, notes and examples break neither.
#[derive(Args)]
pub struct Breaking {
    /// The old version: a commit, branch or tag of git, or a folder of specs
    #[arg(long, value_name = "GITREF|DIR", required_unless_present = "explain")]
    against: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Also show compatible changes: new specs, optional fields, codes
    #[arg(long)]
    all: bool,
    /// Explain a kind of change, and what to do about it
    #[arg(long, value_name = "ID", value_parser = kinds(), hide_possible_values = true)]
    #[arg(conflicts_with_all = ["against", "format", "all"])]
    explain: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Each change with its line, and a summary
    Human,
    /// One array with an object for each change
    Json,
}

/// The details for the long help.
pub const ABOUT: &str = "\
If a folder and a branch have the same name, the folder is used; write `refs/heads/NAME` for the branch.

With `--format json` standard output is one JSON array, `[]` if there is nothing to show. A change is an object
with `id`, `breaks` (`wire`, `source` or `none`), `version` (`new`, or `old` for removals), `path`, `line`, `column`,
`end_line`, `end_column`, `subject`, and `message`, `meaning` and `help`, each as `{ zh, en }`. Lines and columns count
from 1, columns in characters; the end is the position after the last character.

Exits with 1 if there are breaking changes, or if the specs on disk have mistakes; with 2 if the other version cannot be
read.";

/// The kinds of change, each with what it means.
fn kinds() -> PossibleValuesParser {
    let kind = |rule: &BreakRule| PossibleValue::new(rule.name()).help(rule.about().to_string());
    BreakRule::ALL.iter().map(kind).collect::<Vec<_>>().into()
}

/// Reads both versions of the specs.
pub trait Versions {
    /// The version before.
    ///
    /// # Errors
    /// If it can't be read.
    fn before(&self, against: &str) -> Result<Selection>;

    /// The version on disk.
    ///
    /// # Errors
    /// If it can't be read.
    fn on_disk(&self) -> Result<Selection>;
}

impl Breaking {
    /// Compares both versions, or explains a kind of change.
    ///
    /// # Errors
    /// If a version can't be read, or the output can't be written.
    pub fn run(self, versions: &impl Versions) -> Result<Outcome> {
        let Some(against) = &self.against else { return explain(self.explain.as_deref().unwrap_or_default()) };
        let (old, new) = (versions.before(against)?, versions.on_disk()?);
        let new_model = match model(&new) {
            Ok(model) => model,
            Err(findings) => return findings.refuse(),
        };
        let old_model = match model(&old) {
            Ok(model) => model,
            Err(findings) => {
                findings.draw(output::remark)?;
                return Err(Failure::new(format!("{}: the specs of {against} cannot be read", findings.summary())));
            }
        };
        let changes = compare_models(&old_model, &new_model);
        let sources = BothSources { old: &old.sources, new: &new.sources };
        match self.format {
            Format::Human => show::human(&changes, sources, self.all)?,
            Format::Json => show::json(&changes, sources, self.all)?,
        }
        let breaks = changes.iter().any(|change| change.rule.effect() != Effect::Nothing);
        Ok(if breaks { Outcome::Found } else { Outcome::Fine })
    }
}

fn model(selection: &Selection) -> std::result::Result<Model, Report> {
    let options = Options { scope: selection.scope, ..Options::default() };
    let (model, diagnostics) = compile(&selection.sources, &options);
    let mut findings = Report::default();
    findings.add(&diagnostics, &selection.sources);
    if findings.stop() { Err(findings) } else { Ok(model) }
}

fn explain(name: &str) -> Result<Outcome> {
    for rule in BreakRule::ALL.iter().filter(|rule| rule.name() == name) {
        output::line(format_args!("{} ({})", styled(STRONG, rule.name()), show::effect_name(rule.effect())))?;
        for text in [rule.about(), rule.remedy()] {
            output::line(format_args!("{text}\n{text:#}"))?;
        }
    }
    Ok(Outcome::Fine)
}

/// The sources of both versions.
#[derive(Clone, Copy)]
struct BothSources<'s> {
    old: &'s Sources,
    new: &'s Sources,
}

impl<'s> BothSources<'s> {
    /// The sources in which a change is shown.
    fn of(&self, change: &Change) -> &'s Sources {
        match change.version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }
}
