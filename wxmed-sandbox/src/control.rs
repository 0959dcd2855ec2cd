//! The control API below `/sandbox/v1/`, with which programs in any language inspect and control the sandbox.
//!
//! It does no I/O. When a call requests the next exchange, the server does the waiting.

mod acceptance;
mod account;
mod base64;
mod call;
mod clock;
mod error;
mod events;
mod exchange;
mod exchanges;
mod filter;
mod har;
mod input;
mod json;
mod masked;
mod notifications;
mod openapi;
mod people;
mod presets;
mod reference;
mod resources;
mod response_signature;
mod reviewing;
mod routes;
mod searching;
mod sending;
mod snapshot;
mod stub;
mod stubs;
mod tokens;

use std::net::IpAddr;
use std::time::Duration;

use wxmed::Secret;
use wxmed::codec::xml::MAX_BODY;

use crate::control::call::{Call, ControlResponse};
use crate::control::error::ControlError;
use crate::control::routes::find;
use crate::http::{HttpRequest, HttpResponse};
use crate::platform::Platform;

pub(crate) use crate::control::events::{Cursor, News, news};
pub use crate::control::exchanges::exchange_json;
pub(crate) use crate::control::exchanges::summary;
pub(crate) use crate::control::json::{EVENTS, JSON};

const FOLDER: &str = "/sandbox/v1";

/// Who may use the control API. Requests from other origins are always rejected.
#[derive(Debug)]
pub(crate) enum Guard {
    /// Everyone who can reach the sandbox.
    Open,
    /// Clients that send the token.
    Token(Secret),
    /// No one: other machines can reach the sandbox, and no token is configured.
    Closed,
}

impl Guard {
    /// The guard for a sandbox that listens on this address.
    pub(crate) fn of(token: Option<Secret>, address: IpAddr) -> Self {
        match token {
            Some(token) => Self::Token(token),
            None if address.is_loopback() => Self::Open,
            None => Self::Closed,
        }
    }
}

/// The result of a call.
pub(crate) enum Control {
    Reply(HttpResponse),
    /// The response is the first exchange after this number, if one is recorded before the time-out.
    Wait {
        after: usize,
        at_most: Duration,
    },
    /// The response is a stream: the exchanges after this number, and all changes.
    Events {
        after: usize,
    },
}

/// The maximum size of a body for a path, in bytes.
pub(crate) fn largest_body(path: &str) -> usize {
    let is_snapshot = path.strip_prefix(FOLDER).is_some_and(|rest| rest == "/snapshot");
    if is_snapshot { snapshot::LARGEST } else { MAX_BODY }
}

/// Whether a path belongs to the control API.
pub(crate) fn is_control(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Handles a call.
pub(crate) fn handle(platform: &mut Platform, guard: &Guard, request: &HttpRequest, now: Duration) -> Control {
    match dispatch(platform, guard, request, now) {
        Ok(ControlResponse::Json(status, body)) => Control::Reply(error::json(status, body)),
        Ok(ControlResponse::NoContent) => Control::Reply(HttpResponse::new(204, "")),
        Ok(ControlResponse::Wait { after, at_most }) => Control::Wait { after, at_most },
        Ok(ControlResponse::Events { after }) => Control::Events { after },
        Err(error) => Control::Reply(error.response()),
    }
}

fn dispatch(
    platform: &mut Platform,
    guard: &Guard,
    request: &HttpRequest,
    now: Duration,
) -> Result<ControlResponse, ControlError> {
    if let Some(rejection) = platform.rejection(request) {
        return Err(ControlError::foreign(&rejection.text()));
    }
    check(guard, request)?;
    let (route, parameters) = find(request)?;
    (route.handler)(&mut Call { platform, request, parameters, now })
}

fn check(guard: &Guard, request: &HttpRequest) -> Result<(), ControlError> {
    match guard {
        Guard::Open => Ok(()),
        Guard::Closed => Err(ControlError::closed()),
        Guard::Token(token) => {
            let header = request.header("authorization").unwrap_or_default();
            let (scheme, sent) = header.split_once(' ').unwrap_or_default();
            let is_right = Secret::new(sent.trim()) == *token;
            (scheme.eq_ignore_ascii_case("bearer") && is_right).then_some(()).ok_or_else(ControlError::unauthorized)
        }
    }
}
