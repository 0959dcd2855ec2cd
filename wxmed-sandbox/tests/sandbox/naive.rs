//! A hand-written client like those of hospitals, with any of the known mistakes. It shares no code with the library.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

/// The IDs of the mistakes that it can make.
pub(crate) const MISTAKES: [&str; 15] = [
    "zero-dropped",
    "empty-kept",
    "cdata-signed",
    "entities-signed",
    "gbk-signed",
    "case-insensitive-sort",
    "not-sorted",
    "values-trimmed",
    "url-encoded",
    "app-secret-as-key",
    "key-missing",
    "key-case",
    "hmac-for-md5",
    "lower-case-hex",
    "sign-included",
];

pub(crate) struct Client<'a> {
    pub(crate) key: &'a str,
    pub(crate) app_secret: &'a str,
    pub(crate) mistakes: Vec<&'a str>,
    pub(crate) encoding: Encoding,
}

/// How it encodes values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Cdata,
    Escaped,
}

type Params = [(String, String)];

impl Client<'_> {
    fn makes(&self, mistake: &str) -> bool {
        self.mistakes.contains(&mistake)
    }

    /// The signed body.
    pub(crate) fn body(&self, params: &Params) -> Vec<u8> {
        let sign = self.sign(params);
        let mut xml = String::from("<xml>");
        for (name, value) in params {
            xml += &match self.encoding {
                Encoding::Cdata => format!("<{name}><![CDATA[{value}]]></{name}>"),
                Encoding::Escaped => {
                    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&#62;");
                    format!("\n  <{name}>{value}</{name}>")
                }
            };
        }
        xml += &format!("<sign>{sign}</sign></xml>");
        xml.into_bytes()
    }

    pub(crate) fn sign(&self, params: &Params) -> String {
        let mut params = params.to_vec();
        if self.makes("sign-included") {
            params.push(("sign".to_owned(), self.hashed(&params)));
        }
        self.hashed(&params)
    }

    fn hashed(&self, params: &Params) -> String {
        let mut list: Vec<(String, Vec<u8>)> = Vec::new();
        for (name, value) in params {
            let value = if self.makes("values-trimmed") { value.trim() } else { value };
            if (self.makes("zero-dropped") && value == "0") || (!self.makes("empty-kept") && value.is_empty()) {
                continue;
            }
            list.push((name.clone(), self.form(name, value)));
        }
        if self.makes("case-insensitive-sort") {
            list.sort_by_key(|(name, _)| name.to_lowercase());
        } else if !self.makes("not-sorted") {
            list.sort();
        }
        let joined: Vec<Vec<u8>> =
            list.into_iter().map(|(name, value)| [name.as_bytes(), b"=", &value].concat()).collect();
        let mut text = joined.join(&b"&"[..]);
        let mut key = if self.makes("app-secret-as-key") { self.app_secret } else { self.key }.to_owned();
        if self.makes("key-case") {
            key = key.to_uppercase();
        }
        if !self.makes("key-missing") {
            text.extend_from_slice(format!("&key={key}").as_bytes());
        }
        let digest = if self.makes("hmac-for-md5") {
            let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
            mac.update(&text);
            mac.finalize().into_bytes().to_vec()
        } else {
            Md5::digest(&text).to_vec()
        };
        let hex = |byte: u8| if self.makes("lower-case-hex") { format!("{byte:02x}") } else { format!("{byte:02X}") };
        digest.into_iter().map(hex).collect()
    }

    fn form(&self, name: &str, value: &str) -> Vec<u8> {
        // The signature contains no special characters, and isn't sent in CDATA.
        if name == "sign" {
            return value.as_bytes().to_vec();
        }
        let mut value = value.to_owned();
        if self.makes("entities-signed") {
            value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        }
        if self.makes("cdata-signed") {
            value = format!("<![CDATA[{value}]]>");
        }
        let bytes =
            if self.makes("gbk-signed") { encoding_rs::GBK.encode(&value).0.into_owned() } else { value.into_bytes() };
        if !self.makes("url-encoded") {
            return bytes;
        }
        let encoded = bytes.into_iter().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            byte => format!("%{byte:02X}"),
        });
        encoded.collect::<String>().into_bytes()
    }
}
