//! Shares tokens between processes through a Redis server.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use wxmed_core::Bilingual;

use super::cache_state::Patience;
use super::gate::Pass;
use super::provider::{Entered, Fetched};
use super::{TokenProvider, TokenRequest};
use crate::http::BoxFuture;
use crate::tls::RootCertificates;
use crate::{CredentialError, Secret, TokenError};

mod cipher;
mod connect;
mod coordinator;
mod error;
mod fetches;
mod store;

use cipher::Cipher;
use connect::Connector;
use coordinator::Coordinator;
use error::warn;
pub use fetches::FetchesTokens;
use store::Store;

/// How long a failed server is not used, so that not every call waits for it.
const REST: Duration = Duration::from_secs(2);

/// Shares one access token between several processes through a Redis server (5.0 or later).
///
/// The first process that needs a token fetches it, and the others wait for it. If that process dies, another one takes
/// over after five seconds. Once the platform has rejected a token for one process, no other process gets it, and a
/// late fetch doesn't overwrite a newer token. All processes share the limit of forced refreshes, or of fetches from
/// `/cgi-bin/token`. Each process caches the token, and queries Redis only when the token expires or is rejected.
///
/// If the server doesn't respond within a second, the process fetches its own token with the given provider, emits an
/// event of level WARN with the target `wxmed::token` and the name `redis_unavailable`, and tries the server again
/// after two seconds. No call fails because of Redis.
///
/// `rediss://` uses TLS 1.2 or later, with the same library as `Https`, and always verifies the server's certificate:
/// see [`RedisToken::connect_with_roots`]. Without TLS, the server's password can be read on the network, but never a
/// token.
///
/// # What is stored in Redis
/// The token is encrypted (XChaCha20-Poly1305) with a key derived from the AppSecret by HMAC-SHA256 before it leaves
/// the process. It never appears in plain text in the server's memory, `MONITOR` or `SLOWLOG`. The names of the keys
/// contain the namespace, and a hash of it and the appid. An attacker with write access can make processes fetch more
/// often, but can't read the token.
///
/// ```
/// use wxmed::{RedisToken, StableToken};
///
/// let own = StableToken::new("wxd678efh567hg6787", "the AppSecret");
/// let token = RedisToken::connect(own, "redis://:password@10.0.0.7:6379/0", "hospital")?;
/// assert_eq!(format!("{token:?}"), r#"RedisToken { appid: "wxd678efh567hg6787", namespace: "hospital", .. }"#);
/// # Ok::<(), wxmed::RedisTokenError>(())
/// ```
#[derive(Clone)]
pub struct RedisToken(Arc<Shared>);

struct Shared {
    fetched: Arc<Fetched>,
    namespace: String,
    share: Coordinator,
    rests_until: Mutex<Option<Instant>>,
}

impl RedisToken {
    /// Shares this provider's tokens with all processes that use the same account, server and namespace. The connection
    /// is opened when a token is needed, so the server doesn't have to be available yet.
    ///
    /// # Errors
    /// If the URL is not a Redis URL, or the namespace contains characters that are not allowed.
    pub fn connect(
        provider: impl FetchesTokens,
        url: &str,
        namespace: impl Into<String>,
    ) -> Result<Self, RedisTokenError> {
        let roots = RootCertificates::default();
        Self::along(provider, Connector::parse(url, &roots)?, namespace.into())
    }

    /// Like [`RedisToken::connect`], for a TLS server whose certificate was issued by your own authority: these root
    /// certificates are trusted in addition to the public ones.
    ///
    /// # Errors
    /// Those of [`RedisToken::connect`]; also if the URL has no TLS, because the certificates would then be ignored.
    pub fn connect_with_roots(
        provider: impl FetchesTokens,
        url: &str,
        namespace: impl Into<String>,
        roots: &RootCertificates,
    ) -> Result<Self, RedisTokenError> {
        let route = Connector::parse(url, roots)?;
        if route.is_in_clear() {
            return Err(RedisTokenError::InsecureConnection);
        }
        Self::along(provider, route, namespace.into())
    }

