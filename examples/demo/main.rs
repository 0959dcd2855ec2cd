//! The main use case end to end, as a transcript: `cargo xtask demo`.
//!
//! A client sends requests over HTTP to a sandbox on this machine. Every line is computed at run time, and every step
//! checks its own result.

pub(crate) mod account;
mod page;
mod requests;
mod stage;
mod steps;
mod traffic;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use page::{Langs, Page};
use steps::Summary;

type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// Shows the five operations over HTTP against a sandbox, and what happens when something fails.
///
/// Nothing leaves this machine. All persons, numbers and addresses are made up, or from the vendor's document. Exits
/// with 1 if a step fails.
#[derive(Parser)]
#[command(name = "demo")]
struct Arguments {
    /// The language of the explanations; both by default
    #[arg(long, value_name = "LANG", value_enum)]
    lang: Option<Lang>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

fn main() -> ExitCode {
    let langs = match Arguments::parse().lang {
        None => Langs::Both,
        Some(Lang::Zh) => Langs::Chinese,
        Some(Lang::En) => Langs::English,
    };
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    let summary = steps::run(&mut Page::new(&mut out, langs));
    match summary.and_then(|summary| Ok(out.flush().map(|()| summary)?)) {
        Ok(Summary::AllPassed) => ExitCode::SUCCESS,
        Ok(Summary::SomeFailed) => ExitCode::FAILURE,
        // The reader of a pipe may stop early.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Fails the step unless the condition holds.
fn ensure(holds: bool, otherwise: &str) -> Result {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
