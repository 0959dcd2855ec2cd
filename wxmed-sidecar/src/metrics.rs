//! Metrics for Prometheus. Labels never contain values of a request.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::journal::Counts;

/// The `Content-Type` of the text that [`Metrics::render`] returns.
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct CallLabels {
    operation: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OperationLabel {
    operation: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ReasonLabel {
    reason: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct MerchantLabel {
    merchant: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct FetchLabels {
    merchant: String,
    result: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct NoticeLabels {
    notification: String,
    result: &'static str,
}

/// All metrics.
pub(crate) struct Metrics {
    registry: Registry,
    calls: Family<CallLabels, Counter>,
    durations: Family<OperationLabel, Histogram>,
    refused: Family<ReasonLabel, Counter>,
    attempts: Family<OperationLabel, Counter>,
    fetches: Family<FetchLabels, Counter>,
    ages: Family<MerchantLabel, Gauge>,
    notices: Family<NoticeLabels, Counter>,
    in_progress: Gauge,
    unknown: Gauge,
    queued: Gauge,
    connections: Gauge,
    /// When each merchant's token was last fetched.
    fetched: Mutex<BTreeMap<String, Instant>>,
}

/// The bucket boundaries of the durations, in seconds: from a replay from the journal to the longest time-out.
const DURATIONS: [f64; 13] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("wxmed"),
            calls: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(DURATIONS)),
            refused: Family::default(),
            attempts: Family::default(),
            fetches: Family::default(),
            ages: Family::default(),
            notices: Family::default(),
            in_progress: Gauge::default(),
            unknown: Gauge::default(),
            queued: Gauge::default(),
            connections: Gauge::default(),
            fetched: Mutex::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("calls", "Calls, by operation and outcome", self.calls.clone());
        registry.register("call_duration_seconds", "Duration of calls", self.durations.clone());
        registry.register("refused_requests", "Requests that were refused before a call", self.refused.clone());
        registry.register("attempts", "Requests sent to the platform, including retries", self.attempts.clone());
        registry.register("token_fetches", "Fetches of access tokens", self.fetches.clone());
        registry.register("token_age_seconds", "Time since the last fetch of an access token", self.ages.clone());
        registry.register("notifications", "Notifications of the platform", self.notices.clone());
        registry.register("calls_in_progress", "Calls in progress in the journal", self.in_progress.clone());
        registry.register("calls_unknown", "Calls whose outcome is unknown", self.unknown.clone());
        registry.register("notifications_queued", "Notifications that wait to be passed on", self.queued.clone());
        registry.register("open_connections", "Connections of callers", self.connections.clone());
    }

    /// Counts a call that ended.
    pub(crate) fn called(&self, operation: &str, outcome: &'static str, elapsed: Duration) {
        self.calls.get_or_create(&CallLabels { operation: operation.to_owned(), outcome }).inc();
        self.durations
            .get_or_create(&OperationLabel { operation: operation.to_owned() })
            .observe(elapsed.as_secs_f64());
    }

    /// Counts a request that was sent to the platform.
    pub(crate) fn attempted(&self, operation: &str) {
        self.attempts.get_or_create(&OperationLabel { operation: operation.to_owned() }).inc();
    }

    /// Counts a fetch of an access token.
    pub(crate) fn fetched_token(&self, merchant: &str, succeeded: bool) {
        if succeeded {
            self.fetched().insert(merchant.to_owned(), Instant::now());
        }
        let result = if succeeded { "success" } else { "failure" };
        self.fetches.get_or_create(&FetchLabels { merchant: merchant.to_owned(), result }).inc();
    }

    /// Counts a request that was refused before a call.
    pub(crate) fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&ReasonLabel { reason }).inc();
    }

    /// Counts a notification that was received or passed on, or that failed.
    pub(crate) fn notified(&self, notification: &str, result: &'static str) {
        self.notices.get_or_create(&NoticeLabels { notification: notification.to_owned(), result }).inc();
    }

    /// Counts a connection that was opened.
    pub(crate) fn connected(&self) {
        self.connections.inc();
    }

    /// Counts a connection that was closed.
    pub(crate) fn disconnected(&self) {
        self.connections.dec();
    }

    /// All metrics as text.
    pub(crate) fn render(&self, counts: Counts) -> String {
        let gauge = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.in_progress.set(gauge(counts.in_progress));
        self.unknown.set(gauge(counts.unknown));
        self.queued.set(gauge(counts.queued));
        for (merchant, fetched) in self.fetched().iter() {
            let age = gauge(fetched.elapsed().as_secs());
            self.ages.get_or_create(&MerchantLabel { merchant: merchant.clone() }).set(age);
        }
        let mut text = String::new();
        // Writing to a string can't fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    fn fetched(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Instant>> {
        self.fetched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
