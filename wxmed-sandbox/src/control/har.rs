//! An exchange as an HTTP archive (HAR), which `wxmed check` and browsers can read.

use std::borrow::Cow;

use serde_json::{Value, json};
use wxmed::spec::schema::Privacy;

use super::base64;
use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::{Header, headers};
use super::exchanges::found;
use super::input::Query;
use super::json::{encoded, timestamp};
use super::masked::{is_secret, masked};
use crate::account::Account;
use crate::history::RecordedCall;
use crate::http::{HttpRequest, HttpResponse};

pub(super) fn archive(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let found = found(call)?;
    let document = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "wxmed sandbox", "version": env!("CARGO_PKG_VERSION") },
        "entries": [entry(&found, call.platform.base(), call.platform.account())],
    } });
    Ok(ControlResponse::Json(200, encoded(&document)))
}

fn entry(call: &RecordedCall, base: &str, account: &Account) -> Value {
    let elapsed = call.wait.map_or(call.elapsed, |wait| wait.elapsed).as_secs_f64() * 1000.0;
    json!({
        "startedDateTime": timestamp(call.at),
        "time": elapsed,
        "request": request(&call.request, base, account),
        "response": response(&call.reply.response, account),
        "cache": {},
        "timings": { "send": 0, "wait": elapsed, "receive": 0 },
        "comment": call.outcome.to_string(),
    })
}

fn request(request: &HttpRequest, base: &str, account: &Account) -> Value {
    let parameters = form_urlencoded::parse(request.query.as_bytes());
    let parameters: Vec<(String, String)> = parameters
        .map(|(name, value)| {
            let value = if is_secret(&name) { Privacy::MASK.to_owned() } else { masked(&value, account) };
            (name.into_owned(), value)
        })
        .collect();
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&parameters).finish();
    let url = [base, &request.path, if query.is_empty() { "" } else { "?" }, &query].concat();
    let mut value = json!({
        "method": request.method,
        "url": masked(&url, account),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": shown_headers(&request.headers, account),
        "queryString": parameters.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": request.body.len(),
    });
    if let (false, Some(value)) = (request.body.is_empty(), value.as_object_mut()) {
        let kind = request.header("content-type").unwrap_or_default();
        value.insert("postData".to_owned(), posted(&kind, &request.body, account));
    }
    value
}

/// HAR defines no encoding for posted data, so Base64 is named in a comment.
fn posted(kind: &str, body: &[u8], account: &Account) -> Value {
    match text(body, account) {
        Some(text) => json!({ "mimeType": kind, "text": text }),
        None => json!({ "mimeType": kind, "text": base64::encode(body), "comment": "base64" }),
    }
}

/// A body as text, without credentials; `None` if it is saved as bytes. Bytes that contain credentials are not.
fn text(body: &[u8], account: &Account) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let masked = masked(&text, account);
    (matches!(text, Cow::Borrowed(_)) || masked != text).then_some(masked)
}

fn shown_headers(all: &[(String, String)], account: &Account) -> Vec<Value> {
    let shown = |header: Header<'_>| json!({ "name": header.name, "value": masked(&header.value, account) });
    headers(all).into_iter().map(shown).collect()
}

fn response(response: &HttpResponse, account: &Account) -> Value {
    let kind = response.header("content-type").unwrap_or_default();
    let mut content = json!({ "size": response.body.len(), "mimeType": kind });
    if let Some(content) = content.as_object_mut() {
        match text(&response.body, account) {
            Some(text) => content.insert("text".to_owned(), text.into()),
            None => {
                content.insert("encoding".to_owned(), "base64".into());
                content.insert("text".to_owned(), base64::encode(&response.body).into())
            }
        };
    }
    json!({
        "status": response.status,
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": shown_headers(&response.headers, account),
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        // The size on the wire, which isn't known of a compressed body.
        "bodySize": match response.header("content-encoding") {
            None => i64::try_from(response.body.len()).unwrap_or(-1),
            Some(_) => -1,
        },
    })
}
