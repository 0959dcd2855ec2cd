//! Stubs.

use serde::Serialize;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, body, no_body};
use super::json::encoded;
use super::stub::{NewStub, StubJson};

/// The maximum number of stubs.
const MOST_STUBS: usize = 10_000;

#[derive(Serialize)]
struct Stubs<'a> {
    stubs: Vec<StubJson<'a>>,
}

#[derive(Serialize)]
struct Added {
    number: usize,
}

/// Lists the stubs that may still be applied.
pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    Ok(ControlResponse::ok(&Stubs { stubs: call.platform.stubs().map(StubJson::of).collect() }))
}

pub(super) fn add(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let stub = body::<NewStub>(call.request)?.stub()?;
    if call.platform.stubs().count() >= MOST_STUBS {
        return Err(ControlError::full(
            format!("桩已达上限 {MOST_STUBS} 个"),
            format!("there are {MOST_STUBS} stubs already, which is the limit"),
        ));
    }
    Ok(ControlResponse::Json(201, encoded(&Added { number: call.platform.numbered_stub(stub) })))
}

/// Removes a stub.
pub(super) fn remove(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    let number = call.parameter().parse().ok();
    match number.is_some_and(|number| call.platform.remove_stub(number)) {
        true => Ok(ControlResponse::NoContent),
        false => Err(ControlError::not_found(
            "没有这个序号的桩：它可能已用完",
            "there is no stub with this number: it may be used up",
        )),
    }
}

pub(super) fn clear(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    call.platform.clear_stubs();
    Ok(ControlResponse::NoContent)
}
