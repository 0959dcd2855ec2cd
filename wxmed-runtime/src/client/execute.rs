//! Executes one call: gets its token, sends it, and retries it.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::runtime::Handle;
use tracing::Instrument;

use super::observe::{AttemptEvent, AttemptOutcome, Clock};
use super::prepared_request::PreparedRequest;
use super::retry_policy::Passing;
use super::{Shared, spans};
use crate::error::{ApiError, CallErrorKind, MalformedReason, OtherFields, PreviousAttempt, TokenFetchError};
use crate::http::{Deadline, HttpResponse};
use crate::redact_messages::without;
use crate::response::Response;
use crate::token::{FetchObserver, TokenRequest};
use crate::{Error, InvalidTokenReason, Outcome, RawResponse, Secret, TokenError, TransportError, Verification};

const ACCESS_TOKEN: &str = "access_token";

/// How many responses to earlier attempts an error keeps.
const MOST_EARLIER: usize = 16;

/// Sends until there is a response, or a reason to stop.
pub(super) async fn execute<R>(
    shared: &Shared,
    call: &PreparedRequest,
    read: impl Fn(RawResponse) -> Result<Response<R>, Error>,
) -> Result<Response<R>, Error> {
    if Handle::try_current().is_err() {
        return Err(Error::NoRuntime);
    }
    let span = spans::call(call);
    let mut history = Attempts::default();
    let ended = send_with_retries(shared, call, &mut history, read).instrument(span.clone()).await;
    let ended = ended.map_err(|error| error.after(history.earlier.into()));
    spans::call_ended(&span, history.count, &ended);
    ended
}

/// Gets an access token only to check whether that works.
pub(super) async fn check(shared: &Shared) -> Result<(), Error> {
    if Handle::try_current().is_err() {
        return Err(Error::NoRuntime);
    }
    let token = request_token(shared, None, Deadline::after(shared.http.limits.total)).await;
    token.map(|_| ()).map_err(|cause| Error::Token(Box::new(TokenFetchError::outside_of_a_call(cause))))
}

async fn send_with_retries<R>(
    shared: &Shared,
    call: &PreparedRequest,
    history: &mut Attempts,
    read: impl Fn(RawResponse) -> Result<Response<R>, Error>,
) -> Result<Response<R>, Error> {
    let deadline = Deadline::after(shared.http.limits.total);
    let mut token = Token::first(shared, call, deadline).await?;
    let mut repetitions = 0;
    loop {
        let attempts = history.begin();
        let span = spans::attempt(attempts);
        let query = [(ACCESS_TOKEN, token.text.expose())];
        let watched = shared.observer.as_deref().map(|observer| (observer, Clock::start()));
        let http_result = shared.http.send(&call.request_parts(&query), deadline).instrument(span.clone()).await;
        let read = |raw| read(raw).map_err(|error| without_what_was_sent(call, &token.text, error));
        let verdict = classify(call, &http_result, read);
        spans::attempt_ended(&span, &http_result, verdict.outcome());
        drop(span);
        if let Some((observer, clock)) = watched {
            observer.on_attempt(&AttemptEvent::new(
                (call, &token.text),
                attempts,
                clock,
                &http_result,
                verdict.outcome(),
            ));
        }
        match verdict {
            Verdict::Ended(result) => return result,
            Verdict::TokenRejected(api_error) => token = token.replaced(shared, call, api_error, deadline).await?,
            Verdict::NoResponse { cause, retry_after } => {
                if !paused(shared, call, &mut repetitions, Passing::NoResponse(&cause), retry_after, deadline).await {
                    return Err(call.no_response(cause, attempts));
                }
            }
            Verdict::Busy { error, retry_after } => {
                if !paused(shared, call, &mut repetitions, Passing::Busy, retry_after, deadline).await {
                    return Err(error);
                }
            }
        }
        history.keep(&http_result);
    }
}

