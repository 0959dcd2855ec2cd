//! Exchanges and state changes as server-sent events.

use std::time::Duration;

use serde::Serialize;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::Summary;
use super::input::Query;
use super::json::{encoded, timestamp};
use super::stub::StubJson;
use crate::platform::Platform;

/// The maximum number of exchanges in one event.
const MOST_EXCHANGES: usize = 500;
/// The maximum number of stubs in the state.
const MOST_STUBS: usize = 50;

#[derive(Serialize)]
struct Exchanges<'a> {
    exchanges: Vec<Summary<'a>>,
}

/// The state that every page of the console shows.
#[derive(Serialize)]
struct Status<'a> {
    /// Another one after a restart.
    instance: String,
    now: String,
    ahead_s: u64,
    first: usize,
    last: usize,
    stub_count: usize,
    stubs: Vec<StubJson<'a>>,
}

/// What a reader of the stream has received.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    /// The number of the last exchange.
    pub(crate) last: usize,
    /// The number of updates of earlier exchanges.
    pub(crate) updates: usize,
}

/// Events as text, and what their reader has received then.
pub(crate) struct News {
    pub(crate) text: String,
    pub(crate) cursor: Cursor,
    /// Whether they include all exchanges so far.
    pub(crate) is_all: bool,
}

/// Streams the exchanges after a number; only new ones if no number is given.
pub(super) fn stream(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let query = Query::of(call.request, &["after"])?;
    let after = query.number("after", usize::MAX)?.unwrap_or_else(|| call.platform.last_number());
    Ok(ControlResponse::Events { after })
}

/// The exchanges that the reader hasn't received, those that have changed since, and the state.
pub(crate) fn news(platform: &Platform, received: Cursor, now: Duration) -> News {
    let exchanges: Vec<Summary<'_>> =
        platform.calls_after(received.last).take(MOST_EXCHANGES).map(|call| Summary::of(call)).collect();
    let updated: Vec<Summary<'_>> = platform.updated_after(received.updates).map(|call| Summary::of(call)).collect();
    let newest = platform.last_number();
    let last = exchanges.last().map_or(newest, Summary::number);
    let mut text = String::new();
    if !exchanges.is_empty() {
        event(&mut text, "exchanges", &Exchanges { exchanges });
    }
    if !updated.is_empty() {
        event(&mut text, "updates", &Exchanges { exchanges: updated });
    }
    event(&mut text, "status", &status(platform, now));
    News { text, cursor: Cursor { last, updates: platform.update_count() }, is_all: last >= newest }
}

fn status(platform: &Platform, now: Duration) -> Status<'_> {
    let clock = platform.clock(now);
    Status {
        instance: platform.instance(),
        now: timestamp(clock),
        ahead_s: clock.saturating_sub(now).as_secs(),
        first: platform.calls_after(0).next().map_or(0, |call| call.number),
        last: platform.last_number(),
        stub_count: platform.stubs().count(),
        stubs: platform.stubs().take(MOST_STUBS).map(StubJson::of).collect(),
    }
}

/// Appends an event. The data is a single line, because JSON escapes line breaks in strings.
fn event(text: &mut String, name: &str, data: &impl Serialize) {
    let data = String::from_utf8(encoded(data)).unwrap_or_default();
    text.push_str(&format!("event: {name}\ndata: {data}\n\n"));
}
