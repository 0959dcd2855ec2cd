use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use wxmed_core::Bilingual;

use super::{Client, Observer, RetryPolicy, Shared};
#[cfg(feature = "dynamic")]
use crate::dynamic::Specs;
use crate::http::{Host, HttpEndpoint, Timeouts, Transport};
#[cfg(feature = "https")]
use crate::http::{Https, Proxy};
#[cfg(feature = "https")]
use crate::tls::RootCertificates;
use crate::token::TokenProvider;
use crate::{ApiKey, CredentialError, Merchant};

/// What a builder holds before it is told where tokens come from: it has no `build` yet.
#[derive(Debug)]
#[doc(hidden)]
pub struct NoTokens;

/// What a builder holds once it has been told where tokens come from.
#[doc(hidden)]
pub struct Tokens(Box<dyn TokenProvider>);

/// What a builder knows once it has been told where its access tokens come from.
#[diagnostic::on_unimplemented(
    message = "nothing says where the client gets its access tokens from",
    label = "call `.token(…)` before `.build()`",
    note = "for example `.token(wxmed::StableToken::new(appid, secret))`, or `.token(wxmed::StaticToken::new(token))` in a test"
)]
pub trait HasTokens: sealed::Sealed {
    #[doc(hidden)]
    fn provider(self) -> Box<dyn TokenProvider>;
}

impl sealed::Sealed for Tokens {}

impl HasTokens for Tokens {
    fn provider(self) -> Box<dyn TokenProvider> {
        self.0
    }
}

/// What can be built: [`Client`], and `wxmed::blocking::Client`.
#[doc(hidden)]
pub trait Build: Sized + sealed::Sealed {
    /// The client around what every client is made of.
    #[doc(hidden)]
    fn build(shared: sealed::Made) -> Result<Self, BuildError>;
}

pub(crate) mod sealed {
    use std::sync::Arc;

    pub trait Sealed {}

    /// What every client is made of.
    pub struct Made(pub(in crate::client) Arc<super::Shared>);
}

impl sealed::Sealed for Client {}

impl Build for Client {
    fn build(made: sealed::Made) -> Result<Self, BuildError> {
        Ok(Self { shared: made.0 })
    }
}

/// Puts a client together. Only the source of the access tokens must be given.
pub struct ClientBuilder<C, T = NoTokens> {
    built: PhantomData<fn() -> C>,
    key: ApiKey,
    tokens: T,
    host: Host,
    merchant: Option<Merchant>,
    limits: Timeouts,
    retries: RetryPolicy,
    observer: Option<Box<dyn Observer>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "https")]
    roots: RootCertificates,
    #[cfg(feature = "https")]
    proxy: Option<Proxy>,
    #[cfg(feature = "dynamic")]
    specs: Option<Specs>,
}

impl<C> ClientBuilder<C> {
    pub(crate) fn new(key: ApiKey) -> Self {
        Self {
            built: PhantomData,
            key,
            tokens: NoTokens,
            host: Host::wechat(),
            merchant: None,
            limits: Timeouts::default(),
            retries: RetryPolicy::default(),
            observer: None,
            transport: None,
            #[cfg(feature = "https")]
            roots: RootCertificates::default(),
            #[cfg(feature = "https")]
            proxy: None,
            #[cfg(feature = "dynamic")]
            specs: None,
        }
    }
}

impl<C, T> ClientBuilder<C, T> {
    /// Where access tokens come from: [`StableToken`](crate::StableToken), unless you know better.
    pub fn token(self, provider: impl TokenProvider + 'static) -> ClientBuilder<C, Tokens> {
        ClientBuilder {
            built: PhantomData,
            key: self.key,
            tokens: Tokens(Box::new(provider)),
            host: self.host,
            merchant: self.merchant,
            limits: self.limits,
            retries: self.retries,
            observer: self.observer,
            transport: self.transport,
            #[cfg(feature = "https")]
            roots: self.roots,
            #[cfg(feature = "https")]
            proxy: self.proxy,
            #[cfg(feature = "dynamic")]
            specs: self.specs,
        }
    }

    /// Whose account it is: a hospital's own, or a sub-merchant of a service provider. It is set here once, and
    /// [`Client::merchant`] gives it to the requests that name it.
    pub fn merchant(self, merchant: impl Into<Merchant>) -> Self {
        Self { merchant: Some(merchant.into()), ..self }
    }

    /// Another host than WeChat's: a sandbox, or a forwarder.
    pub fn host(self, host: Host) -> Self {
        Self { host, ..self }
    }

