use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use tokio::time::{Instant, Sleep, sleep_until};
use wxmed_core::Bilingual;

use super::body_buffer::BodyBuffer;
use super::client_pool::ClientPool;
use super::one_shot_body::{OneShotBody, Sending};
use super::{BoxFuture, Deadline, HttpRequest, HttpResponse, Method, Proxy, Transport};
use crate::RawResponse;
use crate::error::{Stage, TransportError, TransportErrorKind};
use crate::signed_xml::xml::MAX_BODY;
use crate::tls::RootCertificates;

/// The default transport of a client: HTTP/1.1 over TLS 1.2 or later. Connections are reused for calls in the same
/// tokio runtime, never shared with another runtime, and closed when their runtime ends.
///
/// It doesn't follow redirects, retry requests, allow compression (`Accept-Encoding: identity`) or read environment
/// variables: a proxy is used only if one is given. Like the client, it needs a tokio runtime with I/O and time
/// enabled.
#[derive(Clone)]
pub struct Https {
    library: Arc<ClientPool>,
}

impl Https {
    /// A transport with these additional root certificates and this proxy. Each request contains its own time-outs: see
    /// [`Timeouts`](super::Timeouts).
    ///
    /// # Errors
    /// The reason, if TLS can't be set up.
    pub fn new(roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        Ok(Self { library: Arc::new(ClientPool::new(roots, proxy)?) })
    }

    /// Builds the client for this connect time-out in advance, so that errors are reported now.
    pub(crate) fn prepare(&self, connect: Duration) -> Result<(), String> {
        self.library.build(connect).map(|_| ()).map_err(|cause| chain(&cause))
    }

    fn request(&self, request: &HttpRequest) -> Result<(reqwest::RequestBuilder, Option<Sending>), reqwest::Error> {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let builder = self.library.client(request.timeouts().connect)?.request(method, request.expose_url());
        // Without this header, a proxy or a server may use any compression.
        let builder = builder.header(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let builder = match request.content_type {
            Some(kind) => match HeaderValue::from_maybe_shared(Bytes::from_static(kind.as_bytes())) {
                Ok(value) => builder.header(CONTENT_TYPE, value),
                // The library makes an error of it.
                Err(_) => builder.header(CONTENT_TYPE, kind),
            },
            None => builder,
        };
        if request.body().is_empty() {
            return Ok((builder, None));
        }
        let (body, sending) = OneShotBody::new(Arc::clone(&request.body));
        Ok((builder.body(reqwest::Body::wrap(body)), Some(sending)))
    }

    async fn execute(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let limits = request.timeouts();
        let start = Instant::now();
        let end = Deadline::since(start, limits.total);
        let (prepared, sending) = self.request(request).map_err(|cause| failed(&cause, None))?;
        let connected = end.or_sooner(Deadline::since(start, limits.connect)).instant();
        let beginning = Beginning { sending: sending.as_ref(), connected, read: limits.read, end };
        // One timer for all time-outs, because setting another one costs more than everything else here.
        let mut timer = pin!(sleep_until(beginning.look_again(start).unwrap_or(start)));
        let response = match in_time(prepared.send(), timer.as_mut(), |now| beginning.look_again(now)).await {
            Ok(Ok(response)) => response,
            Ok(Err(cause)) => return Err(failed(&cause, sending.as_ref())),
            Err(Late) => return Err(TransportError::not_begun(stage(sending.as_ref()))),
        };
        let status = response.status().as_u16();
        let wait = header(response.headers(), &RETRY_AFTER).and_then(|text| text.trim().parse().ok());
        let wait = wait.map(Duration::from_secs);
        let encoding = header(response.headers(), &CONTENT_ENCODING).map(str::to_owned);
        let ended = end.or_sooner(Deadline::after(limits.read)).instant();
        timer.as_mut().reset(ended);
        match body(response, timer, ended).await {
            Ok(body) => {
                let response = HttpResponse::new(status, body);
                let response =
                    encoding.iter().fold(response, |response, encoding| response.with_content_encoding(encoding));
                Ok(wait.into_iter().fold(response, HttpResponse::with_retry_after))
            }
            Err(broken) => Err(wait.into_iter().fold(broken.with_status(status), TransportError::with_retry_after)),
        }
    }
}

impl Transport for Https {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(self.execute(request))
    }
}

