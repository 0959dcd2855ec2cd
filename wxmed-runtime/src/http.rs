//! What the client asks of HTTP, as plain values: a transport turns the one into the other.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::RawResponse;
use crate::codec::wiped::Wiped;
use crate::codec::xml::{Fault, LooksLike, ReadError};

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

pub(crate) use endpoint::{Ask, Deadline, HttpEndpoint};
pub use host::{Host, HostError};
#[cfg(feature = "https")]
pub use https::Https;
#[cfg(feature = "https")]
pub use proxy::{Proxy, ProxyError};
pub use transport::{BoxFuture, Transport};
pub(crate) use url::Url;

/// How the request asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`, of a token.
    Get,
    /// `POST`, of everything else.
    Post,
}

impl Method {
    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What is to be sent.
///
/// Its URL holds the access token or the AppSecret in the query, and its body patients' data: `Debug` shows neither.
///
/// A client makes them. So may a program, to send one on elsewhere, or to test a transport of its own:
///
/// ```
/// use std::time::Duration;
/// use wxmed::{Timeouts, Host, HttpRequest, Method};
///
/// let host = Host::parse("http://127.0.0.1:8080")?;
/// let limits = Timeouts { read: Duration::from_secs(1), ..Timeouts::default() };
/// let query = [("access_token", "61_a+b")];
/// let request = HttpRequest::post(&host, "/payinsurance/getmedinfo", &query, "application/xml", "<xml></xml>");
/// let request = request.with_limits(limits);
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
    /// A `GET` of this path on the host; the values of the query are percent-encoded here.
    pub fn get(host: &Host, path: &str, query: &[(&str, &str)]) -> Self {
        let (url, body, limits) = (Url::new(host, path, query), Arc::default(), Timeouts::default());
        Self { method: Method::Get, url, content_type: None, body, limits }
    }

    /// A `POST` of this body.
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

    /// The same with other limits.
    pub fn with_limits(self, limits: Timeouts) -> Self {
        Self { limits, ..self }
    }

    /// How it asks.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The whole URL. Whoever asks for it answers for where it goes: the query holds a secret.
    pub fn expose_url(&self) -> &str {
        self.url.expose()
    }

    /// The path, without the query: what a log may show.
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

    /// How long each part of the exchange may take.
    pub fn limits(&self) -> Timeouts {
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

/// How long one exchange, and each part of it, may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until there is a connection: name, TCP and TLS together.
    pub connect: Duration,
    /// For the platform to begin its response, and once more to end it.
    pub read: Duration,
    /// For all of it.
    pub total: Duration,
}

/// What a client has if nothing else is said: 5 seconds, 15 seconds, and 30 seconds.
impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), read: Duration::from_secs(15), total: Duration::from_secs(30) }
    }
}

/// What came back, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    retry_after: Option<Duration>,
    /// What the body is, if it is not as it was written.
    encoded: Option<LooksLike>,
    body: RawResponse,
}

impl HttpResponse {
    /// A response with this status and body.
    pub fn new(status: u16, body: impl Into<RawResponse>) -> Self {
        Self { status, retry_after: None, encoded: None, body: body.into() }
    }

    /// The same response, with the time after which the platform wants to be asked again.
    pub fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// The same response, with the value of the header `Content-Encoding`. No client asks for any encoding: a response that
    /// cannot be read is explained by it.
    pub fn with_content_encoding(self, header: &str) -> Self {
        Self { encoded: LooksLike::of_content_encoding(header), ..self }
    }

    /// Why the body cannot be read, where this was found: whatever stands in it is encoded as `Content-Encoding` says,
    /// unless its first bytes say what it is.
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

    /// Whether the status says that it went well.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// After how long the platform wants to be asked again, if it says so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The body, as it was received; cut off one byte after what the client reads of a response.
    pub fn body(&self) -> &RawResponse {
        &self.body
    }
}
