//! The command line.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use wxmed_sandbox::{Account, Authority, FromJsonError, Settings, Specs, SpecsError, SubMerchant, TokenErrors, User};
use wxmed_tools::export_openapi;

use crate::end::{Failure, Result};

/// Simulate the platform on this machine, for development and tests.
///
/// The account, its keys and the users are made up, and are printed when the sandbox starts, followed by each call. Only this
/// machine can reach the sandbox, unless --bind is given.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 selects a free port, which is printed
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// The address to listen on; use 0.0.0.0 for all addresses, for example in a container
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// An additional name to accept in the Host header of requests, for example that of a container
    #[arg(long, value_name = "NAME", value_parser = host_name)]
    allow_host: Vec<String>,
    /// The token that calls of the control API need as `Authorization: Bearer TOKEN`; without --bind, none is needed
    #[arg(long, value_name = "TOKEN", value_parser = token)]
    control_token: Option<String>,
    /// Don't serve the web console; the control API stays
    #[arg(long)]
    no_console: bool,
    /// A JSON file with the account, as GET /sandbox/v1/account returns it
    #[arg(long, value_name = "FILE")]
    account: Option<PathBuf>,
    /// A JSON file with the people, as GET /sandbox/v1/people returns them
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// A file that keeps people, cards, orders, messages and tokens; a new one begins with --people
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Serve HTTPS, with a certificate authority that is made and printed; the certificate is also for api.weixin.qq.com
    #[arg(long)]
    tls: bool,
    /// A PEM file that keeps the authority of --tls and its key, so that clients have to trust it only once; it is made if it
    /// is not there
    #[arg(long, value_name = "FILE", requires = "tls")]
    tls_authority: Option<PathBuf>,
    /// How calls are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Log::Text)]
    pub(crate) log: Log,
    /// The account's appid; by default that of the documentation's examples
    #[arg(long, value_name = "APPID", value_parser = identifier)]
    appid: Option<String>,
    /// The account's merchant number; by default that of the documentation's examples
    #[arg(long, value_name = "MCH_ID", value_parser = identifier)]
    mch_id: Option<String>,
    /// A sub-merchant, with its appid if it has one. Makes the account a service provider's, whose requests must name one
    #[arg(long, value_name = "SUB_MCH_ID[:SUB_APPID]", value_parser = sub_merchant)]
    sub_merchant: Vec<SubMerchant>,
    /// A folder or file of additional specs; a file replaces the included one with the same name
    #[arg(long, value_name = "DIR")]
    specs: Vec<PathBuf>,
    /// The format in which a rejected access token is reported
    #[arg(long, value_name = "SHAPE", value_enum, default_value_t = Shape::Gateway)]
    token_errors: Shape,
    /// The content to validate request_content against if its outermost key identifies none
    #[arg(long, value_name = "NAME")]
    content: Option<String>,
}

/// The port that the documentation's examples use.
const PORT: u16 = 8377;

/// How calls are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    /// For people, with a description of what is wrong
    Text,
    /// A JSON object a line, as GET /sandbox/v1/exchanges lists them, and nothing else
    Json,
}

/// The format in which a rejected access token is reported.
#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    /// JSON with an errcode
    Gateway,
    /// XML with an err_code
    Envelope,
}

/// Parses a name as in a `Host` header, without a port.
fn host_name(text: &str) -> std::result::Result<String, String> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if text.is_empty() || !text.chars().all(is_of_name) {
        return Err("write the name alone, without scheme and port，只写主机名，不带协议与端口".to_owned());
    }
    Ok(text.to_owned())
}

/// Parses a token, which must be a valid header value.
fn token(text: &str) -> std::result::Result<String, String> {
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err("write visible ASCII characters without spaces，应由可见的 ASCII 字符组成，不含空格".to_owned());
    }
    Ok(text.to_owned())
}

/// Parses an appid or a merchant number.
fn identifier(text: &str) -> std::result::Result<String, String> {
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return Err("write letters and digits，应由字母与数字组成".to_owned());
    }
    Ok(text.to_owned())
}

fn sub_merchant(text: &str) -> std::result::Result<SubMerchant, String> {
    let (mch_id, appid) = text.split_once(':').map_or((text, None), |(mch_id, appid)| (mch_id, Some(appid)));
    let is_wrong = identifier(mch_id).is_err() || appid.is_some_and(|appid| identifier(appid).is_err());
    let sub = SubMerchant::new(mch_id);
    match (is_wrong, appid) {
        (true, _) => Err("write SUB_MCH_ID or SUB_MCH_ID:SUB_APPID，写作 子商户号 或 子商户号:子商户 appid".to_owned()),
        (false, Some(appid)) => Ok(sub.with_appid(appid)),
        (false, None) => Ok(sub),
    }
}

impl Arguments {
    /// The settings according to the arguments, and the specs in them.
    pub(crate) fn settings(self) -> Result<(Settings, Specs)> {
        let specs = self.read_specs().map_err(Failure::of)?;
        let shape = match self.token_errors {
            Shape::Gateway => TokenErrors::Gateway,
            Shape::Envelope => TokenErrors::Envelope,
        };
        let account = match &self.account {
            Some(path) => read(path, Account::from_json)?,
            None => Account::sample(),
        };
        let account = self.sub_merchant.into_iter().fold(account, Account::with_sub_merchant);
        let account = self.appid.into_iter().fold(account, Account::with_appid);
        let account = self.mch_id.into_iter().fold(account, Account::with_mch_id);
        let settings = Settings::default().account(account).address(self.bind).port(self.port);
        let settings = self.allow_host.into_iter().fold(settings, Settings::allow_host);
        let settings = self.control_token.into_iter().fold(settings, Settings::control_token);
        let settings = if self.no_console { settings.without_console() } else { settings };
        let settings = match &self.people {
            Some(path) => settings.people(read(path, User::list_from_json)?),
            None => settings,
        };
        let settings = match (self.tls, self.tls_authority) {
            (false, _) => settings,
            (true, None) => settings.tls(Authority::New),
            (true, Some(path)) => settings.tls(Authority::Kept(path)),
        };
        let settings = self.data.into_iter().fold(settings, Settings::data);
        // The server URL is relative to the URL of the document.
        let operations = export_openapi(specs.model(), &["/"]);
        let settings = settings.specs(specs.clone()).operations_document(operations).token_errors(shape);
        let settings = match self.content {
            Some(name) => settings.content(name),
            None => settings,
        };
        Ok((settings, specs))
    }

    fn read_specs(&self) -> std::result::Result<Specs, SpecsError> {
        if self.specs.is_empty() { Ok(Specs::shipped()) } else { Specs::shipped_with(&self.specs) }
    }
}

/// Reads a file with an account or with people.
fn read<T>(path: &Path, parse: fn(&str) -> std::result::Result<T, FromJsonError>) -> Result<T> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("{shown} 无法读取：{error}"), format!("{shown} cannot be read: {error}"))
    })?;
    parse(&text).map_err(|error| Failure::new(format!("{shown}：{error:#}"), format!("{shown}: {error}")))
}
