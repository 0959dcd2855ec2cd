//! Tokens that several processes share through a Redis server.

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

/// How long a server that failed is left alone, so that not every call waits for it.
const REST: Duration = Duration::from_secs(2);

/// Tokens that several processes share through a Redis server (5.0 or later), in place of one for each.
///
/// The process that needs a token first fetches it, and the others wait for that; a process that dies meanwhile holds
/// nobody up for more than five seconds. A token that one was refused with is given to nobody any more, and a fetch that
/// comes late does not undo a newer one. The budget of forced refreshes, or of `/cgi-bin/token`, is one for all. What a
/// process has it keeps, and asks Redis again only when the token ends or is refused.
///
/// When the server does not answer within a second, the process fetches for itself, as the provider does that it was
/// given; it says so by an event of level WARN with the target `wxmed::token` and the name `redis_unavailable`, and tries
/// the server again after two seconds. No call fails because of Redis.
///
/// `rediss://` speaks TLS 1.2 or later, with the library that `Https` has, and always asks the server for a
/// certificate of its host: see [`RedisToken::connect_with_roots`]. In clear, whoever is on the way reads the password of
/// the server, though never a token.
///
/// # What can be read in Redis
/// The token is encrypted (XChaCha20-Poly1305) with a key that is derived from the AppSecret by HMAC-SHA256, before it
/// leaves the process: it stands in clear neither in the memory of the server nor in `MONITOR` or `SLOWLOG`. The names
/// of the keys hold the namespace, and a hash of it and the appid. Whoever can write there can make processes fetch
/// more often, and read nothing.
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
    /// Shares what this provider fetches with all who give the same account, server and namespace. No connection is
    /// opened before a token is needed, and a server that is not there yet is no error.
    ///
    /// # Errors
    /// If the URL is none of Redis, or the namespace cannot be part of a key's name.
    pub fn connect(
        provider: impl FetchesTokens,
        url: &str,
        namespace: impl Into<String>,
    ) -> Result<Self, RedisTokenError> {
        let roots = RootCertificates::default();
        Self::along(provider, Connector::parse(url, &roots)?, namespace.into())
    }

    /// The same for a server over TLS whose certificate is of the hospital's own authority: these certificates are
    /// trusted besides those of the public authorities.
    ///
    /// # Errors
    /// As [`RedisToken::connect`], and if the URL is one without TLS, where nobody would look at a certificate.
    pub fn connect_with_roots(
        provider: impl FetchesTokens,
        url: &str,
        namespace: impl Into<String>,
        roots: &RootCertificates,
    ) -> Result<Self, RedisTokenError> {
        let route = Connector::parse(url, roots)?;
        if route.is_in_clear() {
            return Err(RedisTokenError::InClear);
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

    /// `None` if another caller has passed the gate since.
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

/// Why there is no [`RedisToken`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedisTokenError {
    /// The text is no URL of a Redis server.
    Url,
    /// The namespace is empty, longer than 64, or has anything but ASCII letters, digits and `-_.:/`.
    Namespace,
    /// The system had no randomness to give.
    Random,
    /// TLS cannot be set up.
    Tls,
    /// Certificates are given, and the URL is one without TLS.
    InClear,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for RedisTokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let says = match self {
            Self::Url => Bilingual::of(
                "Redis 的网址应写成 redis://:密码@主机:端口/库号，经 TLS 时写 rediss://，不能带 #insecure",
                "the URL of Redis is written as redis://:password@host:port/database, with rediss:// over TLS, and without #insecure",
            ),
            Self::Namespace => Bilingual::of(
                "命名空间应为 1 至 64 个字母、数字或 -_.:/",
                "a namespace must be 1 to 64 ASCII letters, digits or -_.:/",
            ),
            Self::Random => Bilingual::of("系统没有给出随机数", "the system had no randomness to give"),
            Self::Tls => Bilingual::of("TLS 无法初始化", "TLS cannot be set up"),
            Self::InClear => Bilingual::of(
                "给了证书，网址却不经 TLS：写成 rediss://，或用 connect",
                "there are certificates, and the URL is one without TLS: write rediss://, or use connect",
            ),
        };
        fmt::Display::fmt(&says, f)
    }
}

impl std::error::Error for RedisTokenError {}
