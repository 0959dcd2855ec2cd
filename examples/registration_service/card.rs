//! `POST /cards/lookup`: the patient's insurance card.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use wxmed::getmedinfo::{GetMedInfoError, GetMedInfoReply};
use wxmed::{GetBindUrl, GetMedInfo, Response, Valid};

use super::form::Patient;
use super::language::Body;
use super::problem::Problem;
use super::service::Service;

#[derive(Serialize)]
pub(crate) struct Card {
    card_no: String,
    card_id: String,
    insurance: Option<String>,
}

/// A POST, because patients' data doesn't belong in a URL: URLs get into logs.
pub(crate) async fn look_up(
    State(service): State<Arc<Service>>,
    Body(patient): Body<Patient>,
) -> Result<Json<Card>, Problem> {
    let card = find(&service, &patient, &patient.lookup()?).await?;
    let insurance = card.medical_insurance_type.as_ref().map(|insurance| insurance.label().to_owned());
    Ok(Json(Card { card_no: card.medical_card_no.clone(), card_id: card.medical_card_id.clone(), insurance }))
}

/// The card, or a problem with a link with which the patient can bind one.
pub(crate) async fn find(
    service: &Service,
    patient: &Patient,
    lookup: &Valid<GetMedInfo>,
) -> Result<Response<GetMedInfoReply>, Problem> {
    match service.send(lookup).await {
        Err(error) if error.code() == Some(GetMedInfoError::CardNotBound) => {
            let url = &service.hospital.card_bound_url;
            let link = service.send(&GetBindUrl::builder().openid(&patient.openid).url(url).build()?).await?;
            Err(Problem::CardNotBound { bind_url: link.bind_url.clone() })
        }
        result => Ok(result?),
    }
}
