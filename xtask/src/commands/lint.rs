//! Checks specs.

use std::path::PathBuf;

use clap::Args;
use wxmed_commands::{Lint, Outcome, Result, about};

use super::long;
use crate::workspace::Workspace;

#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long(about::LINT, EXAMPLES))]
pub(crate) struct Arguments {
    /// Files and folders; by default all included specs
    ///
    /// They can refer to the included codes, parts and errata.
    #[arg(value_name = "PATH", conflicts_with = "explain")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    lint: Lint,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask lint                                 all included specs
  cargo xtask lint schema/specs/codes              some of them
  cargo xtask lint ../hospital/schema/mine.yaml    your own spec
  cargo xtask lint --strict                        fail on open decisions, in CI
  cargo xtask lint --format json | jq '.[].message'
  cargo xtask lint --format github                 annotations, in a workflow
  cargo xtask lint --explain                       the kinds of mistake
  cargo xtask lint --explain api-name              one of them, with examples";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        self.lint.run(|| workspace.select(&self.paths))
    }
}
