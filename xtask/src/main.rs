//! The commands for maintainers and CI: `cargo xtask <command>`.
//!
//! Of this project's crates, it links only those that read specs, and it reads specs from disk: it must work when a
//! spec is broken and nothing else compiles. Commands that need other crates run separate programs. The commands for
//! specs are those of `wxmed spec` and come from `wxmed-commands`.
//!
//! Every command exits with 0 for success, with 1 if something must be fixed, and with 2 if the arguments are wrong or a
//! file can't be read or written.

mod artifacts;
mod commands;
mod exec;
mod expand;
mod pretty;
mod scale_bench;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use wxmed_commands::exit_code;

use crate::commands::{Command, End};
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

fn main() -> ExitCode {
    let Arguments { root, command } = Arguments::parse();
    match Workspace::open(root).and_then(|workspace| command.run(&workspace)) {
        Ok(End::Forwarded(code)) => ExitCode::from(code),
        Ok(End::Own(outcome)) => exit_code(Ok(outcome)),
        Err(failure) => exit_code(Err(failure)),
    }
}
