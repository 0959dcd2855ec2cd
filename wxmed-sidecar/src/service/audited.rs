//! The line of a call in the audit file.

use std::time::Duration;

use jiff::Timestamp;
use wxmed::dynamic::Operation;

use crate::attempts::Attempts;
use crate::audit::{Audit, Exchange, RedactedFields};
use crate::outcome::Answer;
use crate::prepare::pairs;

/// What is known of a call when it has ended.
pub(super) struct Ended<'c> {
    pub(super) began: Timestamp,
    pub(super) elapsed: Duration,
    pub(super) caller: &'c str,
    pub(super) merchant: &'c str,
    pub(super) operation: &'c Operation,
    pub(super) answer: &'c Answer,
    pub(super) outcome: &'static str,
    pub(super) details: Details,
}

/// What is known only inside of a call.
#[derive(Default)]
pub(super) struct Details {
    /// The idempotency key, or the order number.
    pub(super) key: Option<String>,
    pub(super) violations: wxmed::Violations,
    pub(super) rid: Option<String>,
    /// The fields of a request that was not sent.
    pub(super) unsent: Vec<(String, String)>,
    pub(super) attempts: Attempts,
}

impl Ended<'_> {
    pub(super) fn record(self, audit: &Audit) {
        let Self { began, elapsed, caller, merchant, operation, answer, outcome, details } = self;
        let Details { key, violations, rid, unsent, attempts } = details;
        let mut exchange = Exchange::new(began, caller, operation.name(), answer.status, outcome)
            .elapsed(elapsed)
            .merchant(merchant)
            .attempts(attempts.count)
            .violations(&violations);
        exchange = key.into_iter().fold(exchange, Exchange::key);
        exchange = rid.into_iter().fold(exchange, Exchange::rid);
        exchange = answer.code.clone().into_iter().fold(exchange, Exchange::code);
        exchange = match attempts.last {
            Some((sent, received)) => exchange.request(sent).response(received),
            None => exchange.request(RedactedFields::unsent(operation, pairs(&unsent))),
        };
        audit.record(attempts.raw.into_iter().fold(exchange, Exchange::raw));
    }
}
