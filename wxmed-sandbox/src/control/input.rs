//! Reads what a call sends.

use std::collections::BTreeMap;
use std::fmt;

use form_urlencoded::parse;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use wxmed::codec::xml::MAX_BODY;

use super::error::ControlError;
use crate::http::HttpRequest;

/// A JSON object with its unknown keys.
#[derive(Deserialize)]
pub(super) struct Known<T> {
    #[serde(flatten)]
    known: T,
    #[serde(flatten)]
    unknown: BTreeMap<String, IgnoredAny>,
}

impl<T> Known<T> {
    /// The object, if it has no unknown keys.
    pub(super) fn checked(self, about: &str) -> Result<T, ControlError> {
        if self.unknown.is_empty() {
            return Ok(self.known);
        }
        let names: Vec<&str> = self.unknown.keys().map(String::as_str).collect();
        Err(ControlError::bad_request(
            format!("{about}中有未知的键：{}", names.join("、")),
            format!("unknown keys: {}", names.join(", ")),
        ))
    }
}

/// The JSON object in the body.
pub(super) fn body<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, ControlError> {
    if request.body.len() > MAX_BODY {
        return Err(ControlError::too_large());
    }
    let known: Known<T> = serde_json::from_slice(&request.body).map_err(|error| {
        ControlError::bad_request(
            format!("请求体不是所需的 JSON 对象：{error}"),
            format!("the body is not the JSON object that is needed: {error}"),
        )
    })?;
    known.checked("请求体")
}

/// Checks that the body is empty, or an empty object.
pub(super) fn no_body(request: &HttpRequest) -> Result<(), ControlError> {
    #[derive(Deserialize)]
    struct Nothing {}
    if request.body.is_empty() { Ok(()) } else { body::<Nothing>(request).map(|Nothing {}| ()) }
}

/// The parameters of a query, of which each has a known name and occurs once.
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
        let (wrong, known) = (wrong.join(", "), if known.is_empty() { "—".to_owned() } else { known.join(", ") });
        Err(ControlError::bad_request(
            format!("查询参数未知或重复：{wrong}（可用：{known}）"),
            format!("unknown or repeated query parameters: {wrong} (known are: {known})"),
        ))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A number up to a limit.
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

/// The texts of a JSON object, in its order.
pub(super) struct Pairs(pub(super) Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor)
    }
}
