//! Runs the local platform.

use std::ffi::OsString;

use clap::Args;

use crate::Outcome;
use crate::exec::run_binary;
use crate::failure::Result;
use crate::workspace::Workspace;

/// Run the local platform, to try requests against.
///
/// Runs the binary of the package `wxmed-sandbox`, which says where it is and how to call it. Ctrl-C stops it.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The port to listen on, if not 8377; 0 takes a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// What else the binary gets
    #[arg(last = true, value_name = "ARGUMENT")]
    others: Vec<OsString>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask sandbox
  cargo xtask sandbox --port 0     on a free port
  cargo xtask sandbox -- --help    what the binary itself takes";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let port = self.port.map(|port| ["--port".into(), port.to_string().into()]);
        let arguments: Vec<OsString> = port.into_iter().flatten().chain(self.others).collect();
        run_binary(workspace, "wxmed-sandbox", &arguments)
    }
}
