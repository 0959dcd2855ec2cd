//! For whom the sidecar calls.

use std::path::{Path, PathBuf};
use std::time::Duration;

use wxmed::{ApiKey, Merchant, Secret};

/// A merchant with its keys. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct MerchantAccount {
    pub(super) name: String,
    pub(super) merchant: Merchant,
    pub(super) api_key: ApiKey,
    pub(super) token: TokenSource,
}

impl MerchantAccount {
    /// The name in the configuration, by which calls choose it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The fields of each request that identify it.
    pub fn merchant(&self) -> &Merchant {
        &self.merchant
    }

    /// The appid whose access tokens are used.
    pub fn appid(&self) -> &str {
        match &self.merchant {
            Merchant::Own { appid, .. } | Merchant::SubMerchant { appid, .. } => appid,
        }
    }

    /// The API key, which signs requests.
    pub fn api_key(&self) -> &ApiKey {
        &self.api_key
    }

    /// Where its access tokens come from.
    pub fn token(&self) -> &TokenSource {
        &self.token
    }
}

/// Where access tokens come from. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub enum TokenSource {
    /// The sidecar fetches them, and no other program has to know: [`wxmed::StableToken`] or [`wxmed::BasicToken`].
    Fetched(FetchedTokens),
    /// Fetched, and shared with other processes: [`wxmed::RedisToken`].
    Redis(RedisTokens),
    /// A program prints them.
    Command(TokenCommand),
}

/// The endpoint that returns access tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenEndpoint {
    /// `/cgi-bin/stable_token`.
    Stable,
    /// `/cgi-bin/token`: each fetch invalidates the previous token.
    Basic,
}

/// How access tokens are fetched.
#[derive(Clone, Debug)]
pub struct FetchedTokens {
    pub(super) endpoint: TokenEndpoint,
    pub(super) app_secret: Secret,
}

impl FetchedTokens {
    /// The endpoint.
    pub fn endpoint(&self) -> TokenEndpoint {
        self.endpoint
    }

    /// The AppSecret of the official account.
    pub fn app_secret(&self) -> &Secret {
        &self.app_secret
    }
}

/// A Redis server through which tokens are shared.
#[derive(Clone)]
pub struct RedisTokens {
    pub(super) fetched: FetchedTokens,
    pub(super) url: Secret,
    pub(super) namespace: String,
    pub(super) root_certificates: Option<Vec<u8>>,
}

impl RedisTokens {
    /// How a token is fetched when the server has none.
    pub fn fetched(&self) -> &FetchedTokens {
        &self.fetched
    }

    /// The URL of the server, which may contain its password.
    pub fn url(&self) -> &Secret {
        &self.url
    }

    /// The namespace of the keys.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Root certificates in PEM, which are trusted in addition to the public ones.
    pub fn root_certificates(&self) -> Option<&[u8]> {
        self.root_certificates.as_deref()
    }
}

impl std::fmt::Debug for RedisTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisTokens").field("namespace", &self.namespace).finish_non_exhaustive()
    }
}

/// A program that prints an access token as the only line on its standard output, and exits with 0.
#[derive(Clone, Debug)]
pub struct TokenCommand {
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<String>,
    pub(super) timeout: Duration,
}

impl TokenCommand {
    /// The absolute path of the program. No shell is involved.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Its arguments.
    pub fn arguments(&self) -> &[String] {
        &self.arguments
    }

    /// How long it may run before it is killed.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }
}
