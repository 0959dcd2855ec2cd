//! The endpoints that issue access tokens.

mod documented;

use std::time::Duration;

use serde::Deserialize;

use crate::account::Account;
use crate::gateway::{
    self, APPID_MISSING, BAD_DATA, DATA_MISSING, GET_REQUIRED, GatewayError, INVALID_APPID, INVALID_GRANT_TYPE,
    INVALID_SECRET, INVALID_SECRET_CREDENTIAL, POST_REQUIRED, SECRET_MISSING,
};
use crate::http::{HttpRequest, HttpResponse};
use crate::random::Random;
use crate::settings::SecretError;
use crate::tokens::{Fetched, Tokens};

pub(crate) use documented::{Documented, Member, SOURCE};

const PLAIN: &str = "/cgi-bin/token";
const STABLE: &str = "/cgi-bin/stable_token";
const GRANT_TYPE: &str = "client_credential";

/// A token endpoint.
#[derive(Clone, Copy)]
pub(crate) enum Endpoint {
    Plain,
    Stable,
}

/// The credentials in a request for a token.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Credentials {
    grant_type: String,
    appid: String,
    secret: String,
    force_refresh: bool,
}

impl Endpoint {
    /// The names: the last parts of the paths.
    pub(crate) const NAMES: [&str; 2] = ["token", "stable_token"];

    pub(crate) const PATHS: [&'static str; 2] = [PLAIN, STABLE];

    /// The endpoint at a path.
    pub(crate) fn at(path: &str) -> Option<Self> {
        match path {
            PLAIN => Some(Self::Plain),
            STABLE => Some(Self::Stable),
            _ => None,
        }
    }

    /// Issues a token, or returns the error.
    pub(crate) fn issue_token(
        self,
        request: &HttpRequest,
        (account, secret_error): (&Account, SecretError),
        tokens: &mut Tokens,
        (now, random): (Duration, &mut Random),
    ) -> Result<HttpResponse, GatewayError> {
        let credentials = match self {
            Self::Plain => from_query(request)?,
            Self::Stable => from_body(request)?,
        };
        credentials.check(account, secret_error)?;
        let Fetched { token, seconds } = match self {
            Self::Plain => tokens.fetch(now, random)?,
            Self::Stable if credentials.force_refresh => tokens.refresh_stable(now, random)?,
            Self::Stable => tokens.fetch_stable(now, random),
        };
        Ok(gateway::token(token.expose(), seconds))
    }
}

fn from_query(request: &HttpRequest) -> Result<Credentials, GatewayError> {
    if request.method != "GET" {
        return Err(GET_REQUIRED);
    }
    let text = |name| request.parameter(name).unwrap_or_default().into_owned();
    Ok(Credentials {
        grant_type: text("grant_type"),
        appid: text("appid"),
        secret: text("secret"),
        force_refresh: false,
    })
}

fn from_body(request: &HttpRequest) -> Result<Credentials, GatewayError> {
    if request.method != "POST" {
        return Err(POST_REQUIRED);
    }
    if request.body.is_empty() {
        return Err(DATA_MISSING);
    }
    serde_json::from_slice(&request.body).map_err(|_| BAD_DATA)
}

impl Credentials {
    fn check(&self, account: &Account, secret_error: SecretError) -> Result<(), GatewayError> {
        if self.appid.is_empty() {
            Err(APPID_MISSING)
        } else if self.secret.is_empty() {
            Err(SECRET_MISSING)
        } else if self.grant_type != GRANT_TYPE {
            Err(INVALID_GRANT_TYPE)
        } else if self.appid != account.appid() {
            Err(INVALID_APPID)
        } else if self.secret != account.app_secret().expose() {
            Err(match secret_error {
                SecretError::InvalidSecret => INVALID_SECRET,
                SecretError::InvalidCredential => INVALID_SECRET_CREDENTIAL,
            })
        } else {
            Ok(())
        }
    }
}
