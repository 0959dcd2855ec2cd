//! An exchange as an HTTP archive (HAR), which `wxmed check` and browsers can read.

use serde_json::{Value, json};
use wxmed::spec::schema::Privacy;

use super::base64;
use super::call::{Answer, Call};
use super::error::ControlError;
use super::exchange::headers;
use super::exchanges::found;
use super::input::Query;
use super::json::{encoded, timestamp};
use crate::history::RecordedCall;
use crate::http::{HttpRequest, HttpResponse};

/// The query parameters that contain credentials.
const SECRETS: [&str; 2] = ["access_token", "secret"];

pub(super) fn archive(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    Query::of(call.request, &[])?;
    let found = found(call)?;
    let document = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "wxmed sandbox", "version": env!("CARGO_PKG_VERSION") },
        "entries": [entry(&found, call.platform.base())],
    } });
    Ok(Answer::Json(200, encoded(&document)))
}

fn entry(call: &RecordedCall, base: &str) -> Value {
    let elapsed = call.elapsed.as_secs_f64() * 1000.0;
    json!({
        "startedDateTime": timestamp(call.at),
        "time": elapsed,
        "request": request(&call.request, base),
        "response": response(&call.reply.response),
        "cache": {},
        "timings": { "send": 0, "wait": elapsed, "receive": 0 },
        "comment": call.outcome.to_string(),
    })
}

fn request(request: &HttpRequest, base: &str) -> Value {
    let parameters = form_urlencoded::parse(request.query.as_bytes());
    let parameters: Vec<(String, String)> = parameters
        .map(|(name, value)| {
            let is_secret = SECRETS.contains(&&*name);
            (name.into_owned(), if is_secret { Privacy::MASK.to_owned() } else { value.into_owned() })
        })
        .collect();
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&parameters).finish();
    let url = [base, &request.path, if query.is_empty() { "" } else { "?" }, &query].concat();
    let mut value = json!({
        "method": request.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&request.headers),
        "queryString": parameters.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": request.body.len(),
    });
    if let (false, Some(value)) = (request.body.is_empty(), value.as_object_mut()) {
        let kind = request.header("content-type").unwrap_or_default();
        value.insert("postData".to_owned(), posted(&kind, &request.body));
    }
    value
}

/// HAR defines no encoding for posted data, so Base64 is named in a comment.
fn posted(kind: &str, body: &[u8]) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => json!({ "mimeType": kind, "text": text }),
        Err(_) => json!({ "mimeType": kind, "text": base64::encode(body), "comment": "base64" }),
    }
}

fn response(response: &HttpResponse) -> Value {
    let kind = response.header("content-type").unwrap_or_default();
    let mut content = json!({ "size": response.body.len(), "mimeType": kind });
    if let Some(content) = content.as_object_mut() {
        match std::str::from_utf8(&response.body) {
            Ok(text) => content.insert("text".to_owned(), text.into()),
            Err(_) => {
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
        "headers": headers(&response.headers),
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": response.body.len(),
    })
}
