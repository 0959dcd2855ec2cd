//! The sandbox as a program: it prints how to call it, and then each call.

mod arguments;
mod banner;
mod output;
mod stop;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use std::{io, thread};

use clap::Parser;
use tokio::runtime::Builder;
use wxmed_sandbox::{RecordedCall, Sandbox, exchange_json};

use crate::arguments::{Arguments, Log};
use crate::stop::Stop;

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
    let log = arguments.log;
    let (settings, specs) = arguments.settings()?;
    let sandbox = Sandbox::start(settings).map_err(|error| (error.to_string(), format!("{error:#}")))?;
    let runtime = Builder::new_current_thread().enable_io().build().map_err(|error| told(&error))?;
    runtime.block_on(async {
        let mut stop = Stop::listen().map_err(|error| told(&error))?;
        let calls = sandbox.listen();
        match log {
            Log::Text => output::line(banner::text(&sandbox, specs.model())).map_err(|error| told(&error))?,
            // What reads the lines should find nothing else among them.
            Log::Json => output::notice(&format!("wxmed-sandbox {}", sandbox.url())),
        }
        let (all_told, is_told) = channel::<()>();
        thread::spawn(move || {
            tell(&calls, log);
            drop(all_told);
        });
        stop.wanted().await;
        drop(sandbox);
        // The last calls are still printed, unless the output is closed.
        let _ = is_told.recv_timeout(LAST_WORDS);
        Ok(())
    })
}

/// How long the last lines may take.
const LAST_WORDS: Duration = Duration::from_secs(1);

fn told(error: &io::Error) -> Failure {
    (error.to_string(), error.to_string())
}

/// Prints each call, until the output is closed.
fn tell(calls: &Receiver<Arc<RecordedCall>>, log: Log) {
    for exchange in calls {
        let line = match log {
            Log::Text => banner::call(&exchange),
            Log::Json => exchange_json(&exchange),
        };
        if output::line(line).is_err() {
            return;
        }
    }
}
