//! What the handlers share, and which handler serves which path.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tokio_util::task::TaskTracker;
use tracing::Instrument;
use wxmed::{Client, Error, Request, Response, Valid};

use super::config::Hospital;
use super::metrics::Metrics;
use super::problem::Problem;
use super::store::Store;
use super::{card, language, message, metrics, reconciliation, registration};

pub(crate) struct Service {
    pub(crate) client: Client,
    pub(crate) store: Store,
    pub(crate) metrics: Metrics,
    pub(crate) hospital: Hospital,
    tasks: TaskTracker,
}

impl Service {
    pub(crate) fn new(client: Client, store: Store, metrics: Metrics, hospital: Hospital) -> Arc<Self> {
        Arc::new(Self { client, store, metrics, hospital, tasks: TaskTracker::new() })
    }

    /// Calls the platform, and counts how the call ended.
    pub(crate) async fn send<T: Request>(&self, request: &Valid<T>) -> Result<Response<T::Reply>, Error> {
        let result = self.client.send(request).await;
        self.metrics.count_call(T::OPERATION.name, &result);
        result
    }

    /// Does work that must not be cut short, in a task of its own. axum drops a handler when its client disconnects; the
    /// task goes on.
    pub(crate) async fn run_to_end<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Problem>> + Send + 'static,
    ) -> Result<T, Problem> {
        let task = self.tasks.spawn(work.in_current_span());
        task.await.unwrap_or_else(|error| Err(Problem::Task(error)))
    }

    /// Waits for the tasks that are still running. The client's time-outs limit how long that can take.
    pub(crate) async fn finish(&self) {
        self.tasks.close();
        tracing::info!(tasks = self.tasks.len(), "waiting for tasks");
        self.tasks.wait().await;
    }
}

/// What patients' programs may call.
pub(crate) fn public(service: Arc<Service>) -> Router {
    Router::new()
        .route("/cards/lookup", post(card::look_up))
        .route("/registrations", post(registration::create))
        .route("/registrations/{order_number}", get(registration::show))
        .layer(from_fn(language::in_callers_language))
        .with_state(service)
}

/// What only the hospital's own network may call.
pub(crate) fn internal(service: Arc<Service>) -> Router {
    Router::new()
        .route("/registrations/{order_number}/payment", post(message::paid))
        .route("/reconciliation", get(reconciliation::list))
        .route("/reconciliation/{order_number}/{kind}", post(reconciliation::settle))
        .route("/metrics", get(metrics::show))
        .route("/healthz", get(async || "ok"))
        .layer(from_fn(language::in_callers_language))
        .with_state(service)
}
