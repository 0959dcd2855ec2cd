//! What maintainers and CI run: `cargo xtask <command>`.
//!
//! Of this project it links only the crate that reads specs, and it reads them from disk: it is needed most when a spec
//! is broken and nothing else compiles. What needs more runs as a program of its own.
//!
//! Every command ends with 0 if all is well, with 1 if it found something that must be mended, and with 2 if it was
//! called wrongly or could not read or write.

mod artifacts;
mod commands;
mod diff;
mod exec;
mod failure;
mod output;
mod parallel;
mod pretty;
mod report;
mod scale_bench;
mod targets;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Commands for maintainers and CI of wxmed.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100, after_help = AFTER_HELP)]
struct Arguments {
    /// The workspace to work on, if not this one.
    #[arg(long, value_name = "DIR", global = true, hide = true)]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  success
  1  something must be fixed: mistakes in specs, stale files, breaking changes
  2  wrong arguments, or a file could not be read or written

Examples:
  cargo xtask lint                 check the specs
  cargo xtask regen                regenerate everything that is derived from them
  cargo xtask regen --check        check that it is up to date, in CI
  cargo xtask fmt                  format the specs
  cargo xtask breaking --against main
                                   list breaking changes
  cargo xtask new-city foshan/registration --labels labels.json
                                   draft the spec of a city";

/// How a command ended, if it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Success.
    Fine,
    /// Something must be fixed.
    Found,
    /// Another program ran and ended with this code.
    Forwarded(u8),
}

/// The exit code for a closed pipe, as shells report it: a check in a pipe must not pass because of it.
const CLOSED_PIPE: u8 = 141;

fn main() -> ExitCode {
    let Arguments { root, command } = Arguments::parse();
    let outcome = Workspace::open(root).and_then(|workspace| command.run(&workspace));
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Forwarded(code)) => ExitCode::from(code),
        Err(Failure::NobodyReads) => ExitCode::from(CLOSED_PIPE),
        Err(Failure::Told(failure)) => {
            output::failure(&failure);
            ExitCode::from(2)
        }
    }
}
