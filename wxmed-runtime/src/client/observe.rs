//! Observers, for audit logs, metrics and alerts.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use wxmed_core::schema::Privacy;

use super::prepared_request::PreparedRequest;
use crate::error::{ApiError, CallErrorKind};
use crate::http::HttpResponse;
use crate::redact_messages::sent_values::Hidden;
use crate::redact_messages::without;
use crate::signed_xml::xml;
use crate::token::{FetchObserver, TokenFetchEvent};
use crate::{Error, RawResponse, Secret, TransportError};

/// Is notified of every attempt of a client's calls, not only the last one, as soon as it has ended.
///
/// The call waits until the observer returns, so move slow work to another thread. An observer is also notified of each
/// fetch of an access token.
///
/// ```
/// use wxmed::{AttemptEvent, AttemptOutcome, Observer, TokenFetchEvent};
///
/// /// Writes a line for each attempt, without patients' data.
/// struct AuditLog;
///
/// impl Observer for AuditLog {
///     fn on_attempt(&self, attempt: &AttemptEvent<'_>) {
///         let outcome = match attempt.outcome() {
///             AttemptOutcome::Success => "success".to_owned(),
///             AttemptOutcome::TokenRejected(rejection) => format!("token rejected: {}", rejection.code),
///             AttemptOutcome::Failure(error) => error.to_string(),
///             AttemptOutcome::NoResponse(cause) => cause.to_string(),
///             _ => "something new".to_owned(),
///         };
///         println!("{} #{} {:?} {outcome}", attempt.operation(), attempt.attempt(), attempt.elapsed());
///     }
///
///     fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
///         let outcome = fetch.result().map_or_else(|error| error.to_string(), |()| "success".to_owned());
///         println!("{} {:?} {outcome}", fetch.endpoint(), fetch.elapsed());
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// Called when an attempt has ended.
    fn on_attempt(&self, attempt: &AttemptEvent<'_>);

    /// Called when [`StableToken`](crate::StableToken), [`BasicToken`](crate::BasicToken) or `RedisToken` has sent a
    /// request to the endpoint that returns access tokens. Cached tokens, and tokens of other providers, are not
    /// reported.
    ///
    /// Concurrent calls share one fetch, which is reported to the observer of the client that made it. A fetch whose
    /// call is dropped, or times out, is not reported.
    fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
        let _ = fetch;
    }
}

impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn on_attempt(&self, attempt: &AttemptEvent<'_>) {
        (**self).on_attempt(attempt);
    }

    fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
        (**self).on_token_fetch(fetch);
    }
}

impl FetchObserver for Box<dyn Observer> {
    fn on_fetch(&self, event: &TokenFetchEvent<'_>) {
        (**self).on_token_fetch(event);
    }
}

/// One request and its result. `Debug` shows no patients' data.
pub struct AttemptEvent<'a> {
    call: &'a PreparedRequest,
    token: &'a Secret,
    attempt: u32,
    began: SystemTime,
    elapsed: Duration,
    http_result: &'a Result<HttpResponse, TransportError>,
    outcome: AttemptOutcome<'a>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum AttemptOutcome<'a> {
    /// The response was read, and verified if the document defines a signature for it.
    Success,
    /// The platform rejected the access token and did not process the request. The client gets another token, unless
    /// this is the second time.
    TokenRejected(&'a ApiError),
    /// The call ends with this error, unless it is read-only and the platform was busy: then it may be retried. See
    /// [`Error::is_transient`].
    Failure(&'a Error),
    /// No readable response was received, whether or not the call is retried.
    NoResponse(&'a CallErrorKind),
}

impl<'a> AttemptEvent<'a> {
    pub(super) fn new(
        (call, token): (&'a PreparedRequest, &'a Secret),
        attempt: u32,
        clock: Clock,
        http_result: &'a Result<HttpResponse, TransportError>,
        outcome: AttemptOutcome<'a>,
    ) -> Self {
        Self { call, token, attempt, began: clock.began, elapsed: clock.since.elapsed(), http_result, outcome }
    }

    /// The operation that was called.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The section of the document that describes it.
    pub fn section(&self) -> &str {
        &self.call.section
    }

    /// The number of this attempt in its call, starting at 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// When the attempt began, according to the system clock.
    pub fn began(&self) -> SystemTime {
        self.began
    }

    /// How long the attempt took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The HTTP status, if one was received, even if the response was cut off.
    pub fn status(&self) -> Option<u16> {
        self.http_result.as_ref().map_or_else(TransportError::status, |response| Some(response.status()))
    }

    /// How the attempt ended.
    pub fn outcome(&self) -> AttemptOutcome<'a> {
        self.outcome
    }

    /// The body that was sent. It contains patients' data, such as names and hashes of identity numbers: keep it out of
    /// ordinary logs.
    pub fn expose_sent(&self) -> &str {
        self.call.body.expose()
    }

    /// The response byte for byte, if one was received. It contains patients' data, too.
    pub fn received(&self) -> Option<&RawResponse> {
        match self.http_result {
            Ok(response) => Some(response.body()),
            Err(cause) => cause.partial(),
        }
    }

    /// The fields that were sent, with `***` in place of sensitive values and of values that the specs don't describe.
    pub fn sent_redacted(&self) -> Vec<(String, String)> {
        self.redacted(self.call.body.expose().as_bytes())
    }

    /// The fields that were received, masked in the same way; empty if the response was not the interface's XML.
    pub fn received_redacted(&self) -> Vec<(String, String)> {
        self.received().map(|raw| self.redacted(raw.bytes())).unwrap_or_default()
    }

    fn redacted(&self, body: &[u8]) -> Vec<(String, String)> {
        let hidden = self.call.hidden();
        let fields = xml::read(body).unwrap_or_default();
        fields.iter().map(|(name, text)| (name.to_owned(), self.shown(name, text, &hidden))).collect()
    }

    fn shown(&self, name: &str, text: &str, hidden: &Hidden) -> String {
        let text = without(text, self.token.expose());
        match name {
            "return_code" | "result_code" if matches!(text.as_str(), "SUCCESS" | "FAIL") => text,
            "err_code" if self.is_known(&text) => text,
            "err_code" | "return_msg" | "err_code_des" => hidden.mask(&text),
            "return_code" | "result_code" => Privacy::MASK.to_owned(),
            _ if self.call.shown.has(name) => hidden.mask_shown(&text),
            _ => Privacy::MASK.to_owned(),
        }
    }

    /// Whether this is the error code of this response and is listed in the specs. Such a code can't be an echoed
    /// value.
    fn is_known(&self, code: &str) -> bool {
        let api_error = match self.outcome {
            AttemptOutcome::TokenRejected(api_error) => Some(api_error),
            AttemptOutcome::Failure(error) => error.api_error(),
            AttemptOutcome::Success | AttemptOutcome::NoResponse(_) => None,
        };
        api_error.and_then(ApiError::known_code) == Some(code)
    }
}

impl fmt::Debug for AttemptEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptEvent")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// When an attempt began, as wall-clock time and as a monotonic instant.
pub(super) struct Clock {
    began: SystemTime,
    since: tokio::time::Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { began: SystemTime::now(), since: tokio::time::Instant::now() }
    }
}
