//! Writes the model for other programs.

use clap::{Args, ValueEnum};
use wxmed_compiler::{Errata, Options, compile};
use wxmed_tools::export_json;

use super::refuse;
use crate::failure::Result;
use crate::report::Report;
use crate::workspace::Workspace;
use crate::{Outcome, output};

/// Write the model to standard output.
///
/// Values are those of the document. If errata change them, the corrected values are under `effective`.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Operations, contents, templates, codes, errors and errata; keys are only ever added
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask export > model.json
  cargo xtask export | jq -r '.operations[] | .name + \" \" + (.sign_order | join(\"&\"))'";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let sources = workspace.specs()?;
        let mut findings = Report::default();
        let (effective, diagnostics) = compile(&sources, &Options::default());
        findings.add(&diagnostics, &sources);
        let (document, diagnostics) = compile(&sources, &Options { errata: Errata::None, ..Options::default() });
        findings.add(&diagnostics, &sources);
        if findings.stop() {
            return refuse(&findings);
        }
        findings.draw(output::remark)?;
        match self.format {
            Format::Json => output::text(export_json(&document, &effective))?,
        }
        Ok(Outcome::Fine)
    }
}