impl fmt::Debug for Https {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Https").finish_non_exhaustive()
    }
}

/// The time-out for the response to begin. It starts when the request is sent, or when it should have been sent: for a
/// request without a body, the time of sending is not known.
struct Beginning<'s> {
    sending: Option<&'s Sending>,
    /// When the request should have been sent.
    connected: Instant,
    read: Duration,
    end: Deadline,
}

impl Beginning<'_> {
    /// The time when to check again whether the response is late; `None` if it is late now.
    ///
    /// Sending the request wakes no task. Before that, the response can't be late until the limit has passed once more,
    /// so it is enough to check again at that time.
    fn look_again(&self, now: Instant) -> Option<Instant> {
        /// The resolution of the timer.
        const TICK: Duration = Duration::from_millis(1);
        let sent = self.sending.map_or(Some(self.connected), Sending::taken);
        let due = |since: Instant| self.end.or_sooner(Deadline::since(since, self.read)).instant();
        match sent {
            None if now < self.connected => Some(due(now).max(now + TICK)),
            sent => Some(due(sent.unwrap_or(self.connected).min(self.connected))).filter(|due| now < *due),
        }
    }
}

/// The time-out was reached first.
struct Late;

/// Runs the work until the time-out is reached.
async fn in_time<T>(
    work: impl Future<Output = T>,
    mut timer: Pin<&mut Sleep>,
    look_again: impl Fn(Instant) -> Option<Instant>,
) -> Result<T, Late> {
    let mut work = pin!(work);
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Ok(done));
        }
        while timer.as_mut().poll(context).is_ready() {
            match look_again(Instant::now()) {
                Some(later) => timer.as_mut().reset(later),
                None => return Poll::Ready(Err(Late)),
            }
        }
        Poll::Pending
    })
    .await
}

/// The text of a header; if it occurs several times, the last one.
fn header<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get_all(name).iter().next_back()?.to_str().ok()
}

const NOT_ENDED: Bilingual = Bilingual::of("应答未接收完整", "the response did not complete");

/// Reads at most one byte more than a response may have, so that the parser can report that it is too long.
async fn body(
    mut response: reqwest::Response,
    mut timer: Pin<&mut Sleep>,
    ended: Instant,
) -> Result<RawResponse, TransportError> {
    let look_again = |now: Instant| Some(ended).filter(|ended| now < *ended);
    let mut body = BodyBuffer::default();
    let broken = loop {
        match in_time(response.chunk(), timer.as_mut(), look_again).await {
            Ok(Ok(Some(chunk))) => body.take(&chunk, MAX_BODY + 1),
            Ok(Ok(None)) => return Ok(body.into_raw()),
            Ok(Err(cause)) => break failed(&cause, None),
            Err(Late) => break TransportError::timeout(Stage::MaybeSent, NOT_ENDED),
        }
        if body.len() > MAX_BODY {
            return Ok(body.into_raw());
        }
    };
    Err(if body.len() == 0 { broken } else { broken.with_partial(body.into_raw()) })
}

/// How far a request without a response got. If it has not been sent yet, it is withdrawn.
fn stage(sending: Option<&Sending>) -> Stage {
    if sending.is_some_and(Sending::withdraw) { Stage::NotSent } else { Stage::MaybeSent }
}

fn failed(error: &reqwest::Error, sending: Option<&Sending>) -> TransportError {
    let is_before = error.is_connect() || error.is_builder();
    let stage = if is_before { Stage::NotSent } else { stage(sending) };
    TransportError::new(stage, fault(error), chain(error))
}

