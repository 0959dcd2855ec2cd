use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{HttpRequest, HttpResponse};
use crate::TransportError;

/// A future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request to the platform and one answer back.
///
/// Implement it to send through an HTTP library of your own, or to answer from a test. A response is a response whatever
/// its status: an `Err` means that there was none. The client limits the time of every exchange itself, by dropping the
/// future; it also decides what may be repeated, for which [`TransportError::stage`] must be right.
///
/// ```
/// use wxmed::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
///
/// /// Says the same to everybody.
/// struct Parrot(&'static str);
///
/// impl Transport for Parrot {
///     fn exchange<'a>(&'a self, _: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
///         Box::pin(async { Ok(HttpResponse::new(200, self.0)) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request, with `Accept-Encoding: identity`, as a compressed answer cannot be read; never follows a redirect;
    /// and reads the response up to
    /// [`MAX_BODY`](crate::codec::xml::MAX_BODY) and a byte.
    ///
    /// # Errors
    /// If no whole response came.
    fn exchange<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn exchange<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        (**self).exchange(request)
    }
}
