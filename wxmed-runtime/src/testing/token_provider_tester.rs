use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::Secret;
use crate::http::{Deadline, Host, HttpEndpoint, Timeouts, Transport};
use crate::token::TokenRequest;

/// Requests tokens from a provider like a client does, to test your own provider.
///
/// ```
/// use wxmed::testing::{TokenProviderTester, MockTransport};
/// use wxmed::{BoxFuture, Secret, StableToken, TokenError, TokenProvider, TokenRequest};
///
/// /// Reports rejected tokens, and otherwise uses another provider.
/// struct Watched(StableToken);
///
/// impl TokenProvider for Watched {
///     fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
///         if request.rejected().is_some() {
///             eprintln!("a token was rejected, {:?} are left", request.time_left());
///         }
///         self.0.token(request)
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), TokenError> {
/// let (tester, provider) = (TokenProviderTester::new(MockTransport::new()), Watched(StableToken::new("wxd678efh567hg6787", "secret")));
/// let first = provider.token(tester.request()).await?;
/// let second = provider.token(tester.request_after(&first)).await?;
/// assert!(first != second);
/// # Ok(())
/// # }
/// ```
pub struct TokenProviderTester {
    http: HttpEndpoint,
}

impl TokenProviderTester {
    /// Creates a tester. Providers that fetch tokens use this transport; a [`MockTransport`](super::MockTransport)
    /// issues tokens.
    pub fn new(transport: impl Transport + 'static) -> Self {
        let limits = Timeouts::default();
        Self { http: HttpEndpoint { transport: Arc::new(transport), host: Host::wechat(), limits } }
    }

    /// Sets how long requests wait for a token. The default is 30 seconds.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.http.limits.total = limit;
        self
    }

    /// A request for any token, starting now.
    pub fn request(&self) -> TokenRequest<'_> {
        let deadline = Deadline::after(self.http.limits.total);
        TokenRequest { rejected: None, http: &self.http, deadline, observer: None }
    }

    /// A request for another token, because the platform has rejected this one.
    pub fn request_after<'a>(&'a self, rejected: &'a Secret) -> TokenRequest<'a> {
        TokenRequest { rejected: Some(rejected), ..self.request() }
    }
}

impl fmt::Debug for TokenProviderTester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenProviderTester").field("limits", &self.http.limits).finish_non_exhaustive()
    }
}