fn fault(error: &reqwest::Error) -> TransportErrorKind {
    match () {
        () if causes(error).any(|cause| cause.is::<rustls::Error>()) => TransportErrorKind::Tls,
        () if error.is_timeout() => TransportErrorKind::Timeout,
        // A host name that is invalid for the library can't be resolved either.
        () if error.is_dns() || error.is_builder() => TransportErrorKind::Name,
        () if error.is_connect() => TransportErrorKind::Connect,
        () => TransportErrorKind::Broken,
    }
}

/// Only the causes, because the error's own text begins with the URL, whose query is secret.
fn chain(error: &reqwest::Error) -> String {
    let mut texts: Vec<String> = causes(error).skip(1).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

/// The text of an I/O error is that of its inner error, and its `source` skips the inner error.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let cause = next?;
        next = match cause.downcast_ref::<io::Error>() {
            Some(outer) => outer.get_ref().map(|inner| inner as &(dyn StdError + 'static)),
            None => cause.source(),
        };
        Some(cause)
    })
}

#[cfg(test)]
mod tests {
    use http_body::Body as _;

    use super::*;
    use crate::signed_xml::wiped::Wiped;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    fn beginning(sending: Option<&Sending>, start: Instant, read: Duration) -> Beginning<'_> {
        Beginning { sending, connected: start + MS(5_000), read, end: Deadline::since(start, MS(30_000)) }
    }

    fn look(beginning: &Beginning<'_>, start: Instant, after: u64) -> Option<u128> {
        beginning.look_again(start + MS(after)).map(|due| (due - start).as_millis())
    }

    #[test]
    fn a_request_without_a_body_may_take_the_connect_and_the_read_timeout() {
        let start = Instant::now();
        let beginning = beginning(None, start, MS(15_000));
        assert_eq!(look(&beginning, start, 0), Some(20_000));
        assert_eq!(look(&beginning, start, 19_999), Some(20_000));
        assert_eq!(look(&beginning, start, 20_000), None);
    }

    #[test]
    fn the_read_timeout_does_not_start_before_the_request_is_sent() {
        let (_body, sending) = OneShotBody::new(Arc::new(Wiped::new(*b"<xml/>")));
        let start = Instant::now();
        let beginning = beginning(Some(&sending), start, MS(100));
        assert_eq!(look(&beginning, start, 0), Some(100));
        assert_eq!(look(&beginning, start, 100), Some(200));
        assert_eq!(look(&beginning, start, 5_000), Some(5_100), "it should have been sent after the connect time-out");
        assert_eq!(look(&beginning, start, 5_100), None);
    }

    #[test]
    fn the_read_timeout_starts_when_the_request_is_sent() {
        let (mut body, sending) = OneShotBody::new(Arc::new(Wiped::new(*b"<xml/>")));
        let before = Instant::now();
        let start = before - MS(2_000);
        let frame = Pin::new(&mut body).poll_frame(&mut std::task::Context::from_waker(std::task::Waker::noop()));
        assert!(frame.is_ready());
        let due = beginning(Some(&sending), start, MS(100)).look_again(before).expect("the response is not late yet");
        assert!((before + MS(100)..=Instant::now() + MS(100)).contains(&due));
        assert_eq!(look(&beginning(Some(&sending), start, MS(100)), start, 20_000), None);
    }

    #[test]
    fn a_read_timeout_of_zero_still_allows_sending() {
        let (_body, sending) = OneShotBody::new(Arc::new(Wiped::new(*b"<xml/>")));
        let start = Instant::now();
        assert_eq!(look(&beginning(Some(&sending), start, Duration::ZERO), start, 7), Some(8));
    }

    #[test]
    fn the_deadline_of_the_call_overrides_the_other_timeouts() {
        let start = Instant::now();
        let forever = beginning(None, start, Duration::MAX);
        assert_eq!(look(&forever, start, 0), Some(30_000));
        assert_eq!(look(&forever, start, 30_000), None);
    }
}
