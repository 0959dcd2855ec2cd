//! HTTP requests and responses as plain values.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use form_urlencoded::parse;

/// The `Content-Type` of texts for people.
pub(crate) const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// An HTTP request.
///
/// `Debug` doesn't show the query, which contains access tokens, the headers, and the body, which contains patients' data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST`.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The query as it was sent, without the question mark.
    pub query: String,
    /// The names and values of the headers, in the order in which they were received.
    ///
    /// The request is rejected if `host` is not a name of the sandbox, `origin` is not the sandbox's own, or
    /// `sec-fetch-site` names another site. A request without these headers, as in a test without a network, is
    /// accepted.
    pub headers: Vec<(String, String)>,
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

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The value of a header. If it was sent several times, all values are joined by commas.
    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let (_, first) = values.next()?;
        Some(values.fold(Cow::Borrowed(first.as_str()), |all, (_, value)| Cow::Owned(format!("{all}, {value}"))))
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
            .field("content_type", &self.header("content-type"))
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An HTTP response. `Debug` shows neither the headers nor the body.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// A response without headers.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// A response with a `Content-Type`.
    pub(crate) fn of_type(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).with_header("content-type", content_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
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
            .field("content_type", &self.header("content-type"))
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
