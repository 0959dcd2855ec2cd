use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use rustls::ClientConfig;
use tokio::time::timeout;

use super::{BoxFuture, ExchangeLimits, HttpRequest, HttpResponse, Method, Proxy, RootCertificates, Transport};
use crate::error::{Stage, TransportError, TransportFault};
use crate::xml::MAX_BODY;

/// The transport that a client has unless it is given another: HTTP/1.1 over TLS 1.2 or later, on connections that are
/// kept for the next call.
///
/// It never follows a redirect, never repeats a request, asks for no compression, and reads the environment for nothing:
/// a proxy is used only if one is given.
#[derive(Clone, Debug)]
pub struct Https {
    http: reqwest::Client,
}

impl Https {
    /// A transport with these further root certificates, through this proxy.
    ///
    /// # Errors
    /// What the TLS library says, if it cannot be set up.
    pub fn new(connect: Duration, roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(roots)?)
            .connect_timeout(connect)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .http1_only()
            .user_agent(concat!("wxmed/", env!("CARGO_PKG_VERSION")));
        let builder = match proxy {
            Some(proxy) => builder.proxy(proxy.inner()),
            None => builder,
        };
        Ok(Self { http: builder.build().map_err(|cause| chain(&cause))? })
    }

    fn request(&self, request: &HttpRequest) -> reqwest::RequestBuilder {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let builder = self.http.request(method, request.expose_url());
        match request.content_type() {
            Some(kind) => builder.header(CONTENT_TYPE, kind).body(request.body().to_vec()),
            None => builder,
        }
    }

    async fn whole(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let ExchangeLimits { connect, read, .. } = request.limits();
        let begun = timeout(connect + read, self.request(request).send()).await;
        let response = begun.map_err(|_| silent("the answer did not begin"))?.map_err(|cause| failed(&cause))?;
        let status = response.status().as_u16();
        let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let body = body(response, read).await?;
        let answer = HttpResponse::new(status, body);
        Ok(match wait {
            Some(seconds) => answer.with_retry_after(Duration::from_secs(seconds)),
            None => answer,
        })
    }
}

impl Transport for Https {
    fn exchange<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let whole = timeout(request.limits().total, self.whole(request)).await;
            whole.unwrap_or_else(|_| Err(silent("the answer did not end")))
        })
    }
}

/// The provider is named here, so that another crate's choice for the process changes nothing.
fn tls(roots: &RootCertificates) -> Result<ClientConfig, String> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().map_err(|cause| chain(&cause))?;
    Ok(builder.with_root_certificates(roots.with_the_usual()).with_no_client_auth())
}

/// Reads on to a byte more than an answer may have: whoever reads the answer says that it is too long.
async fn body(mut response: reqwest::Response, read: Duration) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    let end = tokio::time::Instant::now() + read;
    while body.len() <= MAX_BODY {
        match tokio::time::timeout_at(end, response.chunk()).await {
            Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk[..chunk.len().min(MAX_BODY + 1 - body.len())]),
            Ok(Ok(None)) => break,
            Ok(Err(cause)) => return Err(failed(&cause).with_partial(body)),
            Err(_) => return Err(silent("the answer did not end").with_partial(body)),
        }
    }
    Ok(body)
}

fn silent(reason: &str) -> TransportError {
    TransportError::timeout(Stage::PerhapsSent, reason)
}

fn failed(error: &reqwest::Error) -> TransportError {
    let stage = if error.is_connect() || error.is_builder() { Stage::NotSent } else { Stage::PerhapsSent };
    TransportError::new(stage, fault(error), chain(error))
}

fn fault(error: &reqwest::Error) -> TransportFault {
    let is_tls = causes(error).any(|cause| {
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        cause.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>())
    });
    match () {
        () if is_tls => TransportFault::Tls,
        () if error.is_timeout() => TransportFault::Timeout,
        () if error.is_dns() => TransportFault::Name,
        () if error.is_connect() => TransportFault::Connect,
        () => TransportFault::Broken,
    }
}

/// Only the causes: the error itself begins with the URL, whose query is secret.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let texts: Vec<String> = causes(error).skip(1).map(ToString::to_string).collect();
    texts.join(": ")
}

fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause)
    })
}
