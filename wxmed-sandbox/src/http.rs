//! HTTP requests and responses as plain values.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use form_urlencoded::parse;

/// The `Content-Type` of what people read.
pub(crate) const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// An HTTP request.
///
/// `Debug` doesn't show the query, which contains access tokens, and the body, which contains patients' data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST`.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The query as it was sent, without the question mark.
    pub query: String,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The header `Host`, or the host in the request line. If it is not a name of the sandbox, the request is rejected;
    /// a request without it, as in a test without a network, is accepted.
    pub host: Option<String>,
    /// The header `Origin`. If it is not the sandbox's own, the request is rejected.
    pub origin: Option<String>,
    /// The header `Sec-Fetch-Site` of browsers. If it is another site, the request is rejected, unless it follows a
    /// link to the page for binding a card.
    pub fetch_site: Option<String>,
    /// The header `Sec-Fetch-Mode`, which is `navigate` if a link is followed.
    pub fetch_mode: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A GET request.
    pub fn get(path: impl Into<String>, query: impl Into<String>) -> Self {
        Self { method: "GET".to_owned(), path: path.into(), query: query.into(), ..Self::default() }
    }

    /// A POST request.
    pub fn post(path: impl Into<String>, query: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { method: "POST".to_owned(), path: path.into(), query: query.into(), body: body.into(), ..Self::default() }
    }

    /// A non-empty parameter of the query, decoded.
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

/// An HTTP response. `Debug` doesn't show the body.
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

    /// The body as text; invalid UTF-8 is replaced.
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

/// How much of a response is sent.
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

/// A response, and when and how it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The response.
    pub response: HttpResponse,
    /// The delay before it is sent.
    pub delay: Duration,
    /// How much of it is sent.
    pub delivery: Delivery,
}
