//! The command line, and what each command runs.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use wxmed::Lang;

use crate::audit::Audit;
use crate::call::Call;
use crate::check::Check;
use crate::completions::Completions;
use crate::end::{Ended, Result, exit_code};
use crate::examples::{self, long};
use crate::help;
use crate::lang::Language;
use crate::sandbox;
use crate::serve::Serve;
use crate::sign::Sign;
use crate::spec::Spec;

/// Tools for WeChat's medical-insurance payment interface.
///
/// A local sandbox that simulates the platform, signed and verified calls, explanations of signatures, a sidecar for
/// systems in other languages, and the tools for specs. Nothing is sent anywhere but by `call` and `serve`.
#[derive(Parser)]
#[command(name = "wxmed", version, max_term_width = 100, after_help = examples::PROGRAM, after_long_help = long(examples::EXIT_CODES, examples::PROGRAM))]
struct Arguments {
    /// The language of help and messages; by default that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, value_enum, value_name = "LANG", global = true, display_order = 900)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = examples::SANDBOX)]
    Sandbox(sandbox::Arguments),
    #[command(after_help = examples::CALL, after_long_help = long(examples::CALL_ABOUT, examples::CALL))]
    Call(Call),
    #[command(after_help = examples::SIGN)]
    Sign(Sign),
    #[command(after_help = examples::CHECK, after_long_help = long(examples::CHECK_ABOUT, examples::CHECK))]
    Check(Check),
    #[command(after_help = examples::SERVE)]
    Serve(Serve),
    #[command(after_help = examples::AUDIT, after_long_help = long(examples::AUDIT_ABOUT, examples::AUDIT))]
    Audit(Audit),
    Spec(Spec),
    Completions(Completions),
}

/// Parses the arguments and runs the command.
pub(crate) fn run(arguments: Vec<OsString>, lang: Lang) -> ExitCode {
    let mut command = command(lang);
    let matches = command.try_get_matches_from_mut(arguments).unwrap_or_else(|error| help::end(error, lang));
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => exit_code(arguments.command.run(lang), lang),
        Err(error) => help::end(error.format(&mut command), lang),
    }
}

/// The command line, with the help in a language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    help::in_lang(Arguments::command(), lang)
}

impl Command {
    fn run(self, lang: Lang) -> Result<Ended> {
        match self {
            Command::Sandbox(arguments) => sandbox::run(arguments),
            Command::Call(call) => call.run(lang),
            Command::Sign(sign) => sign.run(lang),
            Command::Check(check) => check.run(lang),
            Command::Serve(serve) => serve.run(lang),
            Command::Audit(audit) => audit.run(lang),
            Command::Spec(spec) => Ok(spec.run()?.into()),
            Command::Completions(completions) => completions.run(command(lang)).map(|()| Ended::Fine),
        }
    }
}
