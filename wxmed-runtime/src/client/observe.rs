//! Who looks on: for the books, the statistics and the alarms of a hospital.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::call::Call;
use super::hidden::Hidden;
use crate::error::{CallFault, Refusal};
use crate::http::HttpResponse;
use crate::said::without;
use crate::{Error, RawAnswer, Secret, TransportError, xml};

/// Sees every exchange of a client with the platform, as soon as it has ended: each attempt, not only the last.
///
/// It is called before the next attempt, so it should hand over to somebody else what takes long. The fetching of access
/// tokens is not shown.
///
/// ```
/// use wxmed::{Exchange, ExchangeEnd, Observer};
///
/// /// Writes a line for each exchange, without anybody's data.
/// struct Books;
///
/// impl Observer for Books {
///     fn exchanged(&self, exchange: &Exchange<'_>) {
///         let end = match exchange.end() {
///             ExchangeEnd::Success => "success".to_owned(),
///             ExchangeEnd::TokenRefused(refusal) => format!("token refused: {}", refusal.code),
///             ExchangeEnd::Failure(error) => error.to_string(),
///             ExchangeEnd::NoAnswer(cause) => cause.to_string(),
///             _ => "something new".to_owned(),
///         };
///         println!("{} #{} {:?} {end}", exchange.operation(), exchange.attempt(), exchange.took());
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// An exchange has ended.
    fn exchanged(&self, exchange: &Exchange<'_>);
}

impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn exchanged(&self, exchange: &Exchange<'_>) {
        (**self).exchanged(exchange);
    }
}

/// One request and what became of it. `Debug` shows nobody's data.
pub struct Exchange<'a> {
    call: &'a Call,
    token: &'a Secret,
    attempt: u32,
    began: SystemTime,
    took: Duration,
    exchanged: &'a Result<HttpResponse, TransportError>,
    end: ExchangeEnd<'a>,
}

/// How an exchange ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ExchangeEnd<'a> {
    /// The answer is verified, as far as the document has it signed, and has been read.
    Success,
    /// The platform refused the access token and did nothing; another one is fetched, unless this is the second time.
    TokenRefused(&'a Refusal),
    /// The call ends with this error; a lookup for which the platform was too busy may be repeated first: see
    /// [`Error::may_pass`].
    Failure(&'a Error),
    /// No answer came that could be read; the call may be repeated.
    NoAnswer(&'a CallFault),
}

impl<'a> Exchange<'a> {
    pub(super) fn new(
        (call, token): (&'a Call, &'a Secret),
        attempt: u32,
        clock: &Clock,
        exchanged: &'a Result<HttpResponse, TransportError>,
        end: ExchangeEnd<'a>,
    ) -> Self {
        Self { call, token, attempt, began: clock.began, took: clock.since.elapsed(), exchanged, end }
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
    pub fn took(&self) -> Duration {
        self.took
    }

    /// The HTTP status, if there was one; of an answer that broke off, too.
    pub fn status(&self) -> Option<u16> {
        self.exchanged.as_ref().map_or_else(TransportError::status, |response| Some(response.status()))
    }

    /// How it ended.
    pub fn end(&self) -> ExchangeEnd<'a> {
        self.end
    }

    /// The body that was sent: patients' data, names and hashes of identity numbers. Whoever asks for it answers for
    /// where it goes.
    pub fn expose_sent(&self) -> &str {
        self.call.body.expose()
    }

    /// What was received, byte for byte, if anything was: patients' data as well.
    pub fn received(&self) -> Option<&RawAnswer> {
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
            ExchangeEnd::TokenRefused(refusal) => Some(refusal),
            ExchangeEnd::Failure(error) => error.refusal(),
            ExchangeEnd::Success | ExchangeEnd::NoAnswer(_) => None,
        };
        refusal.and_then(Refusal::known_code) == Some(code)
    }
}

impl fmt::Debug for Exchange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt)
            .field("took", &self.took)
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
