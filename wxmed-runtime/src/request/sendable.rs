//! Requests that a client can send.

use std::rc::Rc;
use std::sync::Arc;

use super::Request;
use super::valid::Valid;

/// A request that can be sent: the [`Valid`] that a builder's `build` returns, or a reference or smart pointer to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request that can be sent",
    label = "expected `&Valid<…>`, which `build()` gives",
    note = "for a builder, call `.build()?` and pass a reference to the result",
    note = "for a struct of your own with `#[derive(wxmed::Request)]`, call `.to_valid()?` and pass a reference to the result"
)]
pub trait Sendable {
    /// The type of the request.
    type Request: Request;

    /// The request.
    fn request(&self) -> &Valid<Self::Request>;
}

impl<T: Request> Sendable for Valid<T> {
    type Request = T;

    fn request(&self) -> &Valid<T> {
        self
    }
}

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<S: Sendable> Sendable for $pointer {
            type Request = S::Request;

            fn request(&self) -> &Valid<S::Request> {
                (**self).request()
            }
        }
    )*};
}

pointers!(&S, Box<S>, Arc<S>, Rc<S>);
