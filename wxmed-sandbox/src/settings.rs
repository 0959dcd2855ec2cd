//! The settings of a sandbox.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
#[cfg(feature = "data")]
use std::path::PathBuf;
use std::time::Duration;

use wxmed::Secret;

use crate::account::Account;
use crate::console::Console;
use crate::specs::Specs;
#[cfg(feature = "tls")]
use crate::tls::{Authority, PLATFORM};
use crate::user::{User, sample_people};

/// The settings of a sandbox.
///
/// ```
/// use wxmed_sandbox::{Settings, TokenErrors};
/// let settings = Settings::default().port(0).token_errors(TokenErrors::Envelope);
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) address: IpAddr,
    pub(crate) port: u16,
    pub(crate) hosts: Vec<String>,
    pub(crate) specs: Specs,
    pub(crate) account: Account,
    pub(crate) people: Vec<User>,
    pub(crate) token_errors: TokenErrors,
    pub(crate) secret_error: SecretError,
    pub(crate) content: Option<String>,
    pub(crate) kept_calls: usize,
    pub(crate) kept_bytes: usize,
    pub(crate) kept_items: usize,
    pub(crate) notification_retries: Vec<Duration>,
    pub(crate) control_token: Option<Secret>,
    pub(crate) console: Console,
    pub(crate) operations_document: Option<String>,
    #[cfg(feature = "data")]
    pub(crate) data: Option<PathBuf>,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<Authority>,
}

/// The format in which operations report a rejected access token. The platform has been seen to use both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenErrors {
    /// JSON of the gateway: `{"errcode":40001,"errmsg":"…"}`.
    #[default]
    Gateway,
    /// XML: `return_code` SUCCESS, `result_code` FAIL, `err_code` 40001.
    Envelope,
}

/// The code that the token endpoints return for a wrong AppSecret. The platform has been seen to use both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SecretError {
    /// 40125
    #[default]
    InvalidSecret,
    /// 40001
    InvalidCredential,
}

/// The default of kept calls and of kept items.
const KEPT: usize = 10_000;

/// The size of 10,000 typical requests and responses.
const KEPT_BYTES: usize = 64 << 20;

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            hosts: Vec::new(),
            specs: Specs::default(),
            account: Account::random(),
            people: sample_people(),
            token_errors: TokenErrors::default(),
            secret_error: SecretError::default(),
            content: None,
            kept_calls: KEPT,
            kept_bytes: KEPT_BYTES,
            kept_items: KEPT,
            notification_retries: Vec::new(),
            control_token: None,
            console: Console::default(),
            operations_document: None,
            #[cfg(feature = "data")]
            data: None,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

