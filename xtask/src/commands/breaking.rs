//! Compares the specs with another version of them.

use std::path::Path;

use clap::Args;
use wxmed_commands::{Breaking, Outcome, Result, Selection, Versions, about, committed, read_folder};

use super::long;
use crate::workspace::{SPECS, Workspace};

#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long(about::BREAKING, LONG_EXAMPLES))]
pub(crate) struct Arguments {
    #[command(flatten)]
    breaking: Breaking,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask breaking --against main              what this branch breaks
  cargo xtask breaking --against v0.1.0 --all      everything that changed since a release
  cargo xtask breaking --against ../old/schema/specs
  cargo xtask breaking --against HEAD --format json | jq '.[].id'
  cargo xtask breaking --explain field-removed";

const LONG_EXAMPLES: &str = "\
A folder given with `--against` contains specs, or a folder `schema/specs`.

Examples:
  cargo xtask breaking --against main              what this branch breaks
  cargo xtask breaking --against v0.1.0 --all      everything that changed since a release
  cargo xtask breaking --against ../old/schema/specs
  cargo xtask breaking --against HEAD --format json | jq '.[].id'
  cargo xtask breaking --explain field-removed";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        self.breaking.run(&OfWorkspace(workspace))
    }
}

/// The versions of the workspace's specs.
struct OfWorkspace<'w>(&'w Workspace);

impl Versions for OfWorkspace<'_> {
    fn before(&self, against: &str) -> Result<Selection> {
        let folder = Path::new(against);
        if !folder.is_dir() {
            return Ok(Selection::all(committed(&self.0.path(""), SPECS, against)?));
        }
        let inner = folder.join(SPECS);
        Ok(Selection::all(read_folder(if inner.is_dir() { &inner } else { folder })?))
    }

    fn on_disk(&self) -> Result<Selection> {
        Ok(Selection::all(self.0.specs()?))
    }
}
