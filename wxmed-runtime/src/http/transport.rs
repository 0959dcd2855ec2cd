use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{HttpRequest, HttpResponse};
use crate::TransportError;

/// A future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request to the platform and returns the response.
///
/// Implement it to use another HTTP library, or to respond in a test. Return `Ok` for a response with any status; `Err`
/// means that there was no response. The client enforces the time-out by dropping the future. It also decides what to
/// retry, based on [`TransportError::stage`], which must be correct.
///
/// ```
/// use wxmed::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
///
/// /// Returns the same response to every request.
/// struct Parrot(&'static str);
///
/// impl Transport for Parrot {
///     fn send<'a>(&'a self, _: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
///         Box::pin(async { Ok(HttpResponse::new(200, self.0)) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request. Implementations must send `Accept-Encoding: identity`, because compressed responses can't be
    /// read, must not follow redirects, and should read the response up to [`MAX_BODY`](crate::codec::xml::MAX_BODY)
    /// plus one byte.
    ///
    /// # Errors
    /// If no complete response was received.
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }
}
