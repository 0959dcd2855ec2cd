//! Observers: for the books, the statistics and the alarms of a hospital.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::prepared_request::PreparedRequest;
use crate::codec::xml;
use crate::error::{ApiError, CallErrorKind};
use crate::http::HttpResponse;
use crate::redact::sent_values::Hidden;
use crate::redact::without;
use crate::token::{FetchObserver, TokenFetchEvent};
use crate::{Error, RawResponse, Secret, TransportError};

/// Sees every exchange of a client with the platform, as soon as it has ended: each attempt, not only the last.
///
/// It is called before the call goes on, so it should pass on what takes long. It also sees each fetch of an access token.
///
/// ```
/// use wxmed::{AttemptEvent, AttemptOutcome, Observer, TokenFetchEvent};
///
/// /// Writes a line for each exchange, without anybody's data.
/// struct Books;
///
/// impl Observer for Books {
///     fn on_attempt(&self, exchange: &AttemptEvent<'_>) {
///         let end = match exchange.end() {
///             AttemptOutcome::Success => "success".to_owned(),
///             AttemptOutcome::TokenRefused(refusal) => format!("token refused: {}", refusal.code),
///             AttemptOutcome::Failure(error) => error.to_string(),
///             AttemptOutcome::NoAnswer(cause) => cause.to_string(),
///             _ => "something new".to_owned(),
///         };
///         println!("{} #{} {:?} {end}", exchange.operation(), exchange.attempt(), exchange.elapsed());
///     }
///
///     fn on_token_fetch(&self, fetch: &TokenFetchEvent<'_>) {
///         let end = fetch.result().map_or_else(|error| error.to_string(), |()| "success".to_owned());
///         println!("{} {:?} {end}", fetch.endpoint(), fetch.elapsed());
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// An attempt has ended.
    fn on_attempt(&self, attempt: &AttemptEvent<'_>);

    /// The endpoint that gives access tokens was asked, by [`StableToken`](crate::StableToken), by
    /// [`BasicToken`](crate::BasicToken), or by `RedisToken`. A cached token, and those of other providers, are not reported.
    ///
    /// Calls that need a token at the same time share one fetch: the observer of the client that made it sees it. A fetch
    /// whose call is dropped, or runs out of time, is not reported.
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

/// One request and what became of it. `Debug` shows nobody's data.
pub struct AttemptEvent<'a> {
    call: &'a PreparedRequest,
    token: &'a Secret,
    attempt: u32,
    began: SystemTime,
    elapsed: Duration,
    exchanged: &'a Result<HttpResponse, TransportError>,
    end: AttemptOutcome<'a>,
}

/// How an exchange ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum AttemptOutcome<'a> {
    /// The response is verified, as far as the document has it signed, and has been read.
    Success,
    /// The platform refused the access token and did nothing; another one is fetched, unless this is the second time.
    TokenRefused(&'a ApiError),
    /// The call ends with this error; a lookup for which the platform was too busy may be repeated first: see
    /// [`Error::is_transient`].
    Failure(&'a Error),
    /// No response came that could be read; the call may be repeated.
    NoAnswer(&'a CallErrorKind),
}

impl<'a> AttemptEvent<'a> {
    pub(super) fn new(
        (call, token): (&'a PreparedRequest, &'a Secret),
        attempt: u32,
        clock: Clock,
        exchanged: &'a Result<HttpResponse, TransportError>,
        end: AttemptOutcome<'a>,
    ) -> Self {
        Self { call, token, attempt, began: clock.began, elapsed: clock.since.elapsed(), exchanged, end }
    }

    /// The operation that was called.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The section of the document that describes it.
    pub fn section(&self) -> &str {
        &self.call.section
    }

    /// Which attempt of the call it was, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// When it began, by the system's clock.
    pub fn began(&self) -> SystemTime {
        self.began
    }

    /// How long it took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The HTTP status, if there was one; of a response that broke off, too.
    pub fn status(&self) -> Option<u16> {
        self.exchanged.as_ref().map_or_else(TransportError::status, |response| Some(response.status()))
    }

    /// How it ended.
    pub fn end(&self) -> AttemptOutcome<'a> {
        self.end
    }

    /// The body that was sent: patients' data, names and hashes of identity numbers. Whoever asks for it answers for
    /// where it goes.
    pub fn expose_sent(&self) -> &str {
        self.call.body.expose()
    }

    /// What was received, byte for byte, if anything was: patients' data as well.
    pub fn received(&self) -> Option<&RawResponse> {
        match self.exchanged {
            Ok(response) => Some(response.body()),
            Err(cause) => cause.partial(),
        }
    }

    /// The fields that were sent, with `***` for what the specs call sensitive and for what they do not know.
    pub fn sent_redacted(&self) -> Vec<(String, String)> {
        self.redacted(self.call.body.expose().as_bytes())
    }

    /// The fields that were received, likewise; nothing if it was not the XML of the interface.
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
            "return_code" | "result_code" => "***".to_owned(),
            _ if self.call.shown.has(name) => hidden.mask_shown(&text),
            _ => "***".to_owned(),
        }
    }

    /// Whether it is the code of this exchange's refusal, and one that the specs know: the platform's own word.
    fn is_known(&self, code: &str) -> bool {
        let refusal = match self.end {
            AttemptOutcome::TokenRefused(refusal) => Some(refusal),
            AttemptOutcome::Failure(error) => error.api_error(),
            AttemptOutcome::Success | AttemptOutcome::NoAnswer(_) => None,
        };
        refusal.and_then(ApiError::known_code) == Some(code)
    }
}

impl fmt::Debug for AttemptEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptEvent")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}

/// When an exchange began: for people, and for measuring.
pub(super) struct Clock {
    began: SystemTime,
    since: tokio::time::Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { began: SystemTime::now(), since: tokio::time::Instant::now() }
    }
}
