//! The request and the response that every contender processes.
#![allow(dead_code, reason = "each bench uses its own part of the support")]

use std::collections::BTreeMap;

use wxmed::payinsurance::Preregister;
use wxmed::{ApiKey, Valid};

pub(crate) const KEY: &str = "192006250b4c09247ec02edce69f6a2d";
pub(crate) const SIGNATURE: &str = "39E90DD6A40C4FFC0E33AA1F25F27638";
pub(crate) const REQUEST: &str = include_str!("../../../tests/fixtures/request.json");
pub(crate) const RESPONSE: &str = include_str!("../../../tests/fixtures/response.xml");

pub(crate) fn key() -> ApiKey {
    ApiKey::new(KEY)
}

/// Names and texts of the request.
pub(crate) fn fields() -> BTreeMap<String, String> {
    serde_json::from_str(REQUEST).expect("the fixture is a flat object of texts")
}

pub(crate) fn request() -> Valid<Preregister> {
    let fields = fields();
    let request = Preregister::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let request = request.expect("the fixture is a valid request");
    let signed = request.sign(&key()).expect("the nonce is fixed");
    assert_eq!(signed.body.signature().as_str(), SIGNATURE);
    request
}

/// The bytes whose MD5 is the signature of the request.
pub(crate) fn signed_string(_: &Valid<Preregister>) -> String {
    canonical(&fields())
}

/// The bytes whose MD5 is the signature of the response.
pub(crate) fn response_signed_string() -> String {
    let fields = wxmed::codec::xml::read(RESPONSE.as_bytes()).expect("the fixture is a response");
    canonical(&fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
}

fn canonical(fields: &BTreeMap<String, String>) -> String {
    let signed = fields.iter().filter(|(name, text)| !text.is_empty() && *name != "sign");
    signed.map(|(name, text)| format!("{name}={text}&")).collect::<String>() + "key=" + KEY
}
