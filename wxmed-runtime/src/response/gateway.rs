//! The gateway in front of the interface, which rejects calls with JSON errors.

use serde::Deserialize;
use serde_json::value::RawValue;
use wxmed_core::Json;

use crate::error::{ApiError, Error, MalformedReason, OtherFields, malformed, malformed_with};
use crate::operation::response_context::ResponseContext;
use crate::signed_xml::raw_response::RawResponse;
use crate::signed_xml::xml::{Fault, MAX_BODY, ReadError, encoding_fault};

/// `{"errcode":40001,"errmsg":"invalid credential, … rid: …"}`. All other members are undocumented.
#[derive(Deserialize)]
struct Body<'a> {
    /// Missing if the response contains a token. Treating that as an error would make the JSON parser compute a line
    /// number over the token, which leaves a copy of it in memory.
    #[serde(borrow, default)]
    errcode: Option<&'a RawValue>,
    /// Only a text for people: an unexpected type here must not hide the code.
    #[serde(borrow, default)]
    errmsg: Option<&'a RawValue>,
    /// A field of the envelope, which no gateway uses.
    #[serde(borrow, default)]
    return_code: Option<&'a RawValue>,
    #[serde(borrow, default)]
    result_code: Option<&'a RawValue>,
}

impl Body<'_> {
    /// Whether it reports both an error and a success.
    fn contradicts_itself(&self) -> bool {
        [self.return_code, self.result_code].into_iter().flatten().any(|code| text_of(code.get()).trim() == "SUCCESS")
    }
}

/// Whether the body begins like a JSON object, as no XML does.
pub(crate) fn is_json(body: &[u8]) -> bool {
    json(body).first() == Some(&b'{')
}

/// The error that the gateway reports; its responses are never signed.
pub(crate) fn error(raw: &RawResponse, rules: &ResponseContext<'_>) -> Error {
    if raw.bytes().len() > MAX_BODY {
        let cause = ReadError { fault: Fault::TooLarge, offset: MAX_BODY };
        return malformed(raw, rules, MalformedReason::Xml(cause));
    }
    match api_error(raw, rules) {
        Some(api_error) => Error::Gateway(Box::new(api_error)),
        None => match encoding_fault(raw.bytes()) {
            Some(cause) => malformed(raw, rules, MalformedReason::Xml(cause)),
            None => malformed_with(raw, rules, MalformedReason::Json, others(raw, rules, &[])),
        },
    }
}

/// The undocumented fields of an object that is not an error of this gateway: other gateways use other names for their
/// errors. Documented fields of the operation's responses, tokens and fields that have been read already are left out.
pub(crate) fn others(raw: &RawResponse, rules: &ResponseContext<'_>, read: &[&str]) -> OtherFields {
    const ERROR_FIELDS: [&str; 3] = ["return_msg", "err_code", "err_code_des"];
    const HIDDEN: [&str; 5] = ["access_token", "sign", "nonce_str", "appid", "mch_id"];
    let Ok(Json::Object(entries)) = Json::parse(&String::from_utf8_lossy(json(raw.bytes()))) else {
        return OtherFields::default();
    };
    let is_hidden = |name: &str| HIDDEN.contains(&name) || read.contains(&name) || rules.documented.has(name);
    let is_shown = |name: &str| ERROR_FIELDS.contains(&name) || !is_hidden(name);
    OtherFields::of(entries.iter().filter(|(name, _)| is_shown(name)).filter_map(|(name, value)| match value {
        Json::Text(text) | Json::Number(text) => Some((name.as_str(), text.as_str())),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => None,
    }))
}

/// The gateway's error, if the response is one.
pub(crate) fn api_error(raw: &RawResponse, rules: &ResponseContext<'_>) -> Option<ApiError> {
    // Codes are shorter than telephone numbers: a longer number may be an echoed value, which is masked in its original
    // notation.
    const LONGEST: usize = 10;
    // The message may be in another encoding; the code is ASCII.
    let text = String::from_utf8_lossy(json(raw.bytes()));
    let body = serde_json::from_str::<Body<'_>>(&text).ok()?;
    let is_doubtful = body.contradicts_itself();
    let written = text_of(body.errcode?.get());
    let written = written.trim();
    let number = integer(written).filter(|number| *number != 0)?.to_string();
    let row = rules.gateway.iter().find(|row| row.is_of(&number));
    let code = if number.len() <= LONGEST { &number } else { written };
    let message = body.errmsg.map(|json| text_of(json.get())).unwrap_or_default();
    let api_error = ApiError::new(raw, rules, code, &message, row, None);
    let api_error = api_error.with_others(others(raw, rules, &["errcode", "errmsg"]));
    Some(if is_doubtful { api_error.in_doubt(rules) } else { api_error })
}

/// Codes are integers. Some gateways write them as strings, and some JSON serialisers write every number with decimals.
fn integer(text: &str) -> Option<i64> {
    // Above this, not every integer has an exact floating-point representation.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    text.parse().ok().or_else(|| {
        let number = text.parse::<f64>().ok().filter(|number| number.fract() == 0.0 && number.abs() < EXACT)?;
        format!("{number:.0}").parse().ok()
    })
}

/// A text, or the JSON itself if it is not a valid string: for example with half of a surrogate pair, or an object.
fn text_of(json: &str) -> String {
    match serde_json::from_str::<Option<String>>(json) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => json.trim_matches('"').to_owned(),
    }
}

/// The body without a byte order mark.
pub(crate) fn json(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii_start()
}
