//! The JSON responses of the gateway in front of the interface.

use serde::Serialize;

use crate::http::HttpResponse;

/// The parameter with the token of a call.
pub(crate) const ACCESS_TOKEN: &str = "access_token";

const JSON: &str = "application/json; charset=utf-8";

/// An error of the gateway: the code, and the beginning of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GatewayError {
    pub(crate) code: u32,
    pub(crate) text: &'static str,
}

const fn error(code: u32, text: &'static str) -> GatewayError {
    GatewayError { code, text }
}

pub(crate) const INVALID_CREDENTIAL: GatewayError =
    error(40001, "invalid credential, access_token is invalid or not latest");
pub(crate) const INVALID_GRANT_TYPE: GatewayError = error(40002, "invalid grant_type");
pub(crate) const INVALID_APPID: GatewayError = error(40013, "invalid appid");
pub(crate) const INVALID_TOKEN: GatewayError = error(40014, "invalid access_token");
pub(crate) const INVALID_SECRET: GatewayError = error(40125, "invalid appsecret");
/// The endpoints' older error for a wrong AppSecret.
pub(crate) const INVALID_SECRET_CREDENTIAL: GatewayError = error(40001, "invalid credential");
pub(crate) const TOKEN_MISSING: GatewayError = error(41001, "access_token missing");
pub(crate) const APPID_MISSING: GatewayError = error(41002, "appid missing");
pub(crate) const SECRET_MISSING: GatewayError = error(41004, "appsecret missing");
pub(crate) const TOKEN_EXPIRED: GatewayError = error(42001, "access_token expired");
pub(crate) const GET_REQUIRED: GatewayError = error(43001, "require GET method");
pub(crate) const POST_REQUIRED: GatewayError = error(43002, "require POST method");
pub(crate) const DATA_MISSING: GatewayError = error(44002, "empty post data");
pub(crate) const QUOTA_EXCEEDED: GatewayError = error(45009, "reach max api daily quota limit");
pub(crate) const BAD_DATA: GatewayError = error(47001, "data format error");

/// The errors for the token of a request.
const OF_TOKENS: [GatewayError; 4] = [INVALID_CREDENTIAL, INVALID_TOKEN, TOKEN_MISSING, TOKEN_EXPIRED];

impl GatewayError {
    /// The error for a code that rejects a token, with an empty message if the code is unknown.
    pub(crate) fn of_token(code: u32) -> Self {
        OF_TOKENS.into_iter().find(|error| error.code == code).unwrap_or(error(code, "access_token refused"))
    }

    /// Whether a code means that the token of a request was refused.
    pub(crate) fn refuses_token(code: &str) -> bool {
        OF_TOKENS.iter().any(|error| error.code.to_string() == code)
    }

    /// The message with the request's `rid`.
    pub(crate) fn message(self, rid: &str) -> String {
        format!("{} rid: {rid}", self.text)
    }

    /// The response: HTTP 200, as for every error of this gateway.
    pub(crate) fn response(self, rid: &str) -> HttpResponse {
        error_response(self.code, self.message(rid))
    }
}

/// A gateway error defined by a stub.
pub(crate) fn stubbed_error(code: i32, message: &str, rid: &str) -> HttpResponse {
    error_response(code, format!("{message} rid: {rid}"))
}

fn error_response(errcode: impl Serialize, errmsg: String) -> HttpResponse {
    #[derive(Serialize)]
    struct Body<C> {
        errcode: C,
        errmsg: String,
    }
    json(&Body { errcode, errmsg })
}

/// A token and its lifetime in seconds.
pub(crate) fn token(access_token: &str, seconds: u64) -> HttpResponse {
    #[derive(Serialize)]
    struct Body<'a> {
        access_token: &'a str,
        expires_in: u64,
    }
    json(&Body { access_token, expires_in: seconds })
}

fn json(body: &impl Serialize) -> HttpResponse {
    // This can't fail: the keys are fixed, and the values are numbers and strings.
    HttpResponse::of_type(200, JSON, serde_json::to_vec(body).unwrap_or_default())
}
