//! The merchants of the configuration.

use std::path::{Path, PathBuf};
use std::time::Duration;

use wxmed::{ApiKey, Bilingual, Merchant, RedisToken, RedisTokenError, RootCertificates, Secret, StableToken};

use super::names;
use super::platform::root_certificates;
use super::reader::Reader;
use super::secret::{self, Looks};
use super::table::{Item, Table};

/// A merchant with its keys. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct MerchantAccount {
    pub(super) name: String,
    pub(super) merchant: Merchant,
    pub(super) api_key: ApiKey,
    has_usual_key: bool,
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

    /// The source of its access tokens.
    pub fn token(&self) -> &TokenSource {
        &self.token
    }

    /// A warning about a setting that may be a mistake.
    pub(super) fn warning(&self) -> Option<Bilingual> {
        let name = &self.name;
        let message = || {
            Bilingual::new(
                format!(
                    "merchants.{name}.api_key 不是 {USUAL_LENGTH} 个字符，而商户平台的 API 密钥都是：请检查是否完整"
                ),
                format!(
                    "merchants.{name}.api_key doesn't have {USUAL_LENGTH} characters, as all API keys of the merchant platform \
                     have: check whether it is complete"
                ),
            )
        };
        (!self.has_usual_key).then(message)
    }
}

/// Where access tokens come from. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub enum TokenSource {
    /// The sidecar fetches them and doesn't share them: [`wxmed::StableToken`] or [`wxmed::BasicToken`].
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

impl MerchantAccount {
    pub(super) fn read(name: Item<&str>, table: Table<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        names::check(&name, reader);
        let merchant = merchant(&table, reader);
        let api_key = secret::needed(&table, "api_key", Looks::Word, reader);
        let appid = merchant.as_ref().map(|merchant| match merchant {
            Merchant::Own { appid, .. } | Merchant::SubMerchant { appid, .. } => appid.clone(),
        });
        let token = match table.table("token", reader) {
            Some(token) => TokenSource::read(token, appid.as_deref(), reader),
            None => {
                if !table.has("token") {
                    table.missing("token", reader);
                }
                None
            }
        };
        table.finish(reader);
        let api_key = api_key?.value;
        let has_usual_key = api_key.expose().len() == USUAL_LENGTH;
        let api_key = ApiKey::new(api_key.expose());
        Some(Self { name: name.value.to_owned(), merchant: merchant?, api_key, has_usual_key, token: token? })
    }
}

/// How many characters an API key of the merchant platform has.
const USUAL_LENGTH: usize = 32;

