//! The commands for the user's specs.

mod against;
mod files;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use wxmed::spec::shipped;
use wxmed_commands::{Breaking, Docs, Draft, DraftFolder, Export, Fmt, Lint, Outcome, Own, Result, about};

use crate::examples::long;
use against::Against;
use files::{beside_shipped, own};

/// Check, format, compare, export, draft and document specs of your own.
///
/// The specs are files and folders that you name. They can refer to the code tables, parts and errata that are included in
/// wxmed.
#[derive(Args)]
pub(crate) struct Spec {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = LINT, after_long_help = long(about::LINT, LINT))]
    Lint(LintArguments),
    #[command(after_help = FMT, after_long_help = long(about::FMT, FMT))]
    Fmt(FmtArguments),
    #[command(after_help = BREAKING, after_long_help = long(about::BREAKING, BREAKING))]
    Breaking(BreakingArguments),
    #[command(after_help = EXPORT)]
    Export(ExportArguments),
    #[command(after_help = NEW, after_long_help = long(about::DRAFT, NEW))]
    New(NewArguments),
    #[command(after_help = DOCS)]
    Docs(DocsArguments),
}

#[derive(Args)]
struct LintArguments {
    /// Files and folders of specs, which can refer to each other
    #[arg(value_name = "PATH", required_unless_present = "explain", conflicts_with = "explain")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    lint: Lint,
}

#[derive(Args)]
struct FmtArguments {
    /// Files and folders of specs
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    fmt: Fmt,
}

#[derive(Args)]
struct BreakingArguments {
    /// The folder of the specs, or one file
    #[arg(value_name = "PATH", required_unless_present = "explain", conflicts_with = "explain")]
    path: Option<PathBuf>,
    #[command(flatten)]
    breaking: Breaking,
}

#[derive(Args)]
struct ExportArguments {
    /// Files and folders of specs to export together with the included ones; a file replaces the included one with the
    /// same name
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    export: Export,
}

#[derive(Args)]
struct NewArguments {
    #[command(flatten)]
    draft: Draft,
    /// The folder of your specs
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

#[derive(Args)]
struct DocsArguments {
    /// Files and folders of specs
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    docs: Docs,
}

const LINT: &str = "\
Examples:
  wxmed spec lint specs/                           all specs in a folder
  wxmed spec lint specs/ --strict                  fail on open decisions, in CI
  wxmed spec lint specs/ --format json | jq '.[].message'
  wxmed spec lint specs/ --format github           annotations, in a workflow
  wxmed spec lint --explain                        the kinds of mistake
  wxmed spec lint --explain api-name               one of them, with examples";

const FMT: &str = "\
Examples:
  wxmed spec fmt specs/                            format all specs in a folder
  wxmed spec fmt specs/ --check                    in CI";

const BREAKING: &str = "\
Examples:
  wxmed spec breaking specs/ --against main        what this branch breaks
  wxmed spec breaking specs/ --against v1.2.0 --all
  wxmed spec breaking specs/ --against ../old/specs
  wxmed spec breaking specs/ --against HEAD --format json | jq '.[].id'
  wxmed spec breaking --explain field-removed";

const EXPORT: &str = "\
Examples:
  wxmed spec export > model.json                   the included specs
  wxmed spec export specs/ > model.json            and your own
  wxmed spec export --format json-schema --schema getmedinfo.request
  wxmed spec export specs/ --format json-schema > schemas.json
  wxmed spec export --format openapi > openapi.json
  wxmed spec export | jq -r '.operations[] | .name + \" \" + (.sign_order | join(\"&\"))'";

const NEW: &str = "\
Examples:
  wxmed spec new foshan/registration --labels labels.json --dir specs
  wxmed spec new foshan/registration --labels labels.json --example sample.json --table fields.tsv
  wxmed spec new foshan/registration --table fields.tsv --stdout
  wxmed spec new foshan/registration --labels labels.json --format json | jq '.[].path'";

const DOCS: &str = "\
Examples:
  wxmed spec docs specs/                           into the folder reference
  wxmed spec docs specs/ --out docs/interface";

impl Spec {
    pub(crate) fn run(self) -> Result<Outcome> {
        match self.command {
            Command::Lint(LintArguments { paths, lint }) => lint.run(|| own(&paths)),
            Command::Fmt(FmtArguments { paths, fmt }) => {
                fmt.run(&Own::read_all(&paths)?, |path| PathBuf::from(path), "wxmed spec fmt")
            }
            Command::Breaking(BreakingArguments { path, breaking }) => {
                breaking.run(&Against { path: path.unwrap_or_default() })
            }
            Command::Export(ExportArguments { paths, export }) => export.run(&beside_shipped(&paths)?),
            Command::New(NewArguments { draft, dir }) => {
                let shown = dir.display().to_string();
                draft.run(&shipped(), &DraftFolder { shown: shown.trim_end_matches('/').to_owned(), folder: dir })
            }
            Command::Docs(DocsArguments { paths, docs }) => docs.run(&own(&paths)?),
        }
    }
}
