//! `GET /metrics` for Prometheus, and `GET /healthz` for the load balancer.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::order::{Kind, State as Submitted};
use super::problem::Problem;
use super::service::Service;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Set an alert for `registration_open_submissions > 0`: a person has to settle those, which `GET /reconciliation`
/// lists. Set another for `increase(payments_without_registration_total[1h]) > 0`: the log names the orders.
pub(crate) async fn metrics(State(service): State<Arc<Service>>) -> Result<impl IntoResponse, Problem> {
    for kind in Kind::ALL {
        for state in Submitted::ALL {
            service.metrics.set_submissions(kind, state, service.store.count(kind, state).await?);
        }
    }
    service.metrics.set_open_submissions(service.store.count_open().await?);
    let text = service.metrics.encode().map_err(Problem::Metrics)?;
    Ok(([(header::CONTENT_TYPE, OPEN_METRICS)], text))
}

pub(crate) async fn healthz() -> &'static str {
    "ok"
}
