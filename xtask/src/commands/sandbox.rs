//! Runs the sandbox.

use std::ffi::OsString;

use clap::Args;
use wxmed_commands::Result;

use crate::exec::run_binary;
use crate::workspace::Workspace;

/// Run the sandbox, which simulates the platform locally.
///
/// Builds the program `wxmed` and runs `wxmed sandbox`, which prints its address and how to call it. Press Ctrl-C to stop it.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The port to listen on, 8377 by default; 0 selects a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// More arguments for `wxmed sandbox`
    #[arg(last = true, value_name = "ARGUMENT")]
    others: Vec<OsString>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask sandbox
  cargo xtask sandbox --port 0     on a free port
  cargo xtask sandbox -- --help    the options of `wxmed sandbox`";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<u8> {
        let port = self.port.map(|port| ["--port".into(), port.to_string().into()]);
        let command = [OsString::from("sandbox")];
        let arguments: Vec<OsString> =
            command.into_iter().chain(port.into_iter().flatten()).chain(self.others).collect();
        run_binary(workspace, "wxmed-cli", &arguments)
    }
}
