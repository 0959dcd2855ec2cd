//! Shared by the tests: the public sample key, and an independent signer.
#![allow(dead_code)]

use std::collections::BTreeMap;

use md5::{Digest, Md5};
use wxmed::ApiKey;

pub(crate) const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

pub(crate) const RESPONSE: &[u8] = include_bytes!("../../../tests/fixtures/response.xml");

pub(crate) fn key() -> ApiKey {
    ApiKey::new(KEY)
}

/// The fields of the sample request, sorted.
pub(crate) fn request() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../../tests/fixtures/request.json")).unwrap()
}

pub(crate) fn pairs(fields: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

/// The signature as WeChat documents it: sort the fields, join them to one string, hash it.
pub(crate) fn naive_sign<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let sorted: BTreeMap<_, _> = fields.into_iter().collect();
    let mut text = String::new();
    for (name, value) in sorted {
        if name != "sign" && !value.is_empty() {
            text += &format!("{name}={value}&");
        }
    }
    text += &format!("key={KEY}");
    Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02X}")).collect()
}

/// A body of plain CDATA elements, signed by the naive signer.
pub(crate) fn signed_body(fields: &[(&str, &str)]) -> String {
    let sign = naive_sign(fields.iter().copied());
    let mut body = unsigned_body(fields);
    body.insert_str(body.len() - "</xml>".len(), &format!("<sign><![CDATA[{sign}]]></sign>"));
    body
}

pub(crate) fn unsigned_body(fields: &[(&str, &str)]) -> String {
    let elements: String =
        fields.iter().map(|(name, value)| format!("<{name}><![CDATA[{value}]]></{name}>\n")).collect();
    format!("<xml>\n{elements}</xml>")
}

/// Pseudo-random numbers that are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}
