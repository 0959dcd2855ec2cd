//! The sandbox: it prints how to call it, and then each call.

mod arguments;
mod banner;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use wxmed_commands::output;
use wxmed_sandbox::{RecordedCall, Sandbox, exchange_json};

use crate::end::{Ended, Failure, Result};
use crate::stop::Stop;
pub(crate) use arguments::Arguments;
use arguments::Log;

/// Runs the sandbox until it is stopped.
pub(crate) fn run(arguments: Arguments) -> Result<Ended> {
    let log = arguments.log;
    let (settings, specs) = arguments.settings()?;
    let sandbox = Sandbox::start(settings).map_err(Failure::of)?;
    let runtime = Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let mut stop = Stop::listen()?;
        let calls = sandbox.listen();
        match log {
            Log::Text => output::line(banner::text(&sandbox, specs.model()))?,
            // Standard output contains only JSON lines, for programs that read them.
            Log::Json => {
                output::remark(format_args!("wxmed sandbox {}", sandbox.url()))?;
                if let Some(certificate) = sandbox.certificate_authority() {
                    output::remark(certificate.trim_end())?;
                }
            }
        }
        let (printed, is_printed) = channel::<()>();
        thread::spawn(move || {
            print_calls(&calls, log);
            drop(printed);
        });
        stop.wanted().await;
        drop(sandbox);
        // The last calls are still printed, unless the output is closed.
        let _ = is_printed.recv_timeout(LAST_LINES);
        Ok(Ended::Fine)
    })
}

/// How long the last lines may take.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Prints each call, until the output is closed. Calls that are waiting are printed together.
fn print_calls(calls: &Receiver<Arc<RecordedCall>>, log: Log) {
    let line = |exchange: &RecordedCall| match log {
        Log::Text => banner::call(exchange),
        Log::Json => exchange_json(exchange),
    };
    while let Ok(first) = calls.recv() {
        let mut lines = line(&first);
        for next in calls.try_iter().take(MOST_LINES) {
            lines.push('\n');
            lines += &line(&next);
        }
        if output::line(lines).is_err() {
            return;
        }
    }
}

/// The most lines that are printed together.
const MOST_LINES: usize = 256;
