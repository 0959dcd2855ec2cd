use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, RETRY_AFTER};
use tokio::time::{sleep_until, timeout_at};
use wxmed_core::Bilingual;
use zeroize::Zeroizing;

use super::body_buffer::BodyBuffer;
use super::client_pool::ClientPool;
use super::one_shot_body::{OneShotBody, Sending};
use super::{BoxFuture, Deadline, HttpRequest, HttpResponse, Method, Proxy, Timeouts, Transport};
use crate::RawResponse;
use crate::codec::xml::MAX_BODY;
use crate::error::{Stage, TransportError, TransportErrorKind};
use crate::tls::RootCertificates;

/// The transport that a client has unless it is given another: HTTP/1.1 over TLS 1.2 or later, on connections that are
/// kept for the next call in the same tokio runtime. A connection is never used from another runtime, and is closed when
/// its own ends.
///
/// It never follows a redirect, never repeats a request, allows no compression (`Accept-Encoding: identity`), and reads the environment for nothing:
/// a proxy is used only if one is given. It needs a tokio runtime with I/O and time, as the client does.
#[derive(Clone)]
pub struct Https {
    library: Arc<ClientPool>,
}

impl Https {
    /// A transport with these further root certificates, through this proxy. How long anything may take, each request says
    /// itself: see [`Timeouts`].
    ///
    /// # Errors
    /// What the TLS library says, if it cannot be set up.
    pub fn new(roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        Ok(Self { library: Arc::new(ClientPool::new(roots, proxy)?) })
    }

    /// Finds out now what the first request with this limit would fail with.
    pub(crate) fn prepare(&self, connect: Duration) -> Result<(), String> {
        self.library.build(connect).map(|_| ()).map_err(|cause| chain(&cause))
    }

    fn request(&self, request: &HttpRequest) -> Result<(reqwest::RequestBuilder, Option<Sending>), reqwest::Error> {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let builder = self.library.client(request.limits().connect)?.request(method, request.expose_url());
        // Without this a proxy or a server may compress as it likes.
        let builder = builder.header(ACCEPT_ENCODING, "identity");
        let builder = match request.content_type() {
            Some(kind) => builder.header(CONTENT_TYPE, kind),
            None => builder,
        };
        if request.body().is_empty() {
            return Ok((builder, None));
        }
        let (body, sending) = OneShotBody::new(Zeroizing::new(request.body().to_vec()));
        Ok((builder.body(reqwest::Body::wrap(body)), Some(sending)))
    }

    async fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let limits = request.limits();
        let end = Deadline::after(limits.total);
        let (asked, sending) = self.request(request).map_err(|cause| failed(&cause, None))?;
        let response = match sooner(asked.send(), begin(sending.as_ref(), limits, end)).await {
            Ok(Ok(response)) => response,
            Ok(Err(cause)) => return Err(failed(&cause, sending.as_ref())),
            Err(Late) => return Err(TransportError::not_begun(stage(sending.as_ref()))),
        };
        let status = response.status().as_u16();
        let wait = header(response.headers(), &RETRY_AFTER).and_then(|text| text.trim().parse().ok());
        let wait = wait.map(Duration::from_secs);
        let encoding = header(response.headers(), &CONTENT_ENCODING).map(str::to_owned);
        match body(response, end.or_sooner(limits.read)).await {
            Ok(body) => {
                let answer = HttpResponse::new(status, body);
                let answer = encoding.iter().fold(answer, |answer, encoding| answer.with_content_encoding(encoding));
                Ok(wait.into_iter().fold(answer, HttpResponse::with_retry_after))
            }
            Err(broken) => Err(wait.into_iter().fold(broken.with_status(status), TransportError::with_retry_after)),
        }
    }
}

impl Transport for Https {
    fn exchange<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(self.answer(request))
    }
}

impl fmt::Debug for Https {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Https").finish_non_exhaustive()
    }
}

/// Returns when the response should have begun: the limit runs from when the request goes out, or should have. A request
/// without a body does not tell when it does.
async fn begin(sending: Option<&Sending>, limits: Timeouts, end: Deadline) {
    let connected = end.or_sooner(limits.connect);
    match sending {
        Some(sending) => _ = timeout_at(connected.instant(), sending.taken()).await,
        None => sleep_until(connected.instant()).await,
    }
    sleep_until(end.or_sooner(limits.read).instant()).await;
}

/// The time was up first.
struct Late;

async fn sooner<T>(work: impl Future<Output = T>, limit: impl Future<Output = ()>) -> Result<T, Late> {
    let (mut work, mut limit) = (pin!(work), pin!(limit));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Ok(done)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| Err(Late)),
    })
    .await
}

/// The text of a header; of one that is there several times, the last of them.
fn header<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get_all(name).iter().next_back()?.to_str().ok()
}

const NOT_ENDED: Bilingual = Bilingual::of("应答没有结束", "the answer did not end");

/// Reads one byte more than a response may have: the reader of the response reports that it is too long.
async fn body(mut response: reqwest::Response, end: Deadline) -> Result<RawResponse, TransportError> {
    let mut body = BodyBuffer::default();
    let broken = loop {
        match timeout_at(end.instant(), response.chunk()).await {
            Ok(Ok(Some(chunk))) => body.take(&chunk, MAX_BODY + 1),
            Ok(Ok(None)) => return Ok(body.into_raw()),
            Ok(Err(cause)) => break failed(&cause, None),
            Err(_) => break TransportError::timeout(Stage::MaybeSent, NOT_ENDED),
        }
        if body.len() > MAX_BODY {
            return Ok(body.into_raw());
        }
    };
    Err(if body.len() == 0 { broken } else { broken.with_partial(body.into_raw()) })
}

/// How far a request came that got no response: one that is still here is taken back.
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
        // A host that is no name to the library is found even less.
        () if error.is_dns() || error.is_builder() => TransportErrorKind::Name,
        () if error.is_connect() => TransportErrorKind::Connect,
        () => TransportErrorKind::Broken,
    }
}

/// Only the causes: the error itself begins with the URL, whose query is secret.
fn chain(error: &reqwest::Error) -> String {
    let mut texts: Vec<String> = causes(error).skip(1).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

/// An I/O error says what the error inside it says, and passes that over when it is asked for its source.
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
