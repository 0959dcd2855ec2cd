//! Selects lines of the audit file.

use super::show::outcome;
use std::fmt;

use clap::Args;
use jiff::civil::{Date, Time};
use jiff::tz::offset;
use jiff::{Timestamp, ToSpan as _};
use wxmed::Bilingual;
use wxmed_sidecar::audit::{Entry, SettledEntry};

/// Which exchanges are wanted.
#[derive(Args)]
pub(super) struct Selection {
    /// Only this operation
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// Only this outcome, for example success, business, violations or outcome-unknown
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
    /// Only those about this order number
    #[arg(long, value_name = "NUMBER")]
    order: Option<String>,
    /// Only from this time on: 2026-01-31, or 2026-01-31T12:00:00+08:00
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: Option<Timestamp>,
    /// Only until this time; a date includes the whole day
    #[arg(long, value_name = "TIME", value_parser = until)]
    until: Option<Timestamp>,
}

impl Selection {
    /// Whether an exchange is selected.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        let is_any = |wanted: &Option<String>, text: &str| wanted.as_deref().is_none_or(|wanted| wanted == text);
        is_any(&self.operation, &entry.operation)
            && (is_any(&self.outcome, &entry.outcome) || (entry.unknown && is_any(&self.outcome, UNKNOWN)))
            && self.order.as_deref().is_none_or(|order| entry.is_about(order))
            && self.is_in_time(entry.time())
    }

    /// Whether the line of a settled call is selected.
    pub(super) fn has_settled(&self, entry: &SettledEntry) -> bool {
        let has_outcome = self.outcome.as_ref().is_none_or(|wanted| *wanted == outcome(entry));
        has_outcome && entry.keys().any(|key| self.has_call(&entry.operation, key, entry.time()))
    }

    /// Whether a call of the journal, of which only these values are known, is selected.
    pub(super) fn has_call(&self, operation: &str, key: &str, at: Timestamp) -> bool {
        let is_any = |wanted: &Option<String>, text: &str| wanted.as_deref().is_none_or(|wanted| wanted == text);
        is_any(&self.operation, operation) && is_any(&self.order, key) && self.is_in_time(at)
    }

    fn is_in_time(&self, at: Timestamp) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }
}

/// The outcome that selects all calls whose outcome is unknown, independent of their error.
const UNKNOWN: &str = "outcome-unknown";

fn since(text: &str) -> Result<Timestamp, NoTime> {
    time(text, Some)
}

fn until(text: &str) -> Result<Timestamp, NoTime> {
    time(text, |day| day.checked_add(1.day()).ok())
}

/// Parses a time, or a date as the beginning of a day in China.
fn time(text: &str, day: impl FnOnce(Date) -> Option<Date>) -> Result<Timestamp, NoTime> {
    let of_day = || {
        let day = day(text.parse().ok()?)?;
        offset(8).to_timestamp(day.to_datetime(Time::midnight())).ok()
    };
    text.parse().ok().or_else(of_day).ok_or(NoTime)
}

/// The text isn't a time.
#[derive(Debug)]
struct NoTime;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for NoTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::of(
            "应为日期或带时区的时间，如 2026-01-31 或 2026-01-31T12:00:00+08:00",
            "write a date or a time with its offset, as in 2026-01-31 or 2026-01-31T12:00:00+08:00",
        );
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for NoTime {}
