//! Calls that the sandbox makes to itself for the web console.

use std::borrow::Cow;
use std::time::Instant;

use serde::Deserialize;
use wxmed::codec::{SignType, encode_fields, xml};
use wxmed::spec::model::{Operation, Role};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::Exchange;
use super::exchanges::found;
use super::input::body;
use super::json::encoded;
use crate::gateway::{ACCESS_TOKEN, GatewayError};
use crate::history::{Origin, RecordedCall};
use crate::http::HttpRequest;
use crate::json_object::Pairs;
use crate::outcome::Outcome;
use crate::platform::XML;
use crate::stubs::StubResponse;

/// The `User-Agent` of these requests.
const AGENT: &str = "wxmed-console";

#[derive(Deserialize)]
struct NewRequest {
    fields: Pairs,
}

#[derive(Deserialize)]
struct Again {
    sign: Sign,
}

/// Whether a request is sent unchanged, or signed anew.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Sign {
    AsSent,
    Again,
}

/// Signs the fields with the sandbox's account, and sends them.
pub(super) fn send(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let NewRequest { fields: Pairs(fields) } = body(call.request)?;
    let operation = operation(call)?;
    let body = signed(call, &operation, fields)?;
    let request = new_request(call, &operation, body);
    perform(call, &request)
}

/// Sends a recorded request again.
pub(super) fn resend(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let Again { sign } = body(call.request)?;
    let earlier = found(call)?;
    match sign {
        Sign::AsSent => {
            let request = as_sent(call, &earlier);
            perform(call, &request)
        }
        Sign::Again => {
            let specs = call.platform.specs();
            let operation = specs.model().operations.iter().find(|operation| operation.path == earlier.request.path);
            let fields = xml::read(&earlier.request.body).ok();
            let (Some(operation), Some(fields)) = (operation, fields) else { return Err(unsignable()) };
            let fields = fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let body = signed(call, operation, fields)?;
            let request = new_request(call, operation, body);
            perform(call, &request)
        }
    }
}

/// The recorded request. If its token was valid then and no longer is, a valid one takes its index, so that the same
/// request gets the same response.
fn as_sent(call: &mut Call<'_>, earlier: &RecordedCall) -> HttpRequest {
    let request = earlier.request.clone();
    let is_operation = call.platform.model().operations.iter().any(|operation| operation.path == request.path);
    let is_valid = |token: Cow<'_, str>| call.platform.is_valid_token(&token, call.now);
    let is_outdated = is_operation && request.parameter(ACCESS_TOKEN).is_some_and(|token| !is_valid(token));
    if !is_outdated || is_token_refused(earlier) {
        return request;
    }
    let token = call.platform.own_token(call.now);
    HttpRequest { query: with_token(&request.query, token.expose()), ..request }
}

/// Whether a call was refused for its token, and not by a fault.
fn is_token_refused(call: &RecordedCall) -> bool {
    let is_by_fault = call.fault.as_ref().is_some_and(|fault| fault.kind == StubResponse::TOKEN_REJECTED);
    match &call.outcome {
        Outcome::Gateway(code) => !is_by_fault && GatewayError::refuses_token(&code.to_string()),
        Outcome::Business(code) => !is_by_fault && GatewayError::refuses_token(code),
        Outcome::Success
        | Outcome::Protocol(_)
        | Outcome::NotFound
        | Outcome::ForeignHost
        | Outcome::ForeignOrigin
        | Outcome::Replaced => false,
    }
}

/// A query with another token, and everything else unchanged.
fn with_token(query: &str, token: &str) -> String {
    let is_token = |part: &str| form_urlencoded::parse(part.as_bytes()).any(|(name, _)| name == ACCESS_TOKEN);
    let parts = query.split('&').map(|part| match is_token(part) {
        true => format!("{ACCESS_TOKEN}={token}"),
        false => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("&")
}

/// The operation named in the path.
pub(super) fn operation(call: &Call<'_>) -> Result<Operation, ControlError> {
    let name = call.parameter();
    call.platform.model().operation(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = call.platform.model().operations.iter().map(|one| one.name.as_str()).collect();
        ControlError::not_found(
            format!("没有接口 {name}，现有：{}", known.join("、")),
            format!("there is no operation {name}; known are {}", known.join(", ")),
        )
    })
}

/// The signed XML of the fields. A nonce is added if there is none.
pub(super) fn signed(
    call: &mut Call<'_>,
    operation: &Operation,
    mut fields: Vec<(String, String)>,
) -> Result<String, ControlError> {
    let of_role = |role: Role| operation.request.fields.iter().filter(move |row| row.role == role);
    fields.retain(|(name, value)| !value.is_empty() && !of_role(Role::Signature).any(|row| row.name == *name));
    for nonce in of_role(Role::Nonce) {
        if !fields.iter().any(|(name, _)| *name == nonce.name) {
            fields.push((nonce.name.clone(), call.platform.nonce()));
        }
    }
    let named = operation.sign_type.and_then(|index| operation.request.fields.get(index));
    let named = named.and_then(|row| fields.iter().find(|(name, _)| *name == row.name));
    let sign_type = named.and_then(|(_, value)| SignType::by_name(value)).unwrap_or_default();
    fields.sort();
    let pairs = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let encoded = encode_fields(pairs, call.platform.account().api_key(), sign_type);
    encoded.map(|encoded| encoded.into_xml()).map_err(|error| {
        ControlError::bad_request(format!("请求无法签名：{error:#}"), format!("the request cannot be signed: {error}"))
    })
}

fn new_request(call: &mut Call<'_>, operation: &Operation, body: String) -> HttpRequest {
    let token = call.platform.own_token(call.now);
    let query = format!("{ACCESS_TOKEN}={}", token.expose());
    HttpRequest::post(&operation.path, query, body).with_header("content-type", XML).with_header("user-agent", AGENT)
}

fn perform(call: &mut Call<'_>, request: &HttpRequest) -> Result<ControlResponse, ControlError> {
    let (begin, start) = (call.now, Instant::now());
    call.platform.handle_from(Origin::Console, request, &|| begin + start.elapsed());
    let number = call.platform.last_number();
    let made = call.platform.newest_calls().find(|call| call.number == number);
    let made = made.ok_or_else(|| {
        ControlError::full("调用已发出，但过大，没有记录", "the call was made, but is too large to be recorded")
    })?;
    Ok(ControlResponse::Json(201, encoded(&Exchange::of(made, call.platform))))
}

fn unsignable() -> ControlError {
    ControlError::bad_request(
        "这个请求无法重新签名：它不是接口的请求，或报文不是接口的 XML",
        "this request can't be signed again: it is not one of an operation, or its body is not the interface's XML",
    )
}