/// Defines setters that replace one setting each.
macro_rules! setters {
    ($($(#[$about:meta])* $name:ident: $ty:ty;)*) => {
        impl Settings {$(
            $(#[$about])*
            #[must_use]
            pub fn $name(self, $name: $ty) -> Self {
                Self { $name, ..self }
            }
        )*}
    };
}

setters! {
    /// The port to listen on. The default, 0, selects a free one.
    port: u16;
    /// The specs. The default is those included in wxmed.
    specs: Specs;
    /// The account. The default is a random one.
    account: Account;
    /// The format in which a rejected token is reported.
    token_errors: TokenErrors;
    /// The code for a wrong AppSecret.
    secret_error: SecretError;
    /// The maximum number of recorded calls; older ones are dropped. 10,000 by default.
    kept_calls: usize;
    /// The maximum size of all recorded calls, requests and responses together, in bytes; older ones are dropped, and a
    /// call that is larger is not recorded. 64 MiB by default.
    kept_bytes: usize;
    /// The maximum number of orders, messages, links and codes; older ones are dropped. 10,000 by default.
    kept_items: usize;
}

impl Settings {
    /// The address to listen on. The default is 127.0.0.1, which only the local machine can reach. In a container use
    /// `0.0.0.0`.
    #[must_use]
    pub fn address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// Allows an additional host name, for example that of a container or a proxy. Requests for other names are
    /// rejected, except `localhost` and this machine's addresses; if it listens on all addresses, any address is
    /// allowed.
    #[must_use]
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// Requires a token for calls of the control API, sent as `Authorization: Bearer TOKEN`. Without this setting,
    /// everyone who can reach a sandbox on 127.0.0.1 may use the control API; on any other address, it is closed.
    #[must_use]
    pub fn control_token(mut self, token: impl Into<String>) -> Self {
        self.control_token = Some(Secret::new(token));
        self
    }

    /// Disables the web console. The control API stays available.
    #[must_use]
    pub fn without_console(mut self) -> Self {
        self.console = Console::Off;
        self
    }

    /// An OpenAPI document of the operations, as `wxmed spec export --format openapi` writes it, to be served at
    /// `/sandbox/v1/operations/openapi.json`. The default is none.
    #[must_use]
    pub fn operations_document(mut self, json: impl Into<String>) -> Self {
        self.operations_document = Some(json.into());
        self
    }

    /// Keeps people, cards, orders, messages, links, codes, tokens and the clock in a file, from which the next sandbox
    /// restores them. Every acknowledged change survives the end of the process, even if it crashes. The people of
    /// these settings are used only if the file is new.
    #[cfg(feature = "data")]
    #[must_use]
    pub fn data(mut self, path: impl Into<PathBuf>) -> Self {
        self.data = Some(path.into());
        self
    }

    /// Serves HTTPS instead of HTTP, so that a client with a fixed host can be directed to the sandbox. The certificate
    /// is valid for this machine, the address, the [allowed hosts](Self::allow_host) and `api.weixin.qq.com`, which
    /// becomes an allowed host. Clients must trust
    /// [`Sandbox::certificate_authority`](crate::Sandbox::certificate_authority).
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, authority: Authority) -> Self {
        self.tls = Some(authority);
        self.allow_host(PLATFORM)
    }

    /// The users. The default is some sample users.
    #[must_use]
    pub fn people(mut self, people: impl IntoIterator<Item = User>) -> Self {
        self.people = people.into_iter().collect();
        self
    }

    /// The pauses before each further attempt to send a notification that was not acknowledged. The default is a single
    /// attempt, because the platform's behaviour is unknown. Any notification can be sent again, see
    /// [`Sandbox::pay`](crate::Sandbox::pay).
    #[must_use]
    pub fn notification_retries(mut self, pauses: impl IntoIterator<Item = Duration>) -> Self {
        self.notification_retries = pauses.into_iter().collect();
        self
    }

    /// The name of the content that JSON in requests is validated against if its outermost key identifies none. Without
    /// this setting, such JSON is accepted. If no spec has this name, the sandbox doesn't start: see
    /// [`UnknownContent`].
    #[must_use]
    pub fn content(mut self, name: impl Into<String>) -> Self {
        self.content = Some(name.into());
        self
    }

    /// Returns the name of the content, or an error if no spec has it.
    pub(crate) fn known_content(&self) -> Result<Option<String>, UnknownContent> {
        let model = self.specs.model();
        match &self.content {
            Some(name) if model.content(name).is_none() => {
                let known = model.contents.iter().map(|content| content.name.clone()).collect();
                Err(UnknownContent { name: name.clone(), known })
            }
            content => Ok(content.clone()),
        }
    }
}

/// Error returned if the settings name a content that has no spec.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownContent {
    /// The unknown name.
    pub name: String,
    /// The names of the existing contents.
    pub known: Vec<String>,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for UnknownContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, known } = self;
        match f.alternate() {
            false => write!(f, "no spec describes the content `{name}`: there is {}", known.join(", ")),
            true => write!(f, "没有内容 {name} 的规格，现有：{}", known.join("、")),
        }
    }
}

impl std::error::Error for UnknownContent {}
