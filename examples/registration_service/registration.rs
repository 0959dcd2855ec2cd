//! `POST /registrations`: registers a patient, at most once for each order number.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use tracing::{Instrument, info_span};
use wxmed::{Preregister, Valid};

use super::card;
use super::form::RegistrationForm;
use super::language::Body;
use super::order::{Earlier, Kind, Order, SubmissionResponse};
use super::problem::Problem;
use super::service::Service;

/// A caller who got no response may repeat the same request: the patient isn't registered again.
pub(crate) async fn create(
    State(service): State<Arc<Service>>,
    Body(form): Body<RegistrationForm>,
) -> Result<SubmissionResponse, Problem> {
    let span = info_span!("registration", order_number = form.order_number);
    let order = register(service, form).instrument(span).await?;
    Ok(order.submission_response(Kind::Registration))
}

async fn register(service: Arc<Service>, form: RegistrationForm) -> Result<Order, Problem> {
    let lookup = form.check(&service.client, &service.hospital)?;
    match service.store.earlier_registration(&form).await? {
        Earlier::Nothing => {}
        Earlier::Same(order) => return Ok(*order),
        Earlier::OtherForm => return Err(Problem::OrderNumberTaken),
        Earlier::OtherFormUnsettled => return Err(Problem::OrderNumberUnsettled),
    }
    // A lookup is read-only: it does no harm if the client disconnects here.
    let card = card::find(&service, &form.patient, &lookup).await?;
    let request = form.registration(&service.client, &service.hospital, &card.medical_card_id)?;
    service.run_to_end(submit(service.clone(), form, request)).await
}

/// Runs in its own task, so that every recorded submission gets its result recorded.
async fn submit(service: Arc<Service>, form: RegistrationForm, request: Valid<Preregister>) -> Result<Order, Problem> {
    match service.store.begin_registration(&form).await? {
        Earlier::Nothing => {}
        // Another request with the same number was faster.
        Earlier::Same(order) => return Ok(*order),
        Earlier::OtherForm => return Err(Problem::OrderNumberTaken),
        Earlier::OtherFormUnsettled => return Err(Problem::OrderNumberUnsettled),
    }
    let result = service.send(&request).await;
    service.record_end(&form.order_number, Kind::Registration, result).await
}

pub(crate) async fn show(
    State(service): State<Arc<Service>>,
    Path(order_number): Path<String>,
) -> Result<Json<Order>, Problem> {
    let order = service.store.order(&order_number).await?.ok_or(Problem::NoSuchOrder)?;
    Ok(Json(order))
}
