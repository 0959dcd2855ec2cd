//! Exit codes.

use std::process::ExitCode;

use crate::failure::{Failure, Outcome, Result};
use crate::output;

/// The exit code for a closed pipe, as shells report it: a check in a pipe must not pass because of it.
const CLOSED_PIPE: u8 = 141;

/// 0 for success, 1 if something must be fixed, 2 if the command could not do its work; then the reason is written to
/// standard error.
pub fn exit_code(outcome: Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(Failure::ClosedPipe) => ExitCode::from(CLOSED_PIPE),
        Err(Failure::Message(message)) => {
            output::failure(&message);
            ExitCode::from(2)
        }
    }
}
