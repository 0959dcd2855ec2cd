//! The account of a call, and the platform's address.

use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs};

use clap::Args;
use wxmed::blocking::Client;
use wxmed::spec::model::Model;
use wxmed::{ApiKey, Bilingual, Host, Merchant, RootCertificates, Secret, StableToken, StaticToken};

use crate::end::{Failure, Result};
use crate::secrets::SecretSource;

/// The account, the platform's address, and time-outs.
#[derive(Args)]
#[command(next_help_heading = "Account and connection")]
pub(crate) struct AccountArguments {
    /// The official account; by default WXMED_APPID
    #[arg(long, value_name = "APPID")]
    appid: Option<String>,
    /// The environment variable with the merchant's API key
    #[arg(long, value_name = "VAR", default_value = "WXMED_API_KEY")]
    key_env: String,
    /// A file with the API key, which only you can read (chmod 600)
    #[arg(long, value_name = "FILE", conflicts_with = "key_env")]
    key_file: Option<PathBuf>,
    /// The environment variable with the AppSecret
    #[arg(long, value_name = "VAR", default_value = "WXMED_APP_SECRET")]
    app_secret_env: String,
    /// A file with the AppSecret, which only you can read (chmod 600)
    #[arg(long, value_name = "FILE", conflicts_with = "app_secret_env")]
    app_secret_file: Option<PathBuf>,
    /// The environment variable with an access token, if another program fetches them; the AppSecret is then not needed
    #[arg(long, value_name = "VAR", default_value = "WXMED_ACCESS_TOKEN")]
    access_token_env: String,
    /// Another address than the platform's, such as that of a sandbox; by default WXMED_HOST
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Allow plain HTTP to another machine, for example to a sandbox in a container
    #[arg(long)]
    insecure_http: bool,
    /// A file with root certificates in PEM, which are trusted in addition to the public ones
    #[arg(long, value_name = "FILE")]
    root_certificates: Option<PathBuf>,
    /// The time for the whole call, including the token and retries
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

/// Everything that is wrong or missing.
type Wrong = Vec<Bilingual>;

/// The source of the access token.
enum Token {
    Fetched(Secret),
    Given(Secret),
}

impl AccountArguments {
    /// Builds a client for the account. Everything that is missing is reported at once.
    pub(crate) fn client(&self, model: Model) -> Result<Client> {
        let mut wrong = Wrong::new();
        let appid = self.appid.clone().or_else(|| variable("WXMED_APPID"));
        let key = self.api_key(&mut wrong);
        let token = self.token(&mut wrong);
        if appid.is_none() {
            wrong.push(Bilingual::of(
                "缺少公众号的 appid：请用 --appid 或环境变量 WXMED_APPID 给出",
                "the appid of the official account is missing: set --appid or the environment variable WXMED_APPID",
            ));
        }
        let (Some(appid), Some(key), Some(token)) = (appid, key, token) else { return Err(all(&wrong)) };
        if !wrong.is_empty() {
            return Err(all(&wrong));
        }
        let builder = Client::builder(ApiKey::new(key.expose()))
            .host(self.host()?)
            .timeout(Duration::from_secs(self.timeout))
            .specs(model);
        let builder = match merchant(&appid) {
            Some(merchant) => builder.merchant(merchant),
            None => builder,
        };
        let builder = match &self.root_certificates {
            Some(path) => builder.root_certificates(roots(path)?),
            None => builder,
        };
        let client = match token {
            Token::Fetched(secret) => builder.token(StableToken::new(appid, secret.expose())).build(),
            Token::Given(token) => builder.token(StaticToken::new(token.expose())).build(),
        };
        client.map_err(Failure::of)
    }

    fn api_key(&self, wrong: &mut Wrong) -> Option<Secret> {
        let source = SecretSource { variable: &self.key_env, file: self.key_file.as_ref() };
        needed(
            &source,
            ("商户的 API 密钥（不是 AppSecret）", "the merchant's API key, which is not the AppSecret,"),
            wrong,
        )
    }

    fn token(&self, wrong: &mut Wrong) -> Option<Token> {
        let given = SecretSource { variable: &self.access_token_env, file: None };
        match given.read() {
            Ok(Some(token)) => return Some(Token::Given(token)),
            Ok(None) => {}
            Err(why) => wrong.push(why),
        }
        let source = SecretSource { variable: &self.app_secret_env, file: self.app_secret_file.as_ref() };
        needed(&source, ("公众号的 AppSecret", "the AppSecret of the official account"), wrong).map(Token::Fetched)
    }

    fn host(&self) -> Result<Host> {
        let Some(url) = self.base_url.clone().or_else(|| variable("WXMED_HOST")) else { return Ok(Host::wechat()) };
        let host = if self.insecure_http { Host::insecure_http(&url) } else { Host::parse(&url) };
        host.map_err(|error| match error {
            wxmed::HostError::InsecureHttp => Failure::new(
                "访问其他机器须用 https；若网络可信（如容器中的沙箱），请加 --insecure-http",
                "another machine needs https; in a network that you trust, such as that of a sandbox in a container, use \
                 --insecure-http",
            ),
            error => Failure::of(error),
        })
    }
}

/// Reads a required secret.
fn needed(source: &SecretSource<'_>, (zh, en): (&str, &str), wrong: &mut Wrong) -> Option<Secret> {
    match source.read() {
        Ok(Some(secret)) => return Some(secret),
        Ok(None) => wrong.push(source.how(zh, en)),
        Err(why) => wrong.push(why),
    }
    None
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The merchant that the environment describes.
fn merchant(appid: &str) -> Option<Merchant> {
    let (appid, mch_id) = (appid.to_owned(), variable("WXMED_MCH_ID")?);
    Some(match variable("WXMED_SUB_MCH_ID") {
        None => Merchant::Own { appid, mch_id },
        Some(sub_mch_id) => Merchant::SubMerchant { appid, mch_id, sub_appid: variable("WXMED_SUB_APPID"), sub_mch_id },
    })
}

fn roots(path: &PathBuf) -> Result<RootCertificates> {
    let shown = path.display();
    let pem = fs::read(path).map_err(|error| {
        Failure::new(format!("{shown} 无法读取：{error}"), format!("{shown} cannot be read: {error}"))
    })?;
    RootCertificates::from_pem(&pem).map_err(Failure::of)
}

fn all(wrong: &Wrong) -> Failure {
    let lines = |text: fn(&Bilingual) -> &str| wrong.iter().map(text).collect::<Vec<_>>().join("\n  ");
    Failure::new(lines(|message| &message.zh), lines(|message| &message.en))
}
