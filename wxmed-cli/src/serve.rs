//! The sidecar.

mod check;
mod init;
mod log;
mod run;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use wxmed::Lang;

use crate::end::{Ended, Result};
use crate::examples;
use init::Init;

/// Offer the interface as JSON over HTTP to systems in any language.
///
/// The configuration names the merchants, their keys and the callers. SIGTERM or Ctrl-C stops it once the calls in
/// progress have ended, and SIGHUP reads the specs again. The log is on standard error.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Serve {
    /// The configuration file; `wxmed serve init` writes one
    #[arg(long, value_name = "FILE", required = true)]
    config: Option<PathBuf>,
    /// Check the configuration with its secrets, specs and files, and exit
    #[arg(long)]
    check: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = examples::SERVE_INIT)]
    Init(Init),
}

impl Serve {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        match (self.command, self.config) {
            (Some(Command::Init(init)), _) => init.run(lang),
            (None, config) if self.check => check::check(&config.unwrap_or_default(), lang),
            (None, config) => run::run(&config.unwrap_or_default(), lang),
        }
    }
}
