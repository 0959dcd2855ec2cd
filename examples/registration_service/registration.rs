//! `POST /registrations`: registers a patient, at most once for each order number.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use tracing::{Instrument, info_span};
use wxmed::{Preregister, Valid};

use super::card;
use super::form::RegistrationForm;
use super::language::Body;
use super::order::{Kind, Order, State as Submitted};
use super::problem::Problem;
use super::service::Service;
use super::store::Earlier;

/// A caller who got no response may repeat the same request: it is not registered again.
pub(crate) async fn create(
    State(service): State<Arc<Service>>,
    Body(form): Body<RegistrationForm>,
) -> Result<(StatusCode, Json<Order>), Problem> {
    let span = info_span!("registration", order_number = form.order_number);
    register(service, form).instrument(span).await
}

async fn register(service: Arc<Service>, form: RegistrationForm) -> Result<(StatusCode, Json<Order>), Problem> {
    let (merchant, identity) = (service.client.merchant()?, form.patient.identity()?);
    let lookup = form.check(&merchant, &service.hospital, &identity)?;
    match service.store.earlier_registration(&form).await? {
        Earlier::Nothing => {}
        Earlier::Same(order) => return Ok(shown(*order)),
        Earlier::OtherForm => return Err(Problem::OrderNumberTaken),
    }
    // A lookup changes nothing: it does no harm if the client disconnects here.
    let card = card::find(&service, &form.patient, &lookup).await?;
    let request = form.registration(&merchant, &service.hospital, &identity, &card.medical_card_id)?;
    let order = service.run_to_end(submit(service.clone(), form, request)).await?;
    Ok(shown(order))
}

/// Runs in a task of its own: from the first line in the database to the last, nothing may come in between.
async fn submit(service: Arc<Service>, form: RegistrationForm, request: Valid<Preregister>) -> Result<Order, Problem> {
    match service.store.begin_registration(&form).await? {
        Earlier::Nothing => {}
        // Another request with the same number was faster.
        Earlier::Same(order) => return Ok(*order),
        Earlier::OtherForm => return Err(Problem::OrderNumberTaken),
    }
    let result = service.send(&request).await;
    service.record_end(&form.order_number, Kind::Registration, result).await
}

pub(crate) async fn show(
    State(service): State<Arc<Service>>,
    Path(order_number): Path<String>,
) -> Result<(StatusCode, Json<Order>), Problem> {
    let order = service.store.order(&order_number).await?.ok_or(Problem::NoSuchOrder)?;
    Ok((StatusCode::OK, Json(order)))
}

/// 202 tells the caller that it isn't known yet: look again later, and don't register under another number.
pub(crate) fn shown(order: Order) -> (StatusCode, Json<Order>) {
    let status = match order.registration.state {
        Submitted::Done | Submitted::NotDone => StatusCode::OK,
        Submitted::Sending | Submitted::Unknown => StatusCode::ACCEPTED,
    };
    (status, Json(order))
}
