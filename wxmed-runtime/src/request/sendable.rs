//! Requests that a client can send.

use std::rc::Rc;
use std::sync::Arc;

use super::Request;
use super::valid::Valid;

/// A request that can be sent: a reference to the [`Valid`] that a builder's `build` returns, or to a smart pointer to
/// it.
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

macro_rules! held {
    ($($held:ty),*) => {$(
        impl<T: Request> Sendable for $held {
            type Request = T;

            fn request(&self) -> &Valid<T> {
                self
            }
        }
    )*};
}

// Not implemented for the `Valid` itself, because clippy would then reject the reference in `send(&builder.build()?)`.
held!(&Valid<T>, &&Valid<T>, &Box<Valid<T>>, &Rc<Valid<T>>, &Arc<Valid<T>>);
