//! Validates requests and contents without sending them.

use serde::{Deserialize, Serialize};
use wxmed::Json;
use wxmed::codec::{string_to_sign, xml};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::{FieldJson, Found, SignedJson, ViolationJson, of_body, signed, violation};
use super::input::body;
use super::sending::{self, operation};
use crate::diagnosis::{Context, SentValues};
use crate::json_object::Pairs;
use crate::platform::Review;

/// Either the fields of a form, or a complete body written by a program.
#[derive(Deserialize)]
struct Candidate {
    fields: Option<Pairs>,
    xml: Option<String>,
}

#[derive(Deserialize)]
struct NewContent {
    json: String,
    outer: Option<Pairs>,
}

#[derive(Serialize)]
struct Reviewed<'a> {
    diagnosis: Option<Found<'a>>,
    violations: Vec<ViolationJson<'a>>,
    fields: Vec<FieldJson>,
    string_to_sign: Option<String>,
    signed_string: Option<SignedJson>,
    /// The body that would be sent for the given fields. `None` for a given body: the right signature is never shown.
    xml: Option<String>,
}

#[derive(Serialize)]
struct ReviewedContent<'a> {
    violations: Vec<ViolationJson<'a>>,
    syntax_error: Option<Texts>,
}

#[derive(Serialize)]
struct Texts {
    zh: String,
    en: String,
}

/// Validates a request.
pub(super) fn request(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let candidate: Candidate = body(call.request)?;
    let operation = operation(call)?;
    let (body, own) = match candidate {
        Candidate { fields: Some(Pairs(fields)), xml: None } => {
            let xml = sending::signed(call, &operation, fields)?;
            (xml.clone(), Some(xml))
        }
        Candidate { fields: None, xml: Some(xml) } => (xml, None),
        Candidate { fields: Some(_), xml: Some(_) } | Candidate { fields: None, xml: None } => {
            return Err(ControlError::bad_request("须给出 fields 或 xml 之一", "give either fields or xml"));
        }
    };
    let Review { diagnosis, violations } = call.platform.review(&operation, body.as_bytes());
    let fields = xml::read(body.as_bytes()).ok();
    Ok(ControlResponse::ok(&Reviewed {
        diagnosis: diagnosis.as_ref().and_then(Found::of),
        violations: {
            let values = SentValues::of(body.as_bytes());
            let context = Context { model: call.platform.model(), operation: Some(&operation) };
            violations.iter().map(|one| violation(one, &values, context)).collect()
        },
        string_to_sign: fields.as_ref().map(|fields| string_to_sign(fields.iter())),
        signed_string: signed(body.as_bytes(), diagnosis.as_ref(), &operation, call.platform.account()),
        fields: fields.map(|fields| of_body(&fields, body.as_bytes(), Some(&operation.request))).unwrap_or_default(),
        xml: own,
    }))
}

/// Validates a content.
pub(super) fn content(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let NewContent { json, outer } = body(call.request)?;
    let name = call.parameter();
    let specs = call.platform.specs();
    let schema = specs.content(name).ok_or_else(|| {
        let known: Vec<&str> = specs.model().contents.iter().map(|one| one.name.as_str()).collect();
        ControlError::not_found(
            format!("没有内容 {name}，现有：{}", known.join("、")),
            format!("there is no content {name}; known are {}", known.join(", ")),
        )
    })?;
    let json = match Json::parse(&json) {
        Ok(json) => json,
        Err(error) => {
            let syntax_error = Some(Texts { zh: format!("{error:#}"), en: error.to_string() });
            return Ok(ControlResponse::ok(&ReviewedContent { violations: Vec::new(), syntax_error }));
        }
    };
    let Pairs(outer) = outer.unwrap_or(Pairs(Vec::new()));
    let (inside, between) = (schema.validate(&json), schema.validate_bindings(&json, &outer));
    let values = SentValues::of_content(&json);
    let context = Context { model: specs.model(), operation: None };
    let violations = inside.iter().chain(&between).map(|one| violation(one, &values, context)).collect();
    Ok(ControlResponse::ok(&ReviewedContent { violations, syntax_error: None }))
}
