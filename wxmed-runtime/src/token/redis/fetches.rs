use crate::{BasicToken, StableToken};

/// The providers that fetch tokens themselves: [`StableToken`] and [`BasicToken`].
#[doc(hidden)]
pub trait FetchesTokens: sealed::Sealed {}

pub(crate) mod sealed {
    use std::sync::Arc;

    pub trait Sealed {
        /// The parts of the provider.
        #[doc(hidden)]
        fn parts(self) -> Parts;
    }

    /// The parts of such a provider.
    pub struct Parts(pub(in crate::token) Arc<crate::token::provider::Fetched>);
}

impl FetchesTokens for StableToken {}

impl sealed::Sealed for StableToken {
    fn parts(self) -> sealed::Parts {
        sealed::Parts(self.0)
    }
}

impl FetchesTokens for BasicToken {}

impl sealed::Sealed for BasicToken {
    fn parts(self) -> sealed::Parts {
        sealed::Parts(self.0)
    }
}
