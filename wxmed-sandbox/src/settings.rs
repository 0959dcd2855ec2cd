//! How a sandbox behaves, as far as that can be chosen.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use crate::account::Account;
use crate::specs::Specs;
use crate::user::{User, sample_people};

/// How a sandbox behaves, as far as that can be chosen.
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
}

/// In which shape an operation says that an access token is refused. Both have been seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenErrors {
    /// As the gateway does: `{"errcode":40001,"errmsg":"…"}`.
    #[default]
    Gateway,
    /// In the envelope: `return_code` SUCCESS, `result_code` FAIL, `err_code` 40001.
    Envelope,
}

/// Which code the endpoints that give tokens have for a wrong AppSecret. Both have been seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SecretError {
    /// 40125
    #[default]
    InvalidSecret,
    /// 40001
    InvalidCredential,
}

/// Enough for any test.
const KEPT: usize = 10_000;

/// What 10,000 requests and answers of the usual size come to.
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
        }
    }
}

/// Methods that replace one setting each.
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
    /// The port to listen on; 0, the default, takes a free one.
    port: u16;
    /// The specs, if not those that ship.
    specs: Specs;
    /// The account, if not a random one.
    account: Account;
    /// In which shape a refused token shows.
    token_errors: TokenErrors;
    /// Which code a wrong AppSecret has.
    secret_error: SecretError;
    /// How many recorded calls are kept; older ones are forgotten. 10,000 by default.
    kept_calls: usize;
    /// How many bytes the recorded calls that are kept may have, requests and answers together; older ones are forgotten, and
    /// one that is larger by itself is not kept. 64 MiB by default.
    kept_bytes: usize;
    /// How many orders, messages, links and codes are kept; older ones are forgotten. 10,000 by default.
    kept_items: usize;
}

impl Settings {
    /// The address to listen on; 127.0.0.1 by default, which only this machine can reach. In a container it is `0.0.0.0`.
    #[must_use]
    pub fn address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// A further name by which it may be called: that of a container, or of a proxy. Requests for any other name are
    /// refused, but for `localhost` and addresses of this machine; where it listens on every address, for any address.
    #[must_use]
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// The people, in place of the sample ones.
    #[must_use]
    pub fn people(mut self, people: impl IntoIterator<Item = User>) -> Self {
        self.people = people.into_iter().collect();
        self
    }

    /// The content that every JSON among the requests is held against, by its name, if none can be told by its
    /// outermost key. Without it, a JSON that no spec describes passes. No platform begins with a name that no spec has:
    /// see [`UnknownContent`].
    #[must_use]
    pub fn content(mut self, name: impl Into<String>) -> Self {
        self.content = Some(name.into());
        self
    }

    /// The name of the content, once the specs are known.
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

/// The settings name a content that no spec describes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownContent {
    /// The name.
    pub name: String,
    /// The names that there are.
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