/// Waits for the backoff before the next retry, if there is one.
async fn paused(
    shared: &Shared,
    call: &PreparedRequest,
    repetitions: &mut u32,
    why: Passing<'_>,
    retry_after: Option<Duration>,
    deadline: Deadline,
) -> bool {
    let pause = shared.retries.pause(*repetitions, call.retry, why, retry_after);
    let Some(pause) = pause.filter(|pause| *pause < deadline.left()) else { return false };
    tokio::time::sleep(pause).await;
    *repetitions += 1;
    true
}

/// The number of attempts, and what the latest of them received. Older responses are dropped, because the number of
/// retries is unlimited.
#[derive(Default)]
struct Attempts {
    count: u32,
    earlier: VecDeque<PreviousAttempt>,
}

impl Attempts {
    /// The number of the attempt that begins.
    fn begin(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    /// Keeps what the last attempt received.
    fn keep(&mut self, http_result: &Result<HttpResponse, TransportError>) {
        let received = match http_result {
            Ok(response) => Some((Some(response.status()), response.body())),
            Err(cause) => cause.partial().map(|partial| (cause.status(), partial)),
        };
        let Some((status, raw)) = received else { return };
        if self.earlier.len() == MOST_EARLIER {
            self.earlier.pop_front();
        }
        self.earlier.push_back(PreviousAttempt { attempt: self.count, status, raw: raw.clone() });
    }
}

/// The result of a call whose only attempt has this response or error.
#[cfg(feature = "testing")]
pub(crate) fn settled<T: crate::Request>(
    http_result: &Result<HttpResponse, TransportError>,
    key: &crate::ApiKey,
) -> Result<Response<T::Reply>, Error> {
    let call = PreparedRequest::blank::<T>(key)?;
    match classify(&call, http_result, |raw| crate::parse_response::<T>(raw, key)) {
        Verdict::Ended(result) => result,
        Verdict::TokenRejected(api_error) => Err(call.no_token(TokenError::StillRejected, Some(api_error))),
        Verdict::NoResponse { cause, .. } => Err(call.no_response(cause, 1)),
        Verdict::Busy { error, .. } => Err(error),
    }
}

/// Checks whether an unreadable body is encoded: only the header shows some encodings.
fn explained(response: &HttpResponse, mut error: Error) -> Error {
    if let Error::Malformed(malformed) = &mut error {
        let found = match malformed.cause {
            MalformedReason::Xml(cause) => response.explained(Some(cause)),
            MalformedReason::Json => response.explained(None),
            _ => None,
        };
        malformed.cause = found.map_or_else(|| malformed.cause.clone(), MalformedReason::Xml);
    }
    error
}

/// Masks the patients' data that the platform echoes, because its messages are logged.
fn without_what_was_sent(call: &PreparedRequest, token: &Secret, mut error: Error) -> Error {
    if matches!(&error, Error::Malformed(malformed) if !malformed.others.is_empty()) || error.api_error().is_some() {
        let (token, hidden) = (token.expose(), call.hidden());
        error.hide(|text| hidden.mask(&without(text, token)), |text| token.contains(text) || hidden.holds(text));
    }
    error
}

/// The result of one attempt.
enum Verdict<R> {
    Ended(Result<Response<R>, Error>),
    /// The platform rejected the token and did not process the request.
    TokenRejected(Box<ApiError>),
    /// The platform reports that it is busy.
    Busy {
        error: Error,
        /// How long the client must wait, according to the platform.
        retry_after: Option<Duration>,
    },
    NoResponse {
        cause: CallErrorKind,
        /// How long the client must wait, according to the platform.
        retry_after: Option<Duration>,
    },
}

impl<R> Verdict<R> {
    fn outcome(&self) -> AttemptOutcome<'_> {
        match self {
            Self::Ended(Ok(_)) => AttemptOutcome::Success,
            Self::Ended(Err(error)) | Self::Busy { error, .. } => AttemptOutcome::Failure(error),
            Self::TokenRejected(api_error) => AttemptOutcome::TokenRejected(api_error),
            Self::NoResponse { cause, .. } => AttemptOutcome::NoResponse(cause),
        }
    }
}

