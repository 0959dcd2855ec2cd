use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use rustls::ClientConfig;
use tokio::time::{sleep_until, timeout_at};
use wxmed_schema::Bilingual;
use zeroize::Zeroizing;

use super::outgoing::{Outgoing, Sending};
use super::{
    BoxFuture, Deadline, ExchangeLimits, HttpRequest, HttpResponse, Method, Proxy, RootCertificates, Transport,
};
use crate::error::{Stage, TransportError, TransportFault};
use crate::xml::MAX_BODY;

/// How long a connection is kept for the next call. A firewall that forgets one says so to nobody, and what is then sent
/// on it gets no answer: few forget one within half a minute.
const KEPT: Duration = Duration::from_secs(30);

/// The transport that a client has unless it is given another: HTTP/1.1 over TLS 1.2 or later, on connections that are
/// kept for the next call.
///
/// It never follows a redirect, never repeats a request, asks for no compression, and reads the environment for nothing:
/// a proxy is used only if one is given.
#[derive(Clone)]
pub struct Https {
    http: reqwest::Client,
}

impl Https {
    /// A transport with these further root certificates, through this proxy.
    ///
    /// # Errors
    /// What the TLS library says, if it cannot be set up.
    pub fn new(connect: Duration, roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        // What is off by default is said all the same: another crate of the program may have switched it on.
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(roots)?)
            .connect_timeout(connect)
            .pool_idle_timeout(KEPT)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .http1_only()
            .user_agent(concat!("wxmed/", env!("CARGO_PKG_VERSION")));
        let builder = match proxy {
            Some(proxy) => builder.proxy(proxy.inner()),
            None => builder,
        };
        Ok(Self { http: builder.build().map_err(|cause| chain(&cause))? })
    }

    fn request(&self, request: &HttpRequest) -> (reqwest::RequestBuilder, Option<Sending>) {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let builder = self.http.request(method, request.expose_url());
        match request.content_type() {
            Some(kind) => {
                let (body, sending) = Outgoing::new(Zeroizing::new(request.body().to_vec()));
                (builder.header(CONTENT_TYPE, kind).body(reqwest::Body::wrap(body)), Some(sending))
            }
            None => (builder, None),
        }
    }

    async fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let limits = request.limits();
        let end = Deadline::after(limits.total);
        let (asked, sending) = self.request(request);
        let response = match sooner(asked.send(), begin(sending.as_ref(), limits, end)).await {
            Ok(Ok(response)) => response,
            Ok(Err(cause)) => return Err(failed(&cause, sending.as_ref())),
            Err(Late) => return Err(TransportError::timeout(stage(sending.as_ref()), NOT_BEGUN)),
        };
        let status = response.status().as_u16();
        let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let answer = HttpResponse::new(status, body(response, end.or_sooner(limits.read)).await?);
        Ok(match wait {
            Some(seconds) => answer.with_retry_after(Duration::from_secs(seconds)),
            None => answer,
        })
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

/// Returns when the answer should have begun: the limit runs from when the request goes out, or should have. A request
/// without a body does not tell when it does.
async fn begin(sending: Option<&Sending>, limits: ExchangeLimits, end: Deadline) {
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

const NOT_BEGUN: Bilingual = Bilingual::of("应答没有开始", "the answer did not begin");
const NOT_ENDED: Bilingual = Bilingual::of("应答没有结束", "the answer did not end");

/// The provider is named here, so that another crate's choice for the process changes nothing.
fn tls(roots: &RootCertificates) -> Result<ClientConfig, String> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().map_err(|cause| cause.to_string())?;
    Ok(builder.with_root_certificates(roots.with_the_usual()).with_no_client_auth())
}

/// Reads on to a byte more than an answer may have: whoever reads the answer says that it is too long.
async fn body(mut response: reqwest::Response, end: Deadline) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    let broken = loop {
        match timeout_at(end.instant(), response.chunk()).await {
            Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk[..chunk.len().min(MAX_BODY + 1 - body.len())]),
            Ok(Ok(None)) => return Ok(body),
            Ok(Err(cause)) => break failed(&cause, None),
            Err(_) => break TransportError::timeout(Stage::PerhapsSent, NOT_ENDED),
        }
        if body.len() > MAX_BODY {
            return Ok(body);
        }
    };
    let broken = broken.with_status(response.status().as_u16());
    Err(if body.is_empty() { broken } else { broken.with_partial(body) })
}

/// How far a request came that got no answer: one that is still here is taken back.
fn stage(sending: Option<&Sending>) -> Stage {
    if sending.is_some_and(Sending::withdraw) { Stage::NotSent } else { Stage::PerhapsSent }
}

fn failed(error: &reqwest::Error, sending: Option<&Sending>) -> TransportError {
    let is_before = error.is_connect() || error.is_builder();
    let stage = if is_before { Stage::NotSent } else { stage(sending) };
    TransportError::new(stage, fault(error), chain(error))
}

fn fault(error: &reqwest::Error) -> TransportFault {
    match () {
        () if causes(error).any(|cause| cause.is::<rustls::Error>()) => TransportFault::Tls,
        () if error.is_timeout() => TransportFault::Timeout,
        // A host that is no name to the library is found even less.
        () if error.is_dns() || error.is_builder() => TransportFault::Name,
        () if error.is_connect() => TransportFault::Connect,
        () => TransportFault::Broken,
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
