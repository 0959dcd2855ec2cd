//! Diagnoses signatures.

use std::fmt;

use wxmed::Bilingual;
use wxmed::codec::SignType;
use wxmed::spec::model::Operation;

use super::cause::{Cause, Diagnosis, KeyEvidence, Position};
use super::change::Change;
use super::ending::{KeyForm, KeyForms};
use super::explanation::{Explanation, explanation};
use super::forms::UrlStyle;
use super::mistake::Mistake;
use super::received::{ReceivedField, received};
use super::search::{Found, Target};
use super::text::{Received, SIGN};
use crate::account::Account;

/// The secrets of an account, with which signatures are tried. `Debug` shows neither.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    api_key: &'a str,
    app_secret: Option<&'a str>,
}

impl<'a> Keys<'a> {
    /// The API key alone.
    pub fn new(api_key: &'a str) -> Self {
        Self { api_key, app_secret: None }
    }

    /// Adds the AppSecret, which callers use as the key by mistake.
    #[must_use]
    pub fn with_app_secret(self, app_secret: &'a str) -> Self {
        Self { app_secret: Some(app_secret), ..self }
    }

    pub(crate) fn app_secret(self) -> Option<&'a str> {
        self.app_secret
    }

    pub(crate) fn api_key(self) -> &'a str {
        self.api_key
    }
}

impl<'a> From<&'a Account> for Keys<'a> {
    fn from(account: &'a Account) -> Self {
        Self::new(account.api_key_text().expose()).with_app_secret(account.app_secret().expose())
    }
}

impl fmt::Debug for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(***)")
    }
}

/// The request has no signature, or an empty one.
pub(crate) fn missing_signature() -> Diagnosis {
    let text = Bilingual::of("没有 sign，或其值为空", "there is no sign, or an empty one");
    let remedy =
        Bilingual::of("计算签名后填入字段 sign，一并发送", "compute the signature, and send it in the field sign");
    Cause::new("sign-missing", Bilingual::of("没有签名", "No signature"), text, remedy).into()
}

/// The field names of an operation in the document's order.
pub(crate) fn document_names(operation: &Operation) -> Vec<&str> {
    operation.request.fields.iter().map(|row| row.name.as_str()).collect()
}

/// Finds the mistakes that reproduce a wrong signature. `document` has the field names in the document's order.
pub(crate) fn wrong_signature(body: &[u8], document: Vec<&str>, keys: Keys<'_>, sign_type: SignType) -> Diagnosis {
    let received = Received::new(received(body), document);
    let keys = KeyForms::of(keys.api_key, keys.app_secret);
    let sign = received.fields.iter().find(|field| field.name == SIGN);
    let target = sign.and_then(|sign| Some((Target::parse(&sign.value)?, sign.offset)));
    let unknown = || Cause { key: KeyEvidence::Unexplained, ..cause(Mistake::ForeignKeyOrValue, None, None) };
    let Some((target, offset)) = target else { return unknown().into() };
    let mut causes = match explanation(&received, &keys, &target) {
        Some(Explanation::Signed(found)) => causes(&found, &received),
        Some(Explanation::Changed(change)) => vec![change.cause(&received.fields)],
        None => return unknown().into(),
    };
    causes.extend(of_digest(&target, sign_type, offset));
    causes.sort_by_key(|cause| Mistake::by_id(&cause.id));
    Diagnosis::of(causes).unwrap_or_else(|| unknown().into())
}

/// The mistakes in the digest itself.
fn of_digest(target: &Target, requested: SignType, offset: usize) -> Vec<Cause> {
    let mut causes = Vec::new();
    let position = || Some(Position::of_field(SIGN, Some(offset)));
    if target.sign_type != requested {
        causes.push(cause(Mistake::HmacForMd5, other_digest(requested), position()));
    }
    if target.is_lower {
        causes.push(cause(Mistake::LowerCaseHex, None, position()));
    }
    causes
}

/// A more specific explanation for a request that has `sign_type` HMAC-SHA256.
fn other_digest(requested: SignType) -> Option<Bilingual> {
    match requested {
        SignType::Md5 => None,
        SignType::HmacSha256 => Some(Bilingual::of(
            "请求的 sign_type 是 HMAC-SHA256，而 sign 是 MD5",
            "the request's sign_type is HMAC-SHA256, but its sign is MD5",
        )),
    }
}

fn cause(mistake: Mistake, text: Option<Bilingual>, at: Option<Position>) -> Cause {
    Cause::new(mistake.id(), mistake.title(), text.unwrap_or_else(|| mistake.text()), mistake.remedy()).at(at)
}

fn causes(found: &Found, received: &Received<'_>) -> Vec<Cause> {
    if let KeyForm::Changed(change) = found.ending.key {
        let [title, text, remedy] = change.explanation();
        return vec![Cause::new(change.mistake().id(), title, text, remedy)];
    }
    let key = if found.ending.has_right_key() { KeyEvidence::Right } else { KeyEvidence::None };
    let mut causes: Vec<Cause> = Vec::new();
    for change in &found.changes {
        causes.push(cause(change.mistake(), detail(*change), only_field(*change, &received.fields)));
    }
    for mistake in found.ending.mistakes() {
        let detail = found.ending.detail().filter(|_| mistake == Mistake::KeyMissing);
        causes.push(cause(mistake, detail, None));
    }
    causes.into_iter().map(|cause| Cause { key, ..cause }).collect()
}

fn detail(change: Change) -> Option<Bilingual> {
    match change {
        Change::Url(url) => url_detail(url),
        Change::KeyAmongFields => Some(Bilingual::of(
            "key 被当作字段参与了排序，没有放在待签名串的末尾",
            "key was sorted in among the fields, and is not at the end of the string to sign",
        )),
        Change::Zeros
        | Change::Empties(_)
        | Change::Sign(_)
        | Change::Trim(_)
        | Change::Escape(_)
        | Change::Cdata
        | Change::Charset(_)
        | Change::Order(_) => None,
    }
}

fn url_detail(url: UrlStyle) -> Option<Bilingual> {
    match url {
        UrlStyle::Encoded(_) => None,
        UrlStyle::BlankAsPlus => Some(Bilingual::of(
            "签名用的值中，空格变成了加号：先 URL 编码再解码时，加号没有还原",
            "blanks are signed as plus signs: the values were percent-encoded and decoded again, but for the plus signs",
        )),
        UrlStyle::Decoded | UrlStyle::DecodedButPlus => Some(Bilingual::of(
            "发送的值带有 URL 编码，而签名用的是解码后的值：签名与发送须用同一段文本",
            "values are sent in percent-encoding, but signed without it: sign and send the same text",
        )),
    }
}

/// The position of the field that a change affects, if it is a single one.
fn only_field(change: Change, fields: &[ReceivedField<'_>]) -> Option<Position> {
    let mut concerned = fields.iter().filter(|field| change.is_of(field));
    let field = concerned.next()?;
    concerned.next().is_none().then(|| Position::of_field(field.name, Some(field.offset)))
}