fn classify<R>(
    call: &PreparedRequest,
    http_result: &Result<HttpResponse, TransportError>,
    read: impl Fn(RawResponse) -> Result<Response<R>, Error>,
) -> Verdict<R> {
    let response = match http_result {
        Ok(response) => response,
        Err(cause) => {
            let retry_after = cause.retry_after();
            return Verdict::NoResponse { cause: CallErrorKind::Transport(cause.clone()), retry_after };
        }
    };
    let read = read(response.body().clone());
    match read.map_err(|error| explained(response, error).with_status(response.status())) {
        Err(error) if error.is_token_rejected() => match error {
            Error::Gateway(api_error) | Error::Protocol(api_error) | Error::Business(api_error) => {
                Verdict::TokenRejected(api_error)
            }
            other => Verdict::Ended(Err(other)),
        },
        Err(error) if error.is_transient() => {
            let (status, raw) = (response.status(), response.body().clone());
            let error = match response.is_success() {
                true => error,
                false => {
                    let others = OtherFields::default();
                    left_open(call, &CallErrorKind::Status { status, raw, others }, error)
                }
            };
            Verdict::Busy { error, retry_after: response.retry_after() }
        }
        result if response.is_success() => Verdict::Ended(result),
        // A response with a valid signature is trusted regardless of its HTTP status.
        Ok(verified) if verified.verification() == Verification::Verified => Verdict::Ended(Ok(verified)),
        Err(error @ Error::Signature(_)) => Verdict::Ended(Err(error)),
        result => {
            let (status, raw) = (response.status(), response.body().clone());
            let others = match &result {
                Err(Error::Malformed(malformed)) => malformed.others.clone(),
                _ => OtherFields::default(),
            };
            let cause = CallErrorKind::Status { status, raw, others };
            match result {
                Err(error) if error.api_error().is_some() => Verdict::Ended(Err(left_open(call, &cause, error))),
                // A success in such a response is not trusted, because it does not come from the platform.
                _ => Verdict::NoResponse { cause, retry_after: response.retry_after() },
            }
        }
    }
}

/// A rejection sent with an HTTP error status doesn't prove that the request was not executed.
fn left_open(call: &PreparedRequest, cause: &CallErrorKind, mut error: Error) -> Error {
    if let (true, Some(api_error)) = (cause.may_have_been_done(), error.api_error_mut()) {
        api_error.outcome = call.retry.outcome(Outcome::Unknown);
    }
    error
}

/// The token of a call, which is replaced at most once.
struct Token {
    text: Secret,
    turn: Turn,
}

enum Turn {
    First,
    Replaced,
}

impl Token {
    async fn first(shared: &Shared, call: &PreparedRequest, deadline: Deadline) -> Result<Self, Error> {
        let text = request_token(shared, None, deadline).await.map_err(|cause| call.no_token(cause, None))?;
        Ok(Self { text, turn: Turn::First })
    }

    async fn replaced(
        self,
        shared: &Shared,
        call: &PreparedRequest,
        api_error: Box<ApiError>,
        deadline: Deadline,
    ) -> Result<Self, Error> {
        if let Turn::Replaced = self.turn {
            return Err(call.no_token(TokenError::StillRejected, Some(api_error)));
        }
        let token = request_token(shared, Some(&self.text), deadline).await;
        let text = token.map_err(|cause| call.no_token(cause, Some(api_error)))?;
        Ok(Self { text, turn: Turn::Replaced })
    }
}

/// Enforces the deadline, because a provider may not.
async fn request_token(shared: &Shared, rejected: Option<&Secret>, deadline: Deadline) -> Result<Secret, TokenError> {
    let observer = shared.observer.as_ref().map(|observer| observer as &dyn FetchObserver);
    let request = TokenRequest { rejected, http: &shared.http, deadline, observer };
    let span = spans::token(if rejected.is_some() { "another" } else { "any" });
    let fetched =
        tokio::time::timeout_at(deadline.instant(), shared.tokens.token(request)).instrument(span.clone()).await;
    let ended =
        fetched.unwrap_or(Err(TokenError::TimedOut)).and_then(|token| match InvalidTokenReason::check(&token) {
            Ok(()) => Ok(token),
            Err(reason) => Err(TokenError::InvalidToken { reason, raw: None }),
        });
    spans::token_ended(&span, &ended);
    ended
}
