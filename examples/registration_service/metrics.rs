//! The Prometheus metrics.

use std::fmt;
use std::sync::Arc;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use wxmed::{AttemptEvent, AttemptOutcome, Error, Observer, Outcome, TokenFetchEvent, TokenFetchKind};

use super::order::{Kind, State};

/// Clones share the counts. Labels have few values, and none of them comes from a request.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    calls: Family<Call, Counter>,
    attempts: Family<Attempt, Counter>,
    attempt_seconds: Family<Operation, Histogram>,
    token_fetches: Family<TokenFetch, Counter>,
    submissions: Family<Submission, Gauge>,
    open_submissions: Gauge,
    payments_without_registration: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Call {
    operation: &'static str,
    /// `success` or the kind of the error.
    end: &'static str,
    /// `done`, `nothing-done`, `unknown`.
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempt {
    operation: String,
    end: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    operation: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TokenFetch {
    endpoint: &'static str,
    kind: &'static str,
    end: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Submission {
    kind: &'static str,
    state: &'static str,
}

/// The client's read time-out is 15 seconds.
const SECONDS: [f64; 9] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let (calls, attempts, token_fetches) = (Family::default(), Family::default(), Family::default());
        let attempt_seconds = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> _);
        let submissions = Family::default();
        let (open_submissions, payments_without_registration): (Gauge, Counter) = Default::default();
        registry.register("wxmed_calls", "Calls of the platform", calls.clone());
        registry.register("wxmed_attempts", "Attempts of calls, retries included", attempts.clone());
        registry.register("wxmed_attempt_seconds", "How long attempts took", attempt_seconds.clone());
        registry.register("wxmed_token_fetches", "Fetches of access tokens", token_fetches.clone());
        registry.register("registration_submissions", "Submissions in the database", submissions.clone());
        registry.register(
            "registration_open_submissions",
            "Submissions that a person has to settle",
            open_submissions.clone(),
        );
        registry.register(
            "payments_without_registration",
            "Payments reported for orders that are not registered",
            payments_without_registration.clone(),
        );
        Self {
            registry: Arc::new(registry),
            calls,
            attempts,
            attempt_seconds,
            token_fetches,
            submissions,
            open_submissions,
            payments_without_registration,
        }
    }
}

impl Metrics {
    /// Counts a call by its result. An observer only sees attempts.
    pub(crate) fn count_call<R>(&self, operation: &'static str, result: &Result<R, Error>) {
        let (end, outcome) = match result {
            Ok(_) => ("success", "done"),
            Err(error) => match error.outcome() {
                Outcome::NothingDone => (error.kind(), "nothing-done"),
                Outcome::Unknown => (error.kind(), "unknown"),
            },
        };
        self.calls.get_or_create(&Call { operation, end, outcome }).inc();
    }

    /// Sets the number of submissions of a kind in a state.
    pub(crate) fn set_submissions(&self, kind: Kind, state: State, count: i64) {
        self.submissions.get_or_create(&Submission { kind: kind.name(), state: state.name() }).set(count);
    }

    /// Sets the number of submissions that a person has to settle.
    pub(crate) fn set_open_submissions(&self, count: i64) {
        self.open_submissions.set(count);
    }

    /// Counts a payment for an order that isn't registered.
    pub(crate) fn count_payment_without_registration(&self) {
        self.payments_without_registration.inc();
    }

    /// The metrics in the OpenMetrics format.
    pub(crate) fn encode(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl Observer for Metrics {
    fn on_attempt(&self, attempt: &AttemptEvent<'_>) {
        let operation = attempt.operation().to_owned();
        let end = match attempt.outcome() {
            AttemptOutcome::Success => "success",
            AttemptOutcome::TokenRejected(_) => "token-rejected",
            AttemptOutcome::Failure(error) => error.kind(),
            AttemptOutcome::NoResponse(_) => "no-response",
            _ => "other",
        };
        self.attempts.get_or_create(&Attempt { operation: operation.clone(), end }).inc();
        self.attempt_seconds.get_or_create(&Operation { operation }).observe(attempt.elapsed().as_secs_f64());
    }

    fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
        let kind = match fetch.kind() {
            TokenFetchKind::Normal => "normal",
            TokenFetchKind::Forced => "forced",
            _ => "other",
        };
        let end = if fetch.result().is_ok() { "success" } else { "failure" };
        self.token_fetches.get_or_create(&TokenFetch { endpoint: fetch.endpoint(), kind, end }).inc();
    }
}
