//! HTTP requests and responses as plain values, which a transport sends and receives.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::RawResponse;
use crate::signed_xml::wiped::Wiped;
use crate::signed_xml::xml::{Fault, LooksLike, ReadError};

#[cfg(feature = "https")]
mod body_buffer;
#[cfg(feature = "https")]
mod client_pool;
mod endpoint;
mod host;
#[cfg(feature = "https")]
mod https;
#[cfg(feature = "https")]
mod one_shot_body;
#[cfg(feature = "https")]
mod proxy;
mod transport;
mod url;

pub(crate) use endpoint::{Deadline, HttpEndpoint, RequestParts};
pub use host::{Host, HostError};
#[cfg(feature = "https")]
pub use https::Https;
#[cfg(feature = "https")]
pub use proxy::{Proxy, ProxyError};
pub use transport::{BoxFuture, Transport};
pub(crate) use url::Url;

/// The HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`, to fetch a token.
    Get,
    /// `POST`, for everything else.
    Post,
}

impl Method {
    /// The name of the method.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// An HTTP request.
///
/// The query of its URL contains the access token or the AppSecret, and its body contains patients' data: `Debug` shows
/// neither.
///
/// The client creates requests. You can create them to test your own transport, or to forward them:
///
/// ```
/// use std::time::Duration;
/// use wxmed::{Timeouts, Host, HttpRequest, Method};
///
/// let host = Host::parse("http://127.0.0.1:8080")?;
/// let limits = Timeouts { read: Duration::from_secs(1), ..Timeouts::default() };
/// let query = [("access_token", "61_a+b")];
/// let request = HttpRequest::post(&host, "/payinsurance/getmedinfo", &query, "application/xml", "<xml></xml>");
/// let request = request.with_timeouts(limits);
/// assert_eq!((request.method(), request.path()), (Method::Post, "/payinsurance/getmedinfo"));
/// assert_eq!(request.expose_url(), "http://127.0.0.1:8080/payinsurance/getmedinfo?access_token=61_a%2Bb");
/// assert!(!format!("{request:?}").contains("61_a"));
/// # Ok::<(), wxmed::HostError>(())
/// ```
pub struct HttpRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) content_type: Option<&'static str>,
    /// Shared with the HTTP library, so that there is no second copy.
    pub(crate) body: Arc<Wiped>,
    pub(crate) limits: Timeouts,
}

impl HttpRequest {
    /// A `GET` request for this path on the host; the values of the query are percent-encoded.
    pub fn get(host: &Host, path: &str, query: &[(&str, &str)]) -> Self {
        let (url, body, limits) = (Url::new(host, path, query), Arc::default(), Timeouts::default());
        Self { method: Method::Get, url, content_type: None, body, limits }
    }

    /// A `POST` request with this body.
    pub fn post(
        host: &Host,
        path: &str,
        query: &[(&str, &str)],
        content_type: &'static str,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let body = Arc::new(Wiped::new(body));
        Self { method: Method::Post, content_type: Some(content_type), body, ..Self::get(host, path, query) }
    }

    /// Sets the time-outs.
    pub fn with_timeouts(self, limits: Timeouts) -> Self {
        Self { limits, ..self }
    }

    /// The HTTP method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The whole URL. Keep it out of logs: the query contains a secret.
    pub fn expose_url(&self) -> &str {
        self.url.expose()
    }

    /// The path without the query, which is safe to log.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The value of the header `Content-Type`, if there is a body.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type
    }

    /// The body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The time-outs of the request.
    pub fn timeouts(&self) -> Timeouts {
        self.limits
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The time-outs of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For connecting: DNS lookup, TCP and TLS together.
    pub connect: Duration,
    /// For the response to begin, and then again for it to complete.
    pub read: Duration,
    /// For the whole request.
    pub total: Duration,
}

/// The defaults of a client: 5, 15 and 30 seconds.
impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), read: Duration::from_secs(15), total: Duration::from_secs(30) }
    }
}

/// An HTTP response with any status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    retry_after: Option<Duration>,
    /// The encoding of the body, if it is encoded.
    encoded: Option<LooksLike>,
    body: RawResponse,
}

impl HttpResponse {
    /// A response with this status and body.
    pub fn new(status: u16, body: impl Into<RawResponse>) -> Self {
        Self { status, retry_after: None, encoded: None, body: body.into() }
    }

    /// Adds the value of the header `Retry-After`.
    pub fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// Adds the value of the header `Content-Encoding`. The client requests no encoding, so this explains an unreadable
    /// response.
    pub fn with_content_encoding(self, header: &str) -> Self {
        Self { encoded: LooksLike::of_content_encoding(header), ..self }
    }

    /// Why the body can't be read: it has the encoding given by `Content-Encoding`, unless its first bytes identify
    /// another one.
    pub(crate) fn explained(&self, found: Option<ReadError>) -> Option<ReadError> {
        match found.map(|found| found.fault) {
            Some(Fault::HtmlPage | Fault::NotUtf8(LooksLike::Gzip | LooksLike::Deflate | LooksLike::Zstd)) => found,
            _ => self.encoded.map(|encoded| ReadError { fault: Fault::NotUtf8(encoded), offset: 0 }).or(found),
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Whether the status is a success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The platform's `Retry-After`, if there is one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The body as received, truncated one byte after the largest size that the client accepts.
    pub fn body(&self) -> &RawResponse {
        &self.body
    }
}
