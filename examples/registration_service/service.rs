//! The state that the handlers share.

use std::sync::Arc;

use tokio_util::task::TaskTracker;
use tracing::Instrument;
use wxmed::{Client, Error, Request, Response, Valid};

use super::config::Hospital;
use super::metrics::Metrics;
use super::problem::Problem;
use super::store::Store;

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

    /// Calls the platform, and counts the result.
    pub(crate) async fn send<T: Request>(&self, request: &Valid<T>) -> Result<Response<T::Reply>, Error> {
        let result = self.client.send(request).await;
        self.metrics.count_call(T::OPERATION.name, &result);
        result
    }

    /// Runs work that must not be interrupted in its own task. axum drops a handler when its client disconnects; the
    /// task continues.
    pub(crate) async fn run_to_end<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Problem>> + Send + 'static,
    ) -> Result<T, Problem> {
        let task = self.tasks.spawn(work.in_current_span());
        task.await.unwrap_or_else(|error| Err(Problem::Task(error)))
    }

    /// Waits for the tasks that are still running. The client's time-outs limit the wait.
    pub(crate) async fn finish(&self) {
        self.tasks.close();
        tracing::info!(tasks = self.tasks.len(), "waiting for tasks");
        self.tasks.wait().await;
    }
}