fn merchant(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Merchant> {
    let appid = table.needed_text("appid", reader).and_then(|text| identifier(text, reader));
    let mch_id = table.needed_text("mch_id", reader).and_then(|text| identifier(text, reader));
    let sub_mch_id = table.text("sub_mch_id", reader).map(|text| identifier(text, reader));
    let sub_appid = table.text("sub_appid", reader).map(|text| (text.span.clone(), identifier(text, reader)));
    let (appid, mch_id) = (appid?, mch_id?);
    match (sub_mch_id, sub_appid) {
        (None, None) => Some(Merchant::Own { appid, mch_id }),
        (None, Some((span, _))) => {
            let zh = "有 sub_appid 时须有 sub_mch_id：只有服务商的子商户才有这两项";
            reader.wrong(span, zh, "needs sub_mch_id: only a sub-merchant of a service provider has the two");
            None
        }
        (Some(sub_mch_id), sub_appid) => {
            let sub_appid = sub_appid.map(|(_, sub_appid)| sub_appid);
            let sub_appid = sub_appid.map_or(Some(None), |sub_appid| sub_appid.map(Some))?;
            Some(Merchant::SubMerchant { appid, mch_id, sub_appid, sub_mch_id: sub_mch_id? })
        }
    }
}

/// An appid or a merchant number.
fn identifier(text: Item<&str>, reader: &mut Reader<'_>) -> Option<String> {
    let is_of_identifier = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.value.len() <= 32 && text.value.chars().all(is_of_identifier) {
        return Some(text.value.to_owned());
    }
    reader.wrong(text.span, "应由 1 至 32 个字母与数字组成", "must be 1 to 32 letters and digits");
    None
}

/// The kinds of [`TokenSource`].
#[derive(Clone, Copy)]
enum Provider {
    Stable,
    Basic,
    Redis,
    Command,
}

impl TokenSource {
    fn read(table: Table<'_>, appid: Option<&str>, reader: &mut Reader<'_>) -> Option<Self> {
        let providers = [
            ("stable", Provider::Stable),
            ("basic", Provider::Basic),
            ("redis", Provider::Redis),
            ("command", Provider::Command),
        ];
        if !table.has("provider") {
            table.missing("provider", reader);
        }
        // The other keys depend on the provider.
        let provider = table.one_of("provider", &providers, reader)?;
        let source = match provider {
            Provider::Stable => fetched(&table, TokenEndpoint::Stable, reader).map(Self::Fetched),
            Provider::Basic => fetched(&table, TokenEndpoint::Basic, reader).map(Self::Fetched),
            Provider::Redis => redis(&table, appid, reader).map(Self::Redis),
            Provider::Command => command(&table, reader).map(Self::Command),
        };
        table.finish(reader);
        source
    }
}

fn fetched(table: &Table<'_>, endpoint: TokenEndpoint, reader: &mut Reader<'_>) -> Option<FetchedTokens> {
    let app_secret = secret::needed(table, "app_secret", Looks::Word, reader)?.value;
    Some(FetchedTokens { endpoint, app_secret })
}

fn redis(table: &Table<'_>, appid: Option<&str>, reader: &mut Reader<'_>) -> Option<RedisTokens> {
    let endpoints = [("stable", TokenEndpoint::Stable), ("basic", TokenEndpoint::Basic)];
    let endpoint = table.one_of("endpoint", &endpoints, reader).unwrap_or(TokenEndpoint::Stable);
    let fetched = fetched(table, endpoint, reader);
    let url = secret::needed(table, "url", Looks::Word, reader);
    let namespace = table.needed_text("namespace", reader);
    let roots = root_certificates(table, reader);
    let roots = match roots.map(|pem| (RootCertificates::from_pem(&pem.value), pem)) {
        Some((Ok(roots), pem)) => Some((roots, pem.value)),
        Some((Err(error), pem)) => {
            reader.wrong(pem.span, format!("{error:#}"), error.to_string());
            return None;
        }
        None => None,
    };
    let (fetched, url, namespace) = (fetched?, url?, namespace?);
    let own = StableToken::new(appid.unwrap_or_default(), fetched.app_secret.expose());
    let connected = match &roots {
        None => RedisToken::connect(own, url.value.expose(), namespace.value),
        Some((roots, _)) => RedisToken::connect_with_roots(own, url.value.expose(), namespace.value, roots),
    };
    if let Err(error) = connected {
        let span = if error == RedisTokenError::Namespace { namespace.span } else { url.span };
        reader.wrong(span, format!("{error:#}"), error.to_string());
        return None;
    }
    let (namespace, root_certificates) = (namespace.value.to_owned(), roots.map(|(_, pem)| pem));
    Some(RedisTokens { fetched, url: url.value, namespace, root_certificates })
}

fn command(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<TokenCommand> {
    if !table.has("command") {
        table.missing("command", reader);
    }
    let command = table.texts("command", reader);
    let longest = Duration::from_secs(60);
    let timeout = table.duration("timeout", Duration::from_millis(100)..=longest, reader);
    let command = command?;
    let (program, arguments) = match command.value.split_first() {
        Some((program, arguments)) if Path::new(program.value).is_absolute() => (program, arguments),
        Some(_) | None => {
            let zh = "应为程序的绝对路径及其参数，如 [\"/usr/local/bin/wx-token\"]；不经过 shell";
            let en = "must be the absolute path of a program and its arguments, as in [\"/usr/local/bin/wx-token\"]; there is \
                      no shell";
            reader.wrong(command.span, zh, en);
            return None;
        }
    };
    Some(TokenCommand {
        program: PathBuf::from(program.value),
        arguments: arguments.iter().map(|argument| argument.value.to_owned()).collect(),
        timeout: timeout.unwrap_or(Duration::from_secs(10)),
    })
}