    fn along(provider: impl FetchesTokens, route: Connector, namespace: String) -> Result<Self, RedisTokenError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/".contains(&byte);
        if !(1..=64).contains(&namespace.len()) || !namespace.bytes().all(is_plain) {
            return Err(RedisTokenError::Namespace);
        }
        let fetched = provider.parts().0;
        let name = cipher::name(&namespace, &fetched.account, fetched.endpoint.path());
        let seal = Cipher::new(&fetched.account, &name);
        let store = Store::new(route, name).map_err(|_| RedisTokenError::Random)?;
        let share = Coordinator::new(store, seal);
        Ok(Self(Arc::new(Shared { fetched, namespace, share, rests_until: Mutex::new(None) })))
    }
}

impl TokenProvider for RedisToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(self.0.token(request))
    }

    fn check_credentials(&self) -> Result<(), CredentialError> {
        self.0.fetched.account.check()
    }
}

impl fmt::Debug for RedisToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisToken")
            .field("appid", &self.0.fetched.account.appid)
            .field("namespace", &self.0.namespace)
            .finish_non_exhaustive()
    }
}

impl Shared {
    async fn token(&self, request: TokenRequest<'_>) -> Result<Secret, TokenError> {
        loop {
            let pass = match self.fetched.enter(request).await {
                Entered::Settled(result) => return result,
                Entered::First(pass) => pass,
            };
            if let Some(result) = self.fetch(request, &pass).await {
                return result;
            }
        }
    }

    /// Returns `None` if another caller has passed the gate since.
    async fn fetch(&self, request: TokenRequest<'_>, pass: &Pass<'_>) -> Option<Result<Secret, TokenError>> {
        if !self.rests() {
            self.fetched.look(|ledger| ledger.forget());
            match pass.run(self.share.token(&self.fetched, request)).await? {
                Ok(ended) => {
                    return Some(self.fetched.look(|ledger| ledger.end(ended, Patience::of(request.deadline))));
                }
                Err(_) if request.deadline.left().is_zero() => return Some(Err(TokenError::TimedOut)),
                Err(fault) => {
                    warn(fault);
                    self.rest();
                }
            }
        }
        let result = self.fetched.fetch(request, pass).await?;
        if result.is_ok() {
            self.share.went_alone(self.fetched.look(|ledger| ledger.good_until()));
        }
        Some(result)
    }

    fn rests(&self) -> bool {
        let rests_until = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        rests_until.is_some_and(|until| Instant::now() < until)
    }

    fn rest(&self) {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + REST);
    }
}

/// Error returned by [`RedisToken::connect`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedisTokenError {
    /// The text is not a Redis URL.
    Url,
    /// The namespace is empty, longer than 64 characters, or contains characters other than ASCII letters, digits and
    /// `-_.:/`.
    Namespace,
    /// The system's random source failed.
    Random,
    /// TLS can't be set up.
    Tls,
    /// Root certificates were given, but the URL has no TLS.
    InsecureConnection,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for RedisTokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::Url => Bilingual::of(
                "Redis 的 URL 应为 redis://:密码@主机:端口/库号，使用 TLS 时为 rediss://，不能带 #insecure",
                "the URL of Redis must be redis://:password@host:port/database, or rediss:// for TLS, without #insecure",
            ),
            Self::Namespace => Bilingual::of(
                "命名空间应为 1 至 64 个字母、数字或 -_.:/",
                "a namespace must be 1 to 64 ASCII letters, digits or -_.:/",
            ),
            Self::Random => Bilingual::of("系统随机源不可用", "the system's random source failed"),
            Self::Tls => Bilingual::of("TLS 无法初始化", "TLS cannot be set up"),
            Self::InsecureConnection => Bilingual::of(
                "指定了证书，但 URL 不使用 TLS：请改为 rediss://，或使用 connect",
                "certificates were given, but the URL has no TLS: write rediss://, or use connect",
            ),
        };
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for RedisTokenError {}
