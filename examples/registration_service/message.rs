//! `POST /registrations/{order_number}/payment`: the hospital's payment system reports that an order was paid.

use std::sync::Arc;

use axum::extract::{Path, State};
use tracing::{Instrument, info_span};
use wxmed::{SendMsg, Valid};

use super::order::{Finding, Kind, Order, State as Submitted, SubmissionResponse};
use super::problem::Problem;
use super::service::Service;

/// Sends the patient a message, at most once for each order.
pub(crate) async fn paid(
    State(service): State<Arc<Service>>,
    Path(order_number): Path<String>,
) -> Result<SubmissionResponse, Problem> {
    let span = info_span!("payment", order_number);
    let Some(form) = service.store.form(&order_number).await? else {
        return Err(without_registration(&service, &order_number, Problem::NoSuchOrder));
    };
    let message = form.message(&service.hospital)?;
    let order = service.run_to_end(submit(service.clone(), order_number, message).instrument(span)).await?;
    Ok(order.submission_response(Kind::Message))
}

async fn submit(service: Arc<Service>, order_number: String, message: Valid<SendMsg>) -> Result<Order, Problem> {
    // Only a registered order can be paid, so this settles a registration whose outcome was unknown.
    service.store.settle(&order_number, Kind::Registration, Finding::Done, "payment", "").await?;
    let order = service.store.order(&order_number).await?.ok_or(Problem::NoSuchOrder)?;
    if order.registration.state != Submitted::Done {
        return Err(without_registration(&service, &order_number, Problem::NotRegistered));
    }
    if let Some(order) = service.store.begin_message(&order_number).await? {
        return Ok(order);
    }
    let result = service.send(&message).await;
    service.record_end(&order_number, Kind::Message, result).await
}

/// The patient has paid for an order that isn't registered: a person has to look into that.
fn without_registration(service: &Service, order_number: &str, problem: Problem) -> Problem {
    service.metrics.count_payment_without_registration();
    tracing::error!(order_number, kind = problem.kind(), "a payment was reported for an order that is not registered");
    problem
}
