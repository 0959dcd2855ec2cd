//! The JSON of a stub.

use std::num::NonZeroUsize;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, header};
use serde::{Deserialize, Serialize};

use super::base64;
use super::error::ControlError;
use super::exchange::Owned;
use super::input::checked;
use crate::fault;
use crate::http::HttpResponse;
use crate::json_object::{Known, Pairs};
use crate::settings::TokenErrors;
use crate::stubs::{Running, Stub, StubResponse};

/// The maximum delay of a response.
const LONGEST_DELAY: Duration = Duration::from_secs(600);

#[derive(Deserialize)]
pub(super) struct NewStub {
    operation: String,
    times: Option<Times>,
    #[serde(default)]
    after: usize,
    every: Option<NonZeroUsize>,
    #[serde(default)]
    delay_ms: u64,
    response: Option<Known<NewResponse>>,
    fault: Option<Fault>,
}

/// A number of calls, or all calls.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a number, or \"always\"")]
enum Times {
    Some(usize),
    Always(Always),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Always {
    Always,
}

/// A fault by its name.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    Hang,
    DropBeforeHead,
    DropInBody,
    Forged,
    ForgedFail,
    Unsigned,
    TokenRejected,
    TokenRejectedInEnvelope,
    SystemBusy,
    Gzip,
}

impl Fault {
    fn response(self) -> StubResponse {
        match self {
            Self::Hang => StubResponse::Hang,
            Self::DropBeforeHead => StubResponse::DropBeforeHead,
            Self::DropInBody => StubResponse::DropInBody,
            Self::Forged => StubResponse::Forged,
            Self::ForgedFail => StubResponse::ForgedFailure,
            Self::Unsigned => StubResponse::Unsigned,
            Self::TokenRejected => StubResponse::token_rejected(),
            Self::TokenRejectedInEnvelope => StubResponse::token_rejected_in_envelope(),
            Self::SystemBusy => StubResponse::system_busy(),
            Self::Gzip => StubResponse::Gzip,
        }
    }
}

/// A response, given as an HTTP response or as a response of the platform.
#[derive(Deserialize)]
struct NewResponse {
    status: Option<u16>,
    headers: Option<Pairs>,
    body: Option<String>,
    body_base64: Option<String>,
    #[serde(default)]
    executes: bool,
    fields: Option<Pairs>,
    envelope: Option<Pairs>,
    protocol: Option<Known<Protocol>>,
    business: Option<Known<Business>>,
    gateway: Option<Known<Gateway>>,
    token_rejected: Option<Known<TokenRejected>>,
}

#[derive(Deserialize)]
struct Protocol {
    message: String,
}

#[derive(Deserialize)]
struct Business {
    code: String,
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
struct Gateway {
    code: i32,
    #[serde(default)]
    message: String,
}

#[derive(Deserialize)]
struct TokenRejected {
    code: u32,
    #[serde(default)]
    shape: Shape,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    #[default]
    Gateway,
    Envelope,
}

impl NewStub {
    pub(super) fn stub(self) -> Result<Stub, ControlError> {
        if self.operation.is_empty() {
            return Err(ControlError::bad_request(
                "operation 应为接口名或路径，如 getmedinfo、/cgi-bin/token",
                "operation must be a name or a path, such as getmedinfo or /cgi-bin/token",
            ));
        }
        let delay = Duration::from_millis(self.delay_ms);
        if delay > LONGEST_DELAY {
            let most = LONGEST_DELAY.as_millis();
            return Err(ControlError::bad_request(
                format!("delay_ms 最大为 {most}"),
                format!("delay_ms must be at most {most}"),
            ));
        }
        let response = match (self.response, self.fault) {
            (None, None) => StubResponse::AsUsual,
            (None, Some(fault)) => fault.response(),
            (Some(response), None) => checked(response, "response")?.response()?,
            (Some(_), Some(_)) => {
                return Err(ControlError::bad_request(
                    "response 与 fault 只能有一个",
                    "give response or fault, not both",
                ));
            }
        };
        let stub = Stub::on(self.operation).after(self.after).delay(delay).respond_with(response);
        let stub = self.every.into_iter().fold(stub, Stub::every);
        Ok(match self.times {
            None => stub,
            Some(Times::Some(times)) => stub.times(times),
            Some(Times::Always(Always::Always)) => stub.always(),
        })
    }
}

impl NewResponse {
    fn response(self) -> Result<StubResponse, ControlError> {
        let http = http(self.status, self.headers, self.body, self.body_base64)?;
        if self.executes && http.is_none() {
            return Err(ControlError::bad_request(
                "executes 只用于 HTTP 应答（status/headers/body/body_base64）",
                "executes is only for an HTTP response (status/headers/body/body_base64)",
            ));
        }
        let http = http.map(if self.executes { StubResponse::ExecutedThen } else { StubResponse::Http });
        let fields = self.fields.map(|Pairs(fields)| StubResponse::Fields(fields));
        let envelope = self.envelope.map(|Pairs(fields)| StubResponse::Envelope(fields));
        let protocol = self.protocol.map(|one| checked(one, "protocol")).transpose()?;
        let protocol = protocol.map(|Protocol { message }| StubResponse::Protocol { message });
        let business = self.business.map(|one| checked(one, "business")).transpose()?;
        let business = business.map(|Business { code, description }| StubResponse::Business { code, description });
        let gateway = self.gateway.map(|one| checked(one, "gateway")).transpose()?;
        let gateway = gateway.map(|Gateway { code, message }| StubResponse::Gateway { code, message });
        let token = self.token_rejected.map(|one| checked(one, "token_rejected")).transpose()?;
        let token =
            token.map(|TokenRejected { code, shape }| StubResponse::TokenRejected { code, shape: shape.into() });
        let mut given = [http, fields, envelope, protocol, business, gateway, token].into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(response), None) => Ok(response),
            (None, _) | (Some(_), Some(_)) => Err(ControlError::bad_request(
                "response 须恰好是一种：status/headers/body/body_base64、fields、envelope、protocol、business、gateway 或 token_rejected",
                "response must be exactly one of status/headers/body/body_base64, fields, envelope, protocol, business, \
                 gateway, token_rejected",
            )),
        }
    }
}

