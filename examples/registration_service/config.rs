//! The configuration from the environment: the account at the platform, the hospital, and the addresses to listen on.

use std::fmt;
use std::net::{AddrParseError, SocketAddr};
use std::path::PathBuf;

use wxmed::{ApiKey, BuildError, Client, Host, Merchant, Observer, Secret, StableToken};
use wxmed_examples::Result;

const DEFAULT_LISTEN: &str = "127.0.0.1:8380";
const DEFAULT_INTERNAL_LISTEN: &str = "127.0.0.1:8381";
const DEFAULT_DATABASE: &str = "registrations.sqlite";

pub(crate) struct Config {
    host: Host,
    appid: String,
    app_secret: Secret,
    api_key: ApiKey,
    merchant: Merchant,
    pub(crate) hospital: Hospital,
    pub(crate) listen: SocketAddr,
    pub(crate) internal_listen: SocketAddr,
    pub(crate) database: PathBuf,
}

/// The fields of every registration about the hospital.
#[derive(Clone)]
pub(crate) struct Hospital {
    pub(crate) name: String,
    /// The institution code that the bureau gave to the hospital.
    pub(crate) code: String,
    pub(crate) operator_code: String,
    pub(crate) operator_name: String,
    /// The page that WeChat opens for patients who have bound their card.
    pub(crate) card_bound_url: String,
}

impl Config {
    /// Reads the configuration from variables, such as those of the environment.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let mut variables = Variables { variable, missing: Vec::new() };
        let host = variables.optional("WXMED_HOST");
        let (appid, mch_id) = (variables.required("WXMED_APPID"), variables.required("WXMED_MCH_ID"));
        let app_secret = Secret::new(variables.required("WXMED_APP_SECRET"));
        let api_key = ApiKey::new(variables.required("WXMED_API_KEY"));
        let merchant = match variables.optional("WXMED_SUB_MCH_ID") {
            None => Merchant::Own { appid: appid.clone(), mch_id },
            Some(sub_mch_id) => {
                let sub_appid = variables.optional("WXMED_SUB_APPID");
                Merchant::SubMerchant { appid: appid.clone(), mch_id, sub_appid, sub_mch_id }
            }
        };
        let hospital = Hospital {
            name: variables.required("HOSPITAL_NAME"),
            code: variables.required("HOSPITAL_CODE"),
            operator_code: variables.required("HOSPITAL_OPERATOR_CODE"),
            operator_name: variables.required("HOSPITAL_OPERATOR_NAME"),
            card_bound_url: variables.required("HOSPITAL_CARD_BOUND_URL"),
        };
        let listen = variables.address("LISTEN", DEFAULT_LISTEN);
        let internal_listen = variables.address("INTERNAL_LISTEN", DEFAULT_INTERNAL_LISTEN);
        let database = variables.optional("DATABASE").unwrap_or_else(|| DEFAULT_DATABASE.to_owned()).into();
        if !variables.missing.is_empty() {
            return Err(Missing(variables.missing).into());
        }
        let host = host.map_or_else(|| Ok(Host::wechat()), |host| Host::parse(&host))?;
        let (listen, internal_listen) = (listen?, internal_listen?);
        Ok(Self { host, appid, app_secret, api_key, merchant, hospital, listen, internal_listen, database })
    }

    /// The client for the whole program.
    pub(crate) fn client(&self, observer: impl Observer + 'static) -> Result<Client, BuildError> {
        Client::builder(self.api_key.clone())
            .token(StableToken::new(&*self.appid, self.app_secret.expose()))
            .host(self.host.clone())
            .merchant(self.merchant.clone())
            .observer(observer)
            .build()
    }
}

/// Reads variables, and collects the missing ones.
struct Variables<F> {
    variable: F,
    missing: Vec<&'static str>,
}

impl<F: Fn(&str) -> Option<String>> Variables<F> {
    fn optional(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    fn required(&mut self, name: &'static str) -> String {
        self.optional(name).unwrap_or_else(|| {
            self.missing.push(name);
            String::new()
        })
    }

    fn address(&self, name: &str, default: &str) -> Result<SocketAddr, AddrParseError> {
        self.optional(name).unwrap_or_else(|| default.to_owned()).parse()
    }
}

/// Variables that must be set and aren't.
#[derive(Debug)]
struct Missing(Vec<&'static str>);

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.join(", ");
        match f.alternate() {
            false => write!(f, "set these variables, or unset all that begin with WXMED_ to start a sandbox: {names}"),
            true => write!(f, "请设置以下环境变量，或清除所有以 WXMED_ 开头的变量以启动沙箱：{names}"),
        }
    }
}

impl std::error::Error for Missing {}
