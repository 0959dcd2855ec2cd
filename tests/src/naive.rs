//! Signing as the vendor describes it: a map, a string, one hash. It uses no code of the library.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

/// The key of the official sample.
pub const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

/// The signature of fields in any order.
pub fn sign<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    upper(&Md5::digest(string_to_sign(fields).as_bytes()))
}

/// The same with HMAC-SHA256.
///
/// # Panics
/// Never: a key may have any length.
pub fn sign_hmac<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hmac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("a key of any length");
    hmac.update(string_to_sign(fields).as_bytes());
    upper(&hmac.finalize().into_bytes())
}

fn upper(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn string_to_sign<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let sorted: BTreeMap<_, _> = fields.into_iter().collect();
    let mut text = String::new();
    for (name, value) in sorted {
        if name != "sign" && !value.is_empty() {
            text += &format!("{name}={value}&");
        }
    }
    text + &format!("key={KEY}")
}

/// A response without a signature. The values must not contain `]]>`.
pub fn unsigned_response(fields: &[(&str, &str)]) -> String {
    let elements: String = fields.iter().map(|(name, text)| format!("<{name}><![CDATA[{text}]]></{name}>\n")).collect();
    format!("<xml>\n{elements}</xml>")
}

/// A response with its signature. The values must not contain `]]>`.
pub fn signed_response(fields: &[(&str, &str)]) -> String {
    let sign = sign(fields.iter().copied());
    unsigned_response(&[fields, &[("sign", &sign)]].concat())
}
