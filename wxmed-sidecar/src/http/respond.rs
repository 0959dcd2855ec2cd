//! Creates HTTP responses.

use hyper::Response;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use hyper::http::StatusCode;

use super::body::Whole;
use super::options::Writing;
use crate::charset::Charset;
use crate::outcome::ApiResponse;
use crate::problem::Problem;

/// Marks the response of an earlier call with the same key.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A response with JSON.
pub(super) fn json(response: ApiResponse, writing: Writing) -> Response<Whole> {
    let status = if writing.is_always_ok { 200 } else { response.status };
    let content_type = match writing.charset {
        Charset::Utf8 => HeaderValue::from_static("application/json; charset=utf-8"),
        Charset::Gbk => HeaderValue::from_static("application/json; charset=gbk"),
        Charset::Gb18030 => HeaderValue::from_static("application/json; charset=gb18030"),
    };
    whole(status, content_type, writing.charset.encode_json(response.body))
}

/// A response to a call.
pub(super) fn call(response: ApiResponse, is_repeated: bool, writing: Writing) -> Response<Whole> {
    let mut response = json(response, writing);
    if is_repeated {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

/// A response to a request that is refused.
pub(super) fn problem(problem: &Problem, writing: Writing) -> Response<Whole> {
    let mut response = json(ApiResponse::from(problem), writing);
    let headers = response.headers_mut();
    match problem {
        Problem::Method { allowed } => {
            headers.insert(ALLOW, HeaderValue::from_static(allowed));
        }
        Problem::Unauthorized => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        Problem::TooMany | Problem::Incomplete | Problem::Stopping | Problem::NotReady => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        Problem::NoSuchPath
        | Problem::NoSuchAction { .. }
        | Problem::UnknownOperation(_)
        | Problem::UnknownMerchant
        | Problem::ForeignHost
        | Problem::Browser { .. }
        | Problem::Forbidden
        | Problem::NoHttp
        | Problem::HeadTooLarge
        | Problem::TwoLengths
        | Problem::TransferCoding
        | Problem::TooLarge { .. }
        | Problem::MediaType
        | Problem::Malformed(_)
        | Problem::Panicked
        | Problem::Internal(_) => {}
    }
    if problem.ends_connection() { closing(response) } else { response }
}

/// A response with another body.
pub(super) fn text(content_type: &'static str, body: impl Into<Vec<u8>>) -> Response<Whole> {
    whole(200, HeaderValue::from_static(content_type), body.into())
}

/// Closes the connection after this response.
pub(super) fn closing(mut response: Response<Whole>) -> Response<Whole> {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn whole(status: u16, content_type: HeaderValue, body: Vec<u8>) -> Response<Whole> {
    let mut response = Response::new(Whole::new(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, content_type);
    // Responses contain patients' data.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}
