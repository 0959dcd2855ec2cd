//! The routes.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use super::language::in_callers_language;
use super::service::Service;
use super::{card, message, monitoring, reconciliation, registration};

/// The endpoints for patients' programs.
pub(crate) fn public(service: Arc<Service>) -> Router {
    Router::new()
        .route("/cards/lookup", post(card::look_up))
        .route("/registrations", post(registration::create))
        .route("/registrations/{order_number}", get(registration::show))
        .layer(from_fn(in_callers_language))
        .with_state(service)
}

/// The endpoints for the hospital's own network only.
pub(crate) fn internal(service: Arc<Service>) -> Router {
    Router::new()
        .route("/registrations/{order_number}/payment", post(message::paid))
        .route("/reconciliation", get(reconciliation::list))
        .route("/reconciliation/{order_number}/{kind}", post(reconciliation::settle))
        .route("/metrics", get(monitoring::metrics))
        .route("/healthz", get(monitoring::healthz))
        .layer(from_fn(in_callers_language))
        .with_state(service)
}
