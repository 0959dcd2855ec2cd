//! The clock, and the way back to the beginning.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::call::{Answer, Call};
use super::error::ControlError;
use super::input::{body, no_body};
use super::json::timestamp;

#[derive(Deserialize)]
struct Advance {
    advance_s: u64,
}

#[derive(Serialize)]
struct Clock {
    now: String,
}

pub(super) fn advance(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    let Advance { advance_s } = body(call.request)?;
    call.platform.advance(Duration::from_secs(advance_s));
    Ok(Answer::ok(&Clock { now: timestamp(call.platform.clock(call.now)) }))
}

/// Exchanges after this number are those after the reset.
#[derive(Serialize)]
struct Reset {
    after: usize,
}

pub(super) fn reset(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    no_body(call.request)?;
    call.platform.reset();
    Ok(Answer::ok(&Reset { after: call.platform.last_number() }))
}
