//! Writes the model for other programs.

use clap::Args;
use wxmed_commands::{Export, Outcome, Result};

use crate::workspace::Workspace;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    export: Export,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask export > model.json
  cargo xtask export --format provenance | grep ^low
  cargo xtask export --format json-schema > schemas.json
  cargo xtask export --format openapi > openapi.json
  cargo xtask export --format json-schema --schema getmedinfo.request > getmedinfo.schema.json
  cargo xtask export | jq -r '.operations[] | .name + \" \" + (.sign_order | join(\"&\"))'";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        self.export.run(&workspace.specs()?)
    }
}
