//! What the client asks of HTTP, as plain values: a transport turns the one into the other.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::RawAnswer;

#[cfg(feature = "https")]
mod gathered;
mod host;
#[cfg(feature = "https")]
mod https;
#[cfg(feature = "https")]
mod library;
#[cfg(feature = "https")]
mod outgoing;
#[cfg(feature = "https")]
mod proxy;
#[cfg(feature = "https")]
mod roots;
mod transport;
mod url;
mod wire;

pub use host::{Host, HostError};
#[cfg(feature = "https")]
pub use https::Https;
#[cfg(feature = "https")]
pub use proxy::{Proxy, ProxyError};
#[cfg(feature = "https")]
pub use roots::{RootCertificates, RootCertificatesError};
pub use transport::{BoxFuture, Transport};
pub(crate) use url::Url;
pub(crate) use wire::{Ask, Deadline, Limits, Wire};

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
pub struct HttpRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Zeroizing<Vec<u8>>,
    pub(crate) limits: ExchangeLimits,
}

impl HttpRequest {
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
    pub fn limits(&self) -> ExchangeLimits {
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
pub struct ExchangeLimits {
    /// Until there is a connection: name, TCP and TLS together.
    pub connect: Duration,
    /// For the platform to begin its answer, and once more to end it.
    pub read: Duration,
    /// For all of it.
    pub total: Duration,
}

/// What came back, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    retry_after: Option<Duration>,
    body: RawAnswer,
}

impl HttpResponse {
    /// An answer with this status and body.
    pub fn new(status: u16, body: impl Into<RawAnswer>) -> Self {
        Self { status, retry_after: None, body: body.into() }
    }

    /// The same answer, with the time after which the platform wants to be asked again.
    pub fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
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

    /// The body, as it was received; cut off one byte after what the client reads of an answer.
    pub fn body(&self) -> &RawAnswer {
        &self.body
    }
}
