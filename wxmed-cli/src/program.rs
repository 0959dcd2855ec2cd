//! The command line, and what each command runs.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use wxmed::Lang;
use wxmed_commands::Outcome;

use crate::completions::Completions;
use crate::end::{Result, exit_code};
use crate::help;
use crate::lang::Language;
use crate::spec::Spec;

/// Tools for WeChat's medical-insurance payment interface.
///
/// A local sandbox that simulates the platform, signed and verified calls, explanations of signatures, and the tools for
/// specs. Nothing is sent anywhere but by `call`.
#[derive(Parser)]
#[command(name = "wxmed", version, max_term_width = 100, after_help = EXAMPLES, after_long_help = LONG_HELP)]
struct Arguments {
    /// The language of help and messages; by default that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, value_enum, value_name = "LANG", global = true)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Spec(Spec),
    Completions(Completions),
}

const EXAMPLES: &str = "\
Examples:
  wxmed spec lint specs/                       check specs of your own";

const LONG_HELP: &str = "\
Exit codes:
  0  success
  1  something was found: violations, a rejection by the platform, mistakes in specs, breaking changes
  2  wrong arguments, a file could not be read or written, or there was no readable response";

/// Parses the arguments and runs the command.
pub(crate) fn run(arguments: Vec<OsString>, lang: Lang) -> ExitCode {
    let mut command = command(lang);
    let matches = command.clone().get_matches_from(arguments);
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => exit_code(arguments.command.run(lang), lang),
        Err(error) => error.format(&mut command).exit(),
    }
}

/// The command line, with the help in a language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    help::in_lang(Arguments::command(), lang)
}

impl Command {
    fn run(self, lang: Lang) -> Result<Outcome> {
        match self {
            Command::Spec(spec) => Ok(spec.run()?),
            Command::Completions(completions) => completions.run(command(lang)).map(|()| Outcome::Fine),
        }
    }
}
