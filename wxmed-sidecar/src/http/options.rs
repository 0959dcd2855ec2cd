//! The options of a request, from the URL's parameters and from headers.

use form_urlencoded::parse;
use hyper::header::{ACCEPT, CONTENT_TYPE};
use hyper::http::request::Parts;
use wxmed::Bilingual;

use crate::charset::Charset;
use crate::identity_number;
use crate::input::{BodyFormat, NameMatching, Reading};
use crate::problem::Problem;

/// How a response is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Writing {
    /// The character set.
    pub(super) charset: Charset,
    /// Whether the status is 200 even for an error, for components that can't read the body otherwise.
    pub(super) is_always_ok: bool,
}

/// The options of a request.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) reading: Reading,
    /// The name of the merchant.
    pub(super) merchant: Option<String>,
    pub(super) key: Option<String>,
}

/// The header with the caller's own key.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

impl Writing {
    /// Reads the valid options of a head. They also apply to error responses.
    pub(super) fn of(head: &Parts) -> Self {
        let query = head.uri.query().unwrap_or_default();
        let last = |name: &str| parse(query.as_bytes()).filter(|(key, _)| key == name).last().map(|(_, value)| value);
        let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
        let of_header = |text| Charset::of_header(text).ok().flatten();
        let charset = last("charset").and_then(|label| Charset::by_label(&label));
        let charset = charset.or_else(|| header(ACCEPT).and_then(of_header));
        let charset = charset.or_else(|| header(CONTENT_TYPE).and_then(of_header));
        Self { charset: charset.unwrap_or_default(), is_always_ok: last("status").as_deref() == Some("200") }
    }
}

impl Options {
    /// Reads only the merchant, for notifications of the platform.
    pub(super) fn merchant(head: &Parts) -> Option<String> {
        let named = parse(head.uri.query().unwrap_or_default().as_bytes()).find(|(name, _)| name == "merchant");
        named.map(|(_, value)| value.into_owned())
    }

    pub(super) fn of(head: &Parts) -> Result<Self, Problem> {
        let content_type = match head.headers.get(CONTENT_TYPE).map(|value| value.to_str()) {
            None => "",
            Some(Ok(text)) => text,
            Some(Err(_)) => return Err(Problem::MediaType),
        };
        let of_header = Charset::of_header(content_type).map_err(|_| Problem::MediaType)?;
        let mut options = Self {
            reading: Reading {
                format: BodyFormat::of_header(content_type).ok_or(Problem::MediaType)?,
                charset: of_header.unwrap_or_default(),
                matching: NameMatching::Exact,
            },
            merchant: None,
            key: key(head)?,
        };
        for (name, value) in parse(head.uri.query().unwrap_or_default().as_bytes()) {
            match (&*name, &*value) {
                ("status", "200") => {}
                ("names", "any-case") => options.reading.matching = NameMatching::AnyCase,
                ("merchant", name) if !name.is_empty() => options.merchant = Some(name.to_owned()),
                ("charset", label) => {
                    let charset = Charset::by_label(label).ok_or_else(|| wrong("charset", "utf-8, gbk, gb18030"))?;
                    options.reading.charset = of_header.unwrap_or(charset);
                }
                ("status", _) => return Err(wrong("status", "200")),
                ("names", _) => return Err(wrong("names", "any-case")),
                _ => return Err(Problem::Malformed(UNKNOWN_PARAMETER)),
            }
        }
        Ok(options)
    }
}

const UNKNOWN_PARAMETER: Bilingual = Bilingual::of(
    "URL 中有未知的参数；可用：status、charset、names、merchant",
    "the URL has an unknown parameter; there are status, charset, names, merchant",
);

fn wrong(name: &str, values: &str) -> Problem {
    Problem::Malformed(Bilingual::new(
        format!("URL 的参数 {name} 应为：{values}"),
        format!("the parameter `{name}` of the URL must be one of: {values}"),
    ))
}

fn key(head: &Parts) -> Result<Option<String>, Problem> {
    let mut given = head.headers.get_all(IDEMPOTENCY_KEY).iter();
    let wrong = || {
        Problem::Malformed(Bilingual::of(
            "请求头 Idempotency-Key 应出现一次，值为可打印的 ASCII 字符",
            "the header Idempotency-Key must be given once, with printable ASCII characters",
        ))
    };
    match (given.next(), given.next()) {
        (None, _) => Ok(None),
        (Some(key), None) => match key.to_str() {
            Ok(key) if identity_number::is_in(key) => Err(Problem::Malformed(Bilingual::of(
                "请求头 Idempotency-Key 不能含有身份证号，因为它会被保存：请使用订单号",
                "the header Idempotency-Key must not contain an identity number, because it is kept: use the order number",
            ))),
            Ok(key) if !key.trim().is_empty() => Ok(Some(key.trim().to_owned())),
            Ok(_) | Err(_) => Err(wrong()),
        },
        (Some(_), Some(_)) => Err(wrong()),
    }
}
