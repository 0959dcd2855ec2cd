//! Drafts the spec of a city's content from the files of its bureau.

use clap::Args;
use wxmed_commands::{Draft, DraftFolder, Outcome, Result, about};

use super::long;
use crate::workspace::{SPECS, Workspace};

#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long(about::DRAFT, EXAMPLES))]
pub(crate) struct Arguments {
    #[command(flatten)]
    draft: Draft,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask new-city foshan/registration --labels labels.json
  cargo xtask new-city foshan/registration --labels labels.json --example sample.json --table fields.tsv
  cargo xtask new-city foshan/registration --table fields.tsv --stdout
  cargo xtask new-city foshan/registration --labels labels.json --format json | jq '.[].path'";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let folder = DraftFolder { folder: workspace.path(SPECS), shown: SPECS.to_owned() };
        self.draft.run(&workspace.specs()?, &folder)
    }
}
