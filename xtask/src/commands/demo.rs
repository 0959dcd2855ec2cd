//! Runs the demo.

use std::ffi::OsString;

use clap::Args;
use wxmed_commands::Result;

use crate::exec::run_example;
use crate::workspace::Workspace;

/// Demonstrate the whole flow against a local sandbox, with a readable transcript.
///
/// Runs the example `demo` of the package `wxmed-examples` and returns its exit code.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// Arguments for the example
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    arguments: Vec<OsString>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask demo
  cargo xtask demo -- --lang zh    in Chinese only
  cargo xtask demo -- --help       the options of the example";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<u8> {
        run_example(workspace, "wxmed-examples", &[], "demo", &self.arguments)
    }
}
