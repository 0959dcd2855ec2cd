//! The clock and the reset.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, body, no_body};
use super::json::timestamp;

#[derive(Deserialize)]
struct Advance {
    advance_s: u64,
}

#[derive(Serialize)]
struct Clock {
    now: String,
    ahead_s: u64,
}

/// The sandbox's time, and how far it is ahead of this machine's.
pub(super) fn read(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    Ok(clock(call))
}

pub(super) fn advance(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let Advance { advance_s } = body(call.request)?;
    call.platform.advance(Duration::from_secs(advance_s));
    Ok(clock(call))
}

fn clock(call: &Call<'_>) -> ControlResponse {
    let now = call.platform.clock(call.now);
    ControlResponse::ok(&Clock { now: timestamp(now), ahead_s: now.saturating_sub(call.now).as_secs() })
}

/// The response to a reset. Later exchanges have higher numbers than `after`.
#[derive(Serialize)]
struct Reset {
    after: usize,
}

pub(super) fn reset(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    call.platform.reset();
    Ok(ControlResponse::ok(&Reset { after: call.platform.last_number() }))
}
