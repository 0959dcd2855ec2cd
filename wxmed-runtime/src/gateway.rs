//! The gateway in front of the interface, which answers in JSON when it refuses a call.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::answer_rules::AnswerRules;
use crate::error::{Error, Malformation, Refusal, malformed};
use crate::raw::RawAnswer;
use crate::xml::{Fault, MAX_BODY, ReadError};

/// `{"errcode":40001,"errmsg":"invalid credential, … rid: …"}`; everything else in it is passed over.
#[derive(Deserialize)]
struct Body<'a> {
    /// Missing where a token is given. Were that an error, its line would be counted all over the token, and what counts
    /// leaves a copy behind.
    #[serde(borrow, default)]
    errcode: Option<&'a RawValue>,
    /// Only words: whatever stands here must not hide the code.
    #[serde(borrow, default)]
    errmsg: Option<&'a RawValue>,
}

/// Whether the body is meant to be a JSON object: no XML begins like that.
pub(crate) fn is_json(body: &[u8]) -> bool {
    json(body).first() == Some(&b'{')
}

/// The error that the gateway reports; its answers are never signed.
pub(crate) fn judge(raw: &RawAnswer, rules: &AnswerRules<'_>) -> Error {
    if raw.bytes().len() > MAX_BODY {
        let cause = ReadError { fault: Fault::TooLarge, offset: MAX_BODY };
        return malformed(raw, rules, Malformation::Xml(cause));
    }
    match refusal(raw, rules) {
        Some(refusal) => Error::Gateway(Box::new(refusal)),
        None => malformed(raw, rules, Malformation::Json),
    }
}

/// What the gateway says no with, if that is what the answer is.
pub(crate) fn refusal(raw: &RawAnswer, rules: &AnswerRules<'_>) -> Option<Refusal> {
    let body = serde_json::from_slice::<Body<'_>>(json(raw.bytes())).ok()?;
    // A code is a number here; some gateways quote it.
    let code = body.errcode?.get().trim_matches('"');
    if !code.parse::<i64>().is_ok_and(|code| code != 0) {
        return None;
    }
    let row = rules.gateway.iter().find(|row| row.code == code);
    let message = body.errmsg.and_then(|words| serde_json::from_str::<String>(words.get()).ok()).unwrap_or_default();
    Some(Refusal::new(raw, rules, code, &message, row, None))
}

/// The body without a byte order mark.
pub(crate) fn json(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii_start()
}
