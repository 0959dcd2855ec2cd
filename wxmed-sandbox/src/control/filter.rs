//! The filter of the list of exchanges.

use std::time::Duration;

use jiff::Timestamp;

use super::error::ControlError;
use super::input::Query;
use super::searching::SearchTerms;
use crate::history::{Origin, RecordedCall};
use crate::outcome::Outcome;

/// The conditions that all exchanges in a list meet.
pub(super) struct Filter<'a> {
    operation: Option<&'a str>,
    outcome: Option<&'a str>,
    origin: Option<&'a str>,
    cause: Option<&'a str>,
    terms: Option<SearchTerms<'a>>,
    since: Option<Duration>,
    after: usize,
    before: usize,
}

impl<'a> Filter<'a> {
    pub(super) const PARAMETERS: [&'static str; 9] =
        ["operation", "outcome", "origin", "cause", "q", "since", "after", "before", "limit"];

    pub(super) fn of(query: &'a Query) -> Result<Self, ControlError> {
        Ok(Self {
            operation: query.get("operation"),
            outcome: query.get("outcome").map(|text| known("outcome", &Outcome::KINDS, text)).transpose()?,
            origin: query.get("origin").map(|text| known("origin", &Origin::NAMES, text)).transpose()?,
            cause: query.get("cause"),
            terms: query.get("q").map(SearchTerms::of),
            since: query.get("since").map(since).transpose()?,
            after: query.number("after", usize::MAX)?.unwrap_or(0),
            before: query.number("before", usize::MAX)?.unwrap_or(usize::MAX),
        })
    }

    pub(super) fn fits(&self, call: &RecordedCall) -> bool {
        self.operation.is_none_or(|operation| call.operation.as_deref() == Some(operation))
            && self.outcome.is_none_or(|outcome| call.outcome.kind() == outcome)
            && self.origin.is_none_or(|origin| call.origin.name() == origin)
            && self.since.is_none_or(|since| call.at >= since)
            && (self.after < call.number && call.number < self.before)
            && self.cause.is_none_or(|cause| call.causes().any(|one| one.id == cause))
            && self.terms.as_ref().is_none_or(|terms| terms.matches(call))
    }
}

/// A time in RFC 3339, or in seconds since the Unix epoch.
fn since(text: &str) -> Result<Duration, ControlError> {
    let seconds = || text.parse().ok().map(Duration::from_secs);
    // If the query wasn't encoded, the plus sign of the offset was decoded as a space.
    let time = || text.replace(' ', "+").parse::<Timestamp>().ok();
    let time = || time().map(|time| Duration::try_from(time.as_duration()).unwrap_or_default());
    seconds().or_else(time).ok_or_else(|| {
        ControlError::bad_request(
            "查询参数 since 应为 RFC 3339 时间（如 2026-01-31T12:00:00Z），或自 1970 年起的秒数",
            "the query parameter since must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or seconds since 1970",
        )
    })
}

/// The value of a parameter that allows only these values.
fn known<'a>(name: &str, values: &[&str], text: &'a str) -> Result<&'a str, ControlError> {
    values.contains(&text).then_some(text).ok_or_else(|| {
        ControlError::bad_request(
            format!("查询参数 {name} 可用的值：{}", values.join("、")),
            format!("the query parameter {name} must be one of {}", values.join(", ")),
        )
    })
}
