//! HTTP as plain values: what comes in, what goes out, and how it goes out.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use form_urlencoded::parse;

/// The `Content-Type` of what people read.
pub(crate) const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// A request, without a connection.
///
/// `Debug` leaves out the query, which carries access tokens, and the body, which carries patients' data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST`.
    pub method: String,
    /// The path, from the first slash to the question mark.
    pub path: String,
    /// What follows the question mark, as it was sent.
    pub query: String,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The header `Host`, or the host of a request that names one in its first line. Where it is not a name of the
    /// sandbox, the request is refused; without it, as in a test without a network, the request is not.
    pub host: Option<String>,
    /// The header `Origin`. Where it is not the sandbox's own, the request is refused.
    pub origin: Option<String>,
    /// The header `Sec-Fetch-Site`, which browsers send. Where it names another site, the request is refused, unless a link
    /// leads to the page for binding a card.
    pub fetch_site: Option<String>,
    /// The header `Sec-Fetch-Mode`, which is `navigate` where a link is followed.
    pub fetch_mode: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A GET.
    pub fn get(path: impl Into<String>, query: impl Into<String>) -> Self {
        Self { method: "GET".to_owned(), path: path.into(), query: query.into(), ..Self::default() }
    }

    /// A POST.
    pub fn post(path: impl Into<String>, query: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { method: "POST".to_owned(), path: path.into(), query: query.into(), body: body.into(), ..Self::default() }
    }

    /// A parameter of the query that is not empty, decoded.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        parse(self.query.as_bytes()).find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value)
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer, without a connection. `Debug` leaves out the body.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: Option<&'static str>,
    /// The header `Location`.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// An answer with a body.
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: Some(content_type), location: None, body: body.into() }
    }

    /// The body as text; what is no UTF-8 is replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// How much of an answer goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// All of it.
    #[default]
    Whole,
    /// Nothing, and the connection stays open.
    Never,
    /// Nothing: the connection is closed before the first byte.
    CutBeforeHead,
    /// The head and half of the body; then the connection is closed.
    CutInBody,
}

/// An answer, when it goes out, and how much of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The answer.
    pub response: HttpResponse,
    /// How long it waits.
    pub delay: Duration,
    /// How much of it goes out.
    pub delivery: Delivery,
}