    /// How long it may take to get a connection, TLS included: 5 seconds if nothing else is said.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long the platform may take to begin its response, and once more to end it: 15 seconds if nothing else is said.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// How long a call may take in all, with its token, its replay, its repetitions and the pauses between them: 30
    /// seconds if nothing else is said.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.total = limit;
        self
    }

    /// How often a call is repeated to which no response came.
    pub fn retries(self, retries: RetryPolicy) -> Self {
        Self { retries, ..self }
    }

    /// Shows every exchange to this observer.
    pub fn observer(self, observer: impl Observer + 'static) -> Self {
        Self { observer: Some(Box::new(observer)), ..self }
    }

    /// Another way to the host than [`Https`](crate::Https). Root certificates and the proxy are then the
    /// transport's own; the limits are not, and each request tells it them.
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        Self { transport: Some(Arc::new(transport)), ..self }
    }

    /// Trusts these certificates besides those of the public authorities.
    #[cfg(feature = "https")]
    pub fn root_certificates(mut self, roots: RootCertificates) -> Self {
        self.roots.extend(roots);
        self
    }

    /// Sends everything through this proxy, but for what goes in clear to this machine. The environment is not looked at.
    #[cfg(feature = "https")]
    pub fn proxy(self, proxy: Proxy) -> Self {
        Self { proxy: Some(proxy), ..self }
    }

    /// The specs whose operations [`Client::call`] knows, instead of those that wxmed ships. When they are read anew,
    /// the calls that begin afterwards know it.
    #[cfg(feature = "dynamic")]
    pub fn specs(self, specs: impl Into<Specs>) -> Self {
        Self { specs: Some(specs.into()), ..self }
    }
}

impl<C: Build, T> ClientBuilder<C, T> {
    /// The client. No connection is opened yet, and no token fetched.
    ///
    /// # Errors
    /// If the API key, the appid, the AppSecret or a fixed token cannot be one, TLS cannot be set up, there is no
    /// transport, or the system does not give the blocking client a thread.
    pub fn build(self) -> Result<C, BuildError>
    where
        // Not a bound of the block: rustc then finds the method, and says what is missing.
        T: HasTokens,
    {
        if !self.key.is_plausible() {
            return Err(BuildError::ApiKey);
        }
        let tokens = self.tokens.provider();
        tokens.check_credentials().map_err(BuildError::Credential)?;
        let transport = match self.transport {
            Some(transport) => transport,
            #[cfg(feature = "https")]
            None => {
                let proxy = self.proxy.as_ref().filter(|_| !self.host.is_local_in_clear());
                let https = Https::new(&self.roots, proxy).map_err(BuildError::Tls)?;
                https.prepare(self.limits.connect).map_err(BuildError::Tls)?;
                Arc::new(https)
            }
            #[cfg(not(feature = "https"))]
            None => return Err(BuildError::NoTransport),
        };
        let http = HttpEndpoint { transport, host: self.host, limits: self.limits };
        let shared = Shared {
            key: self.key,
            http,
            tokens,
            retries: self.retries,
            merchant: self.merchant,
            observer: self.observer,
            #[cfg(feature = "dynamic")]
            specs: self.specs,
        };
        C::build(sealed::Made(Arc::new(shared)))
    }
}

impl<C, T> fmt::Debug for ClientBuilder<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("host", &self.host).finish_non_exhaustive()
    }
}

/// Why there is no client.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The API key is empty, or has white space or other characters that no key has.
    ApiKey,
    /// The provider of access tokens has a credential that cannot be one.
    Credential(CredentialError),
    /// TLS cannot be set up, for this reason.
    Tls(String),
    /// The crate was built without the feature `https`, and no transport was given.
    NoTransport,
    /// The system did not give the blocking client a thread, for this reason.
    Thread(String),
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let says = match self {
            Self::ApiKey => Bilingual::of(
                "API 密钥为空，或含有空白等不可能出现的字符：检查读取它的文件或环境变量末尾是否有换行",
                "the API key is empty, or has white space or other characters that no key has: see whether the file or \
                 the variable that it comes from ends in a new line",
            ),
            Self::Credential(cause) => cause.text(),
            Self::Tls(reason) => {
                Bilingual::new(format!("TLS 无法初始化：{reason}"), format!("TLS cannot be set up: {reason}"))
            }
            Self::NoTransport => Bilingual::of(
                "没有传输层：请启用 https 特性，或用 ClientBuilder::transport 给出",
                "there is no transport: switch on the feature https, or give one to ClientBuilder::transport",
            ),
            Self::Thread(reason) => Bilingual::new(
                format!("系统无法创建线程：{reason}"),
                format!("the system did not give a thread: {reason}"),
            ),
        };
        fmt::Display::fmt(&says, f)
    }
}

impl std::error::Error for BuildError {}
