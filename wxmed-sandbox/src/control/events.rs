//! What happens, as server-sent events.

use std::time::Duration;

use serde::Serialize;

use super::call::{Answer, Call};
use super::error::ControlError;
use super::exchange::Summary;
use super::input::Query;
use super::json::{encoded, timestamp};
use super::stub::StubJson;
use crate::platform::Platform;

/// How many exchanges one event has at most.
const MOST_EXCHANGES: usize = 500;
/// How many stubs the state lists at most.
const MOST_STUBS: usize = 50;

#[derive(Serialize)]
struct Exchanges<'a> {
    exchanges: Vec<Summary<'a>>,
}

/// What every page shows.
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

/// Events as text, and up to which exchange they go.
pub(crate) struct News {
    pub(crate) text: String,
    pub(crate) last: usize,
    /// Whether no later exchanges were left for another time.
    pub(crate) is_all: bool,
}

/// Those after a number; of those that come, if the number is not given.
pub(super) fn stream(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    let query = Query::of(call.request, &["after"])?;
    let after = query.number("after", usize::MAX)?.unwrap_or_else(|| call.platform.last_number());
    Ok(Answer::Events { after })
}

/// What there is after an exchange, and the state.
pub(crate) fn news(platform: &Platform, after: usize, now: Duration) -> News {
    let exchanges: Vec<Summary<'_>> =
        platform.calls_after(after).take(MOST_EXCHANGES).map(|call| Summary::of(call)).collect();
    let newest = platform.last_number();
    let last = exchanges.last().map_or(newest, Summary::number);
    let mut text = String::new();
    if !exchanges.is_empty() {
        event(&mut text, "exchanges", &Exchanges { exchanges });
    }
    event(&mut text, "status", &status(platform, now));
    News { text, last, is_all: last >= newest }
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

/// JSON has no line breaks outside of texts, and in texts they are escaped.
fn event(text: &mut String, name: &str, data: &impl Serialize) {
    let data = String::from_utf8(encoded(data)).unwrap_or_default();
    text.push_str(&format!("event: {name}\ndata: {data}\n\n"));
}