impl From<Shape> for TokenErrors {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Gateway => Self::Gateway,
            Shape::Envelope => Self::Envelope,
        }
    }
}

/// The HTTP response, if any part of it is given.
fn http(
    status: Option<u16>,
    headers: Option<Pairs>,
    body: Option<String>,
    base64: Option<String>,
) -> Result<Option<HttpResponse>, ControlError> {
    let wrong = |zh: &str, en: &str| Err(ControlError::bad_request(zh, en));
    if status.is_none() && headers.is_none() && body.is_none() && base64.is_none() {
        return Ok(None);
    }
    if status.is_some_and(|status| !(200..=599).contains(&status)) {
        return wrong("status 应为 200 至 599", "status must be from 200 to 599");
    }
    let body = match (body, base64) {
        (Some(_), Some(_)) => return wrong("body 与 body_base64 只能有一个", "give body or body_base64, not both"),
        (None, Some(text)) => match base64::decode(&text) {
            Some(bytes) => bytes,
            None => return wrong("body_base64 不是 Base64", "body_base64 is not Base64"),
        },
        (body, None) => body.unwrap_or_default().into_bytes(),
    };
    let Pairs(headers) = headers.unwrap_or(Pairs(Vec::new()));
    if let Some((name, _)) = headers.iter().find(|header| !is_header(header)) {
        return wrong(
            &format!("headers 中的 {name} 不是合法的响应头，或由沙箱自行填写"),
            &format!("{name} in headers is not a valid header, or is set by the sandbox itself"),
        );
    }
    Ok(Some(HttpResponse { status: status.unwrap_or(200), headers, body }))
}

/// Whether a header is valid, and doesn't affect the framing of the message.
fn is_header((name, value): &(String, String)) -> bool {
    const FRAMING: [HeaderName; 4] =
        [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION, header::UPGRADE];
    let name = HeaderName::try_from(name);
    name.is_ok_and(|name| !FRAMING.contains(&name)) && HeaderValue::try_from(value).is_ok()
}

/// A stub that may still be applied.
#[derive(Serialize)]
pub(super) struct StubJson<'a> {
    number: usize,
    operation: &'a str,
    times: Option<usize>,
    after: usize,
    every: NonZeroUsize,
    delay_ms: u64,
    response: &'static str,
    title: Owned,
    seen: usize,
    applied: usize,
}

impl<'a> StubJson<'a> {
    pub(super) fn of(running: &'a Running) -> Self {
        let Running { number, stub, seen, acted } = running;
        Self {
            number: *number,
            operation: &stub.on,
            times: stub.times,
            after: stub.after,
            every: stub.every,
            delay_ms: u64::try_from(stub.delay.as_millis()).unwrap_or(u64::MAX),
            response: stub.response.kind(),
            title: fault::title(&stub.response, stub.delay).into(),
            seen: *seen,
            applied: *acted,
        }
    }
}
