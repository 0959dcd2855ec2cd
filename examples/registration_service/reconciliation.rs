//! Lets a person settle submissions whose outcome is unknown, after checking the payment or asking the platform.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;

use super::language::Body;
use super::order::{Finding, Kind, OpenSubmission, Order};
use super::problem::Problem;
use super::service::Service;

/// `GET /reconciliation`
pub(crate) async fn list(State(service): State<Arc<Service>>) -> Result<Json<Vec<OpenSubmission>>, Problem> {
    Ok(Json(service.store.open_submissions().await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settlement {
    finding: Finding,
    /// The person.
    by: String,
    /// How they found it out.
    note: String,
}

/// `POST /reconciliation/{order_number}/{kind}`: a submission that was not executed can be made again.
pub(crate) async fn settle(
    State(service): State<Arc<Service>>,
    Path((order_number, kind)): Path<(String, Kind)>,
    Body(Settlement { finding, by, note }): Body<Settlement>,
) -> Result<Json<Order>, Problem> {
    let is_settled = service.store.settle(&order_number, kind, finding, &by, &note).await?;
    let order = service.store.order(&order_number).await?.ok_or(Problem::NoSuchOrder)?;
    if !is_settled {
        return Err(Problem::NotUnknown);
    }
    tracing::info!(order_number, kind = kind.name(), state = finding.state().name(), by, "settled");
    Ok(Json(order))
}
