//! Observes a merchant's client: its attempts are counted, logged, and collected for the audit file.

use std::sync::Arc;

use wxmed::{AttemptEvent, AttemptOutcome, Observer, TokenFetchEvent};

use crate::attempts;
use crate::metrics::Metrics;

/// Observes the client of a merchant.
pub(crate) struct ClientObserver {
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) merchant: String,
}

impl Observer for ClientObserver {
    fn on_attempt(&self, attempt: &AttemptEvent<'_>) {
        attempts::add(attempt);
        self.metrics.attempted(attempt.operation());
        let outcome = match attempt.outcome() {
            AttemptOutcome::Success => "success",
            AttemptOutcome::TokenRejected(_) => "token-rejected",
            AttemptOutcome::Failure(error) => error.kind(),
            AttemptOutcome::NoResponse(_) => "no-response",
            // Variants that a later version adds.
            _ => "other",
        };
        tracing::debug!(
            target: "wxmed::sidecar",
            operation = attempt.operation(),
            merchant = self.merchant,
            attempt = attempt.attempt(),
            status = attempt.status(),
            outcome,
            elapsed_us = u64::try_from(attempt.elapsed().as_micros()).unwrap_or(u64::MAX),
            "attempt"
        );
    }

    fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
        self.metrics.fetched_token(&self.merchant, fetch.result().is_ok());
        let (merchant, endpoint) = (self.merchant.as_str(), fetch.endpoint());
        match fetch.result() {
            Ok(()) => tracing::debug!(target: "wxmed::sidecar", merchant, endpoint, "an access token was fetched"),
            Err(error) => {
                // The failed call or check is logged as a warning, so this is a debug event.
                tracing::debug!(target: "wxmed::sidecar", merchant, endpoint, %error, "no access token was fetched");
            }
        }
    }
}
