//! A platform on this machine, for people: it says how to call it, and then what was called.

mod arguments;
mod greeting;
mod output;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::{io, thread};

use clap::Parser;
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;
use tokio::task::yield_now;
use wxmed_sandbox::{Exchange, Sandbox};

use crate::arguments::Arguments;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::failure(&failure);
            ExitCode::from(2)
        }
    }
}

/// What went wrong, in English and in Chinese.
type Failure = (String, String);

fn run(arguments: Arguments) -> Result<(), Failure> {
    let (settings, specs) = arguments.settings().map_err(|error| (error.to_string(), format!("{error:#}")))?;
    let sandbox = Sandbox::start(settings).map_err(|error| (error.to_string(), format!("{error:#}")))?;
    let runtime = Builder::new_current_thread().enable_io().build().map_err(|error| told(&error))?;
    runtime.block_on(async {
        let stopped = tokio::spawn(ctrl_c());
        // From here on, Ctrl-C is ours.
        yield_now().await;
        let calls = sandbox.listen();
        output::line(greeting::text(&sandbox, specs.model())).map_err(|error| told(&error))?;
        thread::spawn(move || tell(&calls));
        match stopped.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(told(&error)),
            Err(error) => Err(told(&io::Error::other(error))),
        }
    })
}

fn told(error: &io::Error) -> Failure {
    (error.to_string(), error.to_string())
}

/// Tells each call, until nobody reads any more.
fn tell(calls: &Receiver<Arc<Exchange>>) {
    for exchange in calls {
        if output::line(greeting::call(&exchange)).is_err() {
            return;
        }
    }
}
