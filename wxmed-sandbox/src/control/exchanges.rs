//! The recorded calls.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::{Exchange, Summary};
use super::filter::Filter;
use super::input::{Query, no_body};
use super::json::encoded;
use crate::history::RecordedCall;

/// The default and the maximum number of exchanges in a list.
const USUAL: usize = 100;
const MOST: usize = 1000;

/// The default and the maximum time to wait for the next exchange, in seconds.
const USUAL_WAIT: usize = 10;
const LONGEST_WAIT: usize = 60;

#[derive(Serialize)]
struct Exchanges<'a> {
    exchanges: Vec<Summary<'a>>,
}

/// Lists exchanges, newest first.
pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let query = Query::of(call.request, &Filter::PARAMETERS)?;
    let limit = query.number("limit", MOST)?.unwrap_or(USUAL);
    let filter = Filter::of(&query)?;
    let exchanges = call.platform.newest_calls().filter(|call| filter.fits(call)).take(limit);
    Ok(ControlResponse::ok(&Exchanges { exchanges: exchanges.map(|call| Summary::of(call)).collect() }))
}

/// Removes all exchanges.
pub(super) fn clear(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    call.platform.clear_calls();
    Ok(ControlResponse::NoContent)
}

/// Returns an exchange by its number or by its `rid`.
pub(super) fn one(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let found = found(call)?;
    Ok(ControlResponse::ok(&Exchange::of(&found, call.platform)))
}

/// The exchange identified in the path.
pub(super) fn found(call: &Call<'_>) -> Result<Arc<RecordedCall>, ControlError> {
    let id = call.parameter();
    let number = id.parse::<usize>().ok();
    let is_meant = |call: &RecordedCall| match number {
        Some(number) => call.number == number,
        None => call.rid.as_deref() == Some(id),
    };
    call.platform.newest_calls().find(|call| is_meant(call)).cloned().ok_or_else(|| {
        ControlError::not_found(
            "没有这个序号或 rid 的调用：它可能已被清除",
            "there is no exchange with this number or rid: it may have been dropped",
        )
    })
}

/// Returns the first exchange after a number, or the next new one if no number is given.
pub(super) fn next(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let query = Query::of(call.request, &["after", "wait"])?;
    let after = query.number("after", usize::MAX)?.unwrap_or_else(|| call.platform.last_number());
    let wait = query.number("wait", LONGEST_WAIT)?.unwrap_or(USUAL_WAIT);
    Ok(match call.platform.calls_after(after).next() {
        Some(found) => ControlResponse::Json(200, summary(found)),
        None if wait == 0 => ControlResponse::NoContent,
        None => ControlResponse::Wait { after, at_most: Duration::from_secs(wait as u64) },
    })
}

/// The JSON of an exchange, as an entry of the list.
pub(crate) fn summary(call: &RecordedCall) -> Vec<u8> {
    encoded(&Summary::of(call))
}

/// A recorded call as JSON in one line, as `GET /sandbox/v1/exchanges` lists it: time, operation, outcome, request ID,
/// duration and diagnosis. Neither the query, nor headers, nor bodies are part of it.
///
/// ```
/// use std::time::Duration;
/// use wxmed_sandbox::{HttpRequest, Platform, Settings, exchange_json};
/// let mut platform = Platform::new(Settings::default(), "http://127.0.0.1:8080")?;
/// platform.handle(&HttpRequest::get("/cgi-bin/token", ""), Duration::from_secs(1_700_000_000));
/// let json = exchange_json(&platform.recorded_calls()[0]);
/// assert!(json.starts_with(r#"{"number":1,"at":"2023-11-14T22:13:20.000Z","method":"GET","path":"/cgi-bin/token""#));
/// # Ok::<(), wxmed_sandbox::UnknownContent>(())
/// ```
pub fn exchange_json(call: &RecordedCall) -> String {
    String::from_utf8(summary(call)).unwrap_or_default()
}
