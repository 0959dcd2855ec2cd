//! Formats specs.

use std::path::PathBuf;

use clap::Args;
use wxmed_commands::{Fmt, Outcome, Own, Result, about};

use super::long;
use crate::workspace::Workspace;

#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long(about::FMT, EXAMPLES))]
pub(crate) struct Arguments {
    /// Files and folders; by default all included specs
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    fmt: Fmt,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask fmt                                  all included specs
  cargo xtask fmt ../hospital/schema/mine.yaml     your own spec
  cargo xtask fmt --check                          in CI";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        const COMMAND: &str = "cargo xtask fmt";
        if self.paths.is_empty() {
            return self.fmt.run(&workspace.specs()?, |path| workspace.path(path), COMMAND);
        }
        self.fmt.run(&Own::read_all(&self.paths)?, |path| PathBuf::from(path), COMMAND)
    }
}
