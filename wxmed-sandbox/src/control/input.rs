//! Parses the body and the query of a call.

use std::collections::BTreeMap;

use form_urlencoded::parse;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wxmed::codec::xml::MAX_BODY;

use super::error::ControlError;
use crate::http::HttpRequest;
use crate::json_object::Known;

/// Parses the body as a JSON object.
pub(super) fn body<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, ControlError> {
    body_up_to(request, MAX_BODY)
}

/// Parses the body as a JSON object, with this limit on its size in bytes.
pub(super) fn body_up_to<T: DeserializeOwned>(request: &HttpRequest, most: usize) -> Result<T, ControlError> {
    if request.body.len() > most {
        return Err(ControlError::too_large(most));
    }
    let known: Known<T> = serde_json::from_slice(&request.body).map_err(|error| {
        ControlError::bad_request(
            format!("请求体不是所需的 JSON 对象：{error}"),
            format!("the body is not the JSON object that is needed: {error}"),
        )
    })?;
    checked(known, "")
}

/// Returns the object, or an error if it has unknown keys. `name` is its key in the body, or empty for the body itself.
pub(super) fn checked<T>(object: Known<T>, name: &str) -> Result<T, ControlError> {
    object.checked().map_err(|unknown| {
        let (zh, en) = if name.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("{name} 中"), format!(" in {name}"))
        };
        ControlError::bad_request(
            format!("{zh}有未知的键：{}", unknown.join("、")),
            format!("unknown keys{en}: {}", unknown.join(", ")),
        )
    })
}

/// Checks that the body is empty, or an empty object.
pub(super) fn no_body(request: &HttpRequest) -> Result<(), ControlError> {
    #[derive(Deserialize)]
    struct Nothing {}
    if request.body.is_empty() { Ok(()) } else { body::<Nothing>(request).map(|Nothing {}| ()) }
}

/// The parameters of a query. Each has a known name and occurs once.
pub(super) struct Query(BTreeMap<String, String>);

impl Query {
    pub(super) fn of(request: &HttpRequest, known: &[&str]) -> Result<Self, ControlError> {
        let mut parameters = BTreeMap::new();
        let mut wrong = Vec::new();
        for (name, value) in parse(request.query.as_bytes()) {
            let is_known = known.contains(&&*name);
            if !is_known || parameters.insert(name.to_string(), value.into_owned()).is_some() {
                wrong.push(name.into_owned());
            }
        }
        if wrong.is_empty() {
            return Ok(Self(parameters));
        }
        let wrong = wrong.join(", ");
        let (zh, en) = match known {
            [] => ("此路径没有查询参数".to_owned(), "this path has none".to_owned()),
            known => (format!("可用：{}", known.join("、")), format!("known are {}", known.join(", "))),
        };
        Err(ControlError::bad_request(
            format!("查询参数未知或重复：{wrong}（{zh}）"),
            format!("unknown or repeated query parameters: {wrong} ({en})"),
        ))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A number, up to a maximum.
    pub(super) fn number(&self, name: &str, most: usize) -> Result<Option<usize>, ControlError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| *number <= most);
        number.map(Some).ok_or_else(|| {
            ControlError::bad_request(
                format!("查询参数 {name} 应为 0 至 {most} 的整数"),
                format!("the query parameter {name} must be an integer from 0 to {most}"),
            )
        })
    }
}
