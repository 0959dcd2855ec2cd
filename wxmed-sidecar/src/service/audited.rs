//! The line of a call in the audit file.

use std::time::Duration;

use jiff::Timestamp;
use wxmed::dynamic::Operation;

use crate::attempts::Attempts;
use crate::audit::{Audit, Exchange, RedactedFields};
use crate::outcome::{ApiResponse, Effect};
use crate::prepare::pairs;

/// A call that has ended.
pub(super) struct Ended<'c> {
    pub(super) began: Timestamp,
    pub(super) elapsed: Duration,
    pub(super) caller: &'c str,
    pub(super) merchant: &'c str,
    pub(super) operation: &'c Operation,
    pub(super) response: &'c ApiResponse,
    pub(super) outcome: &'static str,
    pub(super) details: Details,
}

/// Details of a call that are only available within it.
#[derive(Default)]
pub(super) struct Details {
    /// The idempotency key, or the order number.
    pub(super) key: Option<String>,
    pub(super) violations: wxmed::Violations,
    pub(super) rid: Option<String>,
    /// The English message of the error, for the log. It contains no values of the request.
    pub(super) error: Option<String>,
    /// The fields of a request that was not sent.
    pub(super) unsent: Vec<(String, String)>,
    pub(super) attempts: Attempts,
    /// Whether the call was cut off, so that it isn't known what was sent.
    pub(super) is_cut_off: bool,
}

impl Ended<'_> {
    /// Logs the call, as a warning if it failed unexpectedly.
    pub(super) fn log(&self) {
        let Self { caller, merchant, outcome, .. } = self;
        let (operation, code) = (self.operation.name(), self.response.code.as_deref());
        let elapsed_us = u64::try_from(self.elapsed.as_micros()).unwrap_or(u64::MAX);
        match &self.details.error {
            Some(error) => tracing::warn!(
                target: "wxmed::sidecar", operation, caller, merchant, outcome, code, elapsed_us, error, "call"
            ),
            None => {
                tracing::info!(target: "wxmed::sidecar", operation, caller, merchant, outcome, code, elapsed_us, "call")
            }
        }
    }

    pub(super) fn record(self, audit: &Audit) {
        let Self { began, elapsed, caller, merchant, operation, response, outcome, details } = self;
        let Details { key, violations, rid, unsent, attempts, is_cut_off, error: _ } = details;
        let mut exchange = Exchange::new(began, caller, operation.name(), response.status, outcome)
            .elapsed(elapsed)
            .merchant(merchant)
            .unknown(response.effect == Effect::Unknown)
            .attempts((!is_cut_off).then_some(attempts.count))
            .violations(&violations);
        exchange = key.into_iter().fold(exchange, Exchange::key);
        exchange = rid.into_iter().fold(exchange, Exchange::rid);
        exchange = response.code.clone().into_iter().fold(exchange, Exchange::code);
        exchange = match attempts.last {
            Some((sent, received)) => exchange.request(sent).response(received),
            None => exchange.request(RedactedFields::unsent(operation, pairs(&unsent))),
        };
        audit.record(attempts.raw.into_iter().fold(exchange, Exchange::raw));
    }
}
