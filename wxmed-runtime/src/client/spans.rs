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
        operation, section, attempts = Empty, end = Empty, code = Empty, rid = Empty, graphid = Empty
    )
}

/// Records how a call ended, and after how many attempts. Each field is recorded once, because a subscriber may print
/// every recorded value. If the future of a call is dropped, nothing is recorded here.
pub(super) fn call_ended<A>(span: &Span, attempts: u32, ended: &Result<A, Error>) {
    span.record("attempts", attempts);
    match ended {
        Ok(_) => {
            span.record("end", SUCCESS);
        }
        Err(error) => {
            span.record("end", error.kind());
            if let Some(refusal) = error.api_error() {
                refused(span, refusal);
            }
        }
    }
}

/// The span of one request and its response.
pub(super) fn attempt(attempt: u32) -> Span {
    debug_span!(
        target: "wxmed::client", "wxmed.attempt",
        attempt, status = Empty, end = Empty, code = Empty, rid = Empty, graphid = Empty
    )
}

/// Records how an attempt ended.
pub(super) fn attempt_ended(span: &Span, exchanged: &Result<HttpResponse, TransportError>, end: AttemptOutcome<'_>) {
    if let Some(status) = exchanged.as_ref().map_or_else(TransportError::status, |response| Some(response.status())) {
        span.record("status", status);
    }
    let (word, refusal) = match end {
        AttemptOutcome::Success => (SUCCESS, None),
        AttemptOutcome::TokenRefused(refusal) => ("token-refused", Some(refusal)),
        AttemptOutcome::Failure(error) => (error.kind(), error.api_error()),
        AttemptOutcome::NoAnswer(_) => ("no-answer", None),
    };
    span.record("end", word);
    if let Some(refusal) = refusal {
        refused(span, refusal);
    }
}

/// The span of waiting for an access token, including fetching it.
pub(super) fn token(request: &'static str) -> Span {
    debug_span!(target: "wxmed::client", "wxmed.token", request, end = Empty)
}

/// Records how waiting for an access token ended.
pub(super) fn token_ended<T>(span: &Span, ended: &Result<T, TokenError>) {
    span.record("end", if ended.is_ok() { SUCCESS } else { "failure" });
}

/// Records a code only if the specs list it: any other code is untrusted text.
fn refused(span: &Span, refusal: &ApiError) {
    if let Some(code) = refusal.known_code() {
        span.record("code", code);
    }
    if let Some(rid) = &refusal.rid {
        span.record("rid", rid.as_str());
    }
    if let Some(graphid) = &refusal.graphid {
        span.record("graphid", graphid.as_str());
    }
}
