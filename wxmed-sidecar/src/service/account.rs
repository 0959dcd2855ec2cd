//! A merchant with its client.

use std::fmt;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::process::Command;
use wxmed::dynamic::Specs;
use wxmed::notify::Receiver;
use wxmed::{
    ApiKey, BasicToken, Bilingual, BuildError, Client, ClientBuilder, FetchesTokens, Merchant, RedisToken,
    RootCertificates, Secret, StableToken, TokenError, TokenFn,
};

use crate::config::{Config, FetchedTokens, MerchantAccount, RedisTokens, TokenCommand, TokenEndpoint, TokenSource};
use crate::metrics::Metrics;
use crate::observer::ClientObserver;

/// A merchant with its client.
pub(crate) struct Account {
    name: String,
    merchant: Merchant,
    key: ApiKey,
    pub(crate) client: Client,
    pub(crate) receiver: Receiver,
}

/// The error of a client that can't be built: the merchant, and the reason.
pub(crate) struct BuildFailure {
    pub(crate) merchant: String,
    pub(crate) reason: Bilingual,
}

impl Account {
    pub(crate) fn build(
        config: &Config,
        account: &MerchantAccount,
        specs: &Specs,
        metrics: &Arc<Metrics>,
    ) -> Result<Self, BuildFailure> {
        let builder = builder(config, account, specs, metrics);
        let built = match account.token() {
            TokenSource::Fetched(fetched) => with_fetched(builder, account.appid(), fetched),
            TokenSource::Redis(redis) => with_redis(builder, account.appid(), redis),
            TokenSource::Command(command) => {
                let command = Arc::new(command.clone());
                let tokens = TokenFn::new(move |rejected| printed(Arc::clone(&command), rejected));
                builder.token(tokens).build().map_err(of_build)
            }
        };
        let client = built.map_err(|reason| BuildFailure { merchant: account.name().to_owned(), reason })?;
        Ok(Self {
            name: account.name().to_owned(),
            merchant: account.merchant().clone(),
            key: account.api_key().clone(),
            client,
            receiver: Receiver::new(account.api_key().clone(), account.merchant().clone()),
        })
    }

    /// The name in the configuration.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The fields that identify the merchant.
    pub(crate) fn merchant(&self) -> &Merchant {
        &self.merchant
    }

    /// The API key.
    pub(crate) fn key(&self) -> &ApiKey {
        &self.key
    }
}

fn builder(config: &Config, account: &MerchantAccount, specs: &Specs, metrics: &Arc<Metrics>) -> ClientBuilder<Client> {
    let (platform, waits) = (config.platform(), config.waits().platform());
    let builder = Client::builder(account.api_key().clone())
        .host(platform.host().clone())
        .merchant(account.merchant().clone())
        .connect_timeout(waits.connect)
        .read_timeout(waits.read)
        .timeout(waits.total)
        .specs(specs.clone())
        .observer(ClientObserver { metrics: Arc::clone(metrics), merchant: account.name().to_owned() });
    let builder = match platform.root_certificates() {
        Some(roots) => builder.root_certificates(roots.clone()),
        None => builder,
    };
    match platform.proxy() {
        Some(proxy) => builder.proxy(proxy.clone()),
        None => builder,
    }
}

fn with_fetched(builder: ClientBuilder<Client>, appid: &str, fetched: &FetchedTokens) -> Result<Client, Bilingual> {
    let secret = fetched.app_secret().expose();
    match fetched.endpoint() {
        TokenEndpoint::Stable => builder.token(StableToken::new(appid, secret)).build().map_err(of_build),
        TokenEndpoint::Basic => builder.token(BasicToken::new(appid, secret)).build().map_err(of_build),
    }
}

fn with_redis(builder: ClientBuilder<Client>, appid: &str, redis: &RedisTokens) -> Result<Client, Bilingual> {
    let secret = redis.fetched().app_secret().expose();
    let tokens = match redis.fetched().endpoint() {
        TokenEndpoint::Stable => shared(StableToken::new(appid, secret), redis)?,
        TokenEndpoint::Basic => shared(BasicToken::new(appid, secret), redis)?,
    };
    builder.token(tokens).build().map_err(of_build)
}

fn shared(tokens: impl FetchesTokens, redis: &RedisTokens) -> Result<RedisToken, Bilingual> {
    let (url, namespace) = (redis.url().expose(), redis.namespace());
    let connected = match redis.root_certificates() {
        None => RedisToken::connect(tokens, url, namespace),
        Some(pem) => {
            let roots = RootCertificates::from_pem(pem);
            let roots = roots.map_err(|error| Bilingual::new(format!("{error:#}"), error.to_string()))?;
            RedisToken::connect_with_roots(tokens, url, namespace, &roots)
        }
    };
    connected.map_err(|error| Bilingual::new(format!("{error:#}"), error.to_string()))
}

fn of_build(error: BuildError) -> Bilingual {
    Bilingual::new(format!("{error:#}"), error.to_string())
}

/// Runs the program and returns the token that it prints. If the last token was rejected, the environment of the
/// program says so, for programs that cache tokens.
async fn printed(command: Arc<TokenCommand>, rejected: Option<Secret>) -> Result<Secret, TokenError> {
    let mut program = Command::new(command.program());
    program.args(command.arguments()).stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    if rejected.is_some() {
        program.env("WXMED_TOKEN_REJECTED", "1");
    }
    let limit: Duration = command.timeout();
    let output = match tokio::time::timeout(limit, program.output()).await {
        Err(_) => return Err(failed("did not end within its time limit")),
        Ok(Err(error)) => return Err(failed(&format!("can't be started: {}", error.kind()))),
        Ok(Ok(output)) => output,
    };
    if !output.status.success() {
        return Err(failed(&format!("ended with {}", output.status)));
    }
    let token = String::from_utf8(output.stdout).map_err(|_| failed("printed something else than a token"))?;
    let token = Secret::new(token.trim_end_matches(['\r', '\n']));
    match rejected {
        Some(rejected) if rejected == token => Err(TokenError::NotRefreshable),
        Some(_) | None => Ok(token),
    }
}

fn failed(what: &str) -> TokenError {
    TokenError::Other(format!("the program that prints the access token {what}"))
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("name", &self.name).finish_non_exhaustive()
    }
}
