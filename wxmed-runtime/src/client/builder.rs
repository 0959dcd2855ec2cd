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

/// The state of a builder without a token provider: it has no `build` yet.
#[derive(Debug)]
#[doc(hidden)]
pub struct NoTokens;

/// The state of a builder with a token provider.
#[doc(hidden)]
pub struct Tokens(Box<dyn TokenProvider>);

/// Implemented by the state of a builder with a token provider.
#[diagnostic::on_unimplemented(
    message = "the client has no source of access tokens",
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

/// Implemented by the types that a builder can build: [`Client`] and `wxmed::blocking::Client`.
#[doc(hidden)]
pub trait Build: Sized + sealed::Sealed {
    /// Wraps the state that all clients share.
    #[doc(hidden)]
    fn build(shared: sealed::Made) -> Result<Self, BuildError>;
}

pub(crate) mod sealed {
    use std::sync::Arc;

    pub trait Sealed {}

    /// The state that all clients share.
    pub struct Made(pub(in crate::client) Arc<super::Shared>);
}

impl sealed::Sealed for Client {}

impl Build for Client {
    fn build(made: sealed::Made) -> Result<Self, BuildError> {
        Ok(Self { shared: made.0 })
    }
}

/// Configures and builds a client. The token provider is mandatory; without the feature `https`, so is the transport.
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
    /// Sets the provider of access tokens, usually a [`StableToken`](crate::StableToken).
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

    /// Sets the merchant: a hospital's own number, or a sub-merchant of a service provider. Pass it to a request with
    /// `.merchant(&client)`.
    pub fn merchant(self, merchant: impl Into<Merchant>) -> Self {
        Self { merchant: Some(merchant.into()), ..self }
    }

    /// Uses another host than WeChat's, for example a sandbox or a forwarder.
    pub fn host(self, host: Host) -> Self {
        Self { host, ..self }
    }

    /// Limits the time for getting a connection, including TLS. The default is 5 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// Limits the time until the response begins, and then again the time until it is complete. The default is 15
    /// seconds each.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// Limits the time of a whole call, including fetching its token, retries and backoff. The default is 30 seconds.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.total = limit;
        self
    }

    /// Sets how often, and after what backoff, failed calls are retried.
    pub fn retries(self, retries: RetryPolicy) -> Self {
        Self { retries, ..self }
    }

    /// Notifies this observer of every attempt and every token fetch.
    pub fn observer(self, observer: impl Observer + 'static) -> Self {
        Self { observer: Some(Box::new(observer)), ..self }
    }

    /// Uses another transport than [`Https`](crate::Https). `root_certificates` and `proxy` are then ignored: configure
    /// them in the transport. The client's time-outs still apply, and each request contains them.
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        Self { transport: Some(Arc::new(transport)), ..self }
    }

    /// Trusts these root certificates in addition to those of the public authorities.
    #[cfg(feature = "https")]
    pub fn root_certificates(mut self, roots: RootCertificates) -> Self {
        self.roots.extend(roots);
        self
    }

    /// Sends all requests through this proxy, except plain HTTP to the local machine. Environment variables are not
    /// read.
    #[cfg(feature = "https")]
    pub fn proxy(self, proxy: Proxy) -> Self {
        Self { proxy: Some(proxy), ..self }
    }

    /// Sets the specs that [`Client::call`] uses instead of those that are included in wxmed. After a reload, new calls
    /// use the new specs.
    #[cfg(feature = "dynamic")]
    pub fn specs(self, specs: impl Into<Specs>) -> Self {
        Self { specs: Some(specs.into()), ..self }
    }
}

impl<C: Build, T> ClientBuilder<C, T> {
    /// Builds the client. This opens no connection and fetches no token.
    ///
    /// # Errors
    /// If the API key, the appid, the AppSecret or a fixed token is invalid, TLS can't be set up, there is no
    /// transport, or the thread of the blocking client can't be started.
    pub fn build(self) -> Result<C, BuildError>
    where
        // The bound is on the method instead of the impl, so that rustc finds the method and reports what is missing.
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

/// Error returned by [`ClientBuilder::build`].
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The API key is empty, or contains white space or other invalid characters.
    ApiKey,
    /// A credential of the token provider is invalid.
    Credential(CredentialError),
    /// TLS can't be set up, for this reason.
    Tls(String),
    /// The crate was built without the feature `https`, and no transport was given.
    NoTransport,
    /// The thread of the blocking client can't be started, for this reason.
    Thread(String),
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::ApiKey => Bilingual::of(
                "API 密钥为空，或含有空白等无效字符：请检查读取它的文件或环境变量末尾是否有换行",
                "the API key is empty, or contains white space or other invalid characters: check whether the file or \
                 environment variable that it is read from ends with a line break",
            ),
            Self::Credential(cause) => cause.text(),
            Self::Tls(reason) => {
                Bilingual::new(format!("TLS 无法初始化：{reason}"), format!("TLS cannot be set up: {reason}"))
            }
            Self::NoTransport => Bilingual::of(
                "没有传输层：请启用 https 特性，或用 ClientBuilder::transport 指定",
                "there is no transport: enable the feature https, or set one with ClientBuilder::transport",
            ),
            Self::Thread(reason) => Bilingual::new(
                format!("无法创建阻塞客户端的线程：{reason}"),
                format!("the thread of the blocking client could not be started: {reason}"),
            ),
        };
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for BuildError {}
