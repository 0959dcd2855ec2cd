//! The three `tracing` spans of a call. Their names and fields must stay as documented at [`Client`](super::Client).

use tracing::field::Empty;
use tracing::{Span, debug_span, info_span};

use super::observe::AttemptOutcome;
use super::prepared_request::PreparedRequest;
use crate::error::ApiError;
use crate::http::HttpResponse;
use crate::{Error, TokenError, TransportError};

const SUCCESS: &str = "success";

/// A whole call.
pub(super) fn call(call: &PreparedRequest) -> Span {
    let (operation, section) = (&*call.operation, &*call.section);
    info_span!(
        target: "wxmed::client", "wxmed.call",
        operation, section, attempts = Empty, outcome = Empty, code = Empty, rid = Empty, graphid = Empty
    )
}

/// Records how a call ended, and after how many attempts. Each field is recorded once, because a subscriber may print
/// every recorded value. If the future of a call is dropped, nothing is recorded here.
pub(super) fn call_ended<A>(span: &Span, attempts: u32, ended: &Result<A, Error>) {
    span.record("attempts", attempts);
    match ended {
        Ok(_) => {
            span.record("outcome", SUCCESS);
        }
        Err(error) => {
            span.record("outcome", error.kind());
            if let Some(api_error) = error.api_error() {
                rejected(span, api_error);
            }
        }
    }
}

/// The span of one request and its response.
pub(super) fn attempt(attempt: u32) -> Span {
    debug_span!(
        target: "wxmed::client", "wxmed.attempt",
        attempt, status = Empty, outcome = Empty, code = Empty, rid = Empty, graphid = Empty
    )
}

/// Records how an attempt ended.
pub(super) fn attempt_ended(
    span: &Span,
    http_result: &Result<HttpResponse, TransportError>,
    outcome: AttemptOutcome<'_>,
) {
    if let Some(status) = http_result.as_ref().map_or_else(TransportError::status, |response| Some(response.status())) {
        span.record("status", status);
    }
    let (word, api_error) = match outcome {
        AttemptOutcome::Success => (SUCCESS, None),
        AttemptOutcome::TokenRejected(api_error) => ("token-rejected", Some(api_error)),
        AttemptOutcome::Failure(error) => (error.kind(), error.api_error()),
        AttemptOutcome::NoResponse(_) => ("no-response", None),
    };
    span.record("outcome", word);
    if let Some(api_error) = api_error {
        rejected(span, api_error);
    }
}

/// The span of waiting for an access token, including fetching it.
pub(super) fn token(request: &'static str) -> Span {
    debug_span!(target: "wxmed::client", "wxmed.token", request, outcome = Empty)
}

/// Records how waiting for an access token ended.
pub(super) fn token_ended<T>(span: &Span, ended: &Result<T, TokenError>) {
    span.record("outcome", if ended.is_ok() { SUCCESS } else { "failure" });
}

/// Records a code only if the specs list it: any other code is untrusted text.
fn rejected(span: &Span, api_error: &ApiError) {
    if let Some(code) = api_error.known_code() {
        span.record("code", code);
    }
    if let Some(rid) = &api_error.rid {
        span.record("rid", rid.as_str());
    }
    if let Some(graphid) = &api_error.graphid {
        span.record("graphid", graphid.as_str());
    }
}
