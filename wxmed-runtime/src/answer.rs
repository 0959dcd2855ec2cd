use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::error::{Error, ErrorRow, Malformation, Outcome, Refusal, SignatureFailure, malformed};
use crate::gateway;
use crate::request::Retry;
use crate::secret::ApiKey;
use crate::sign::{SIGN, SignType};
use crate::verify::{AnswerSigning, SignatureFault, Verification, verify};
use crate::xml::{Fields, read};

/// What the platform sent, byte for byte, so that nothing a hospital may need for its books is lost.
///
/// A clone shares the bytes. `Debug` shows the length only: the bytes are patients' data.
#[derive(Clone, PartialEq, Eq)]
pub struct RawAnswer(Arc<Vec<u8>>);

impl RawAnswer {
    /// Takes the body over.
    pub fn new(body: impl Into<Vec<u8>>) -> Self {
        Self(Arc::new(body.into()))
    }

    /// The bytes as they were received.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text; what is not UTF-8 is replaced by U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
}

impl<B: Into<Vec<u8>>> From<B> for RawAnswer {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawAnswer({} bytes)", self.0.len())
    }
}

/// What must be known of an operation to tell its answers apart; all of it is data of the specs.
#[derive(Clone, Copy, Debug)]
pub struct AnswerRules<'r> {
    /// The name of the operation, for errors.
    pub operation: &'r str,
    /// The section of the document that describes it, for errors.
    pub section: &'r str,
    /// Whether it may be sent again when no answer came: what an error may have changed depends on it.
    pub retry: Retry,
    /// Whether the document has its answers signed.
    pub signing: AnswerSigning,
    /// How they are signed.
    pub sign_type: SignType,
    /// The values of `err_code` that the operation documents.
    pub business: &'r [ErrorRow],
    /// The codes of the gateway, which also come as `err_code`.
    pub gateway: &'r [ErrorRow],
    /// The beginnings of `return_msg` that are known.
    pub protocol: &'r [ErrorRow],
}

/// An answer of success: `return_code` and `result_code` are both SUCCESS, and its signature is as it must be.
#[derive(Clone, Debug)]
pub struct Received<'a> {
    /// Every field, known or not.
    pub fields: Fields<'a>,
    /// How the answer is known to be the platform's.
    pub verification: Verification,
    /// The answer itself.
    pub raw: &'a RawAnswer,
}

/// Reads, verifies and judges an answer.
///
/// The order matters. An answer of the gateway, in JSON and with HTTP status 200, is recognised
/// before it is taken for broken XML. A FAIL is reported for what it says, also without a
/// signature, which the platform leaves out then; with one, the signature must be right. Only an answer
/// of SUCCESS can lack a signature that it should have.
///
/// # Errors
/// [`Error::Gateway`], [`Error::Protocol`] and [`Error::Business`] for the three ways of saying no,
/// [`Error::Signature`] and [`Error::Malformed`] for an answer that cannot be trusted or read. Each has
/// the raw answer.
pub fn open<'a>(raw: &'a RawAnswer, rules: &AnswerRules<'_>, key: &ApiKey) -> Result<Received<'a>, Error> {
    if gateway::is_json(raw.bytes()) {
        return Err(gateway::judge(raw, rules));
    }
    let fields = match read(raw.bytes()) {
        Ok(fields) => fields,
        Err(cause) => return Err(malformed(raw, rules, Malformation::Xml(cause))),
    };
    let answer = Answer { raw, rules, key, fields };
    match answer.code("return_code") {
        Code::Success => {}
        Code::Fail => return Err(answer.protocol_error()),
        Code::Other => return Err(malformed(raw, rules, Malformation::ReturnCode)),
    }
    match answer.code("result_code") {
        Code::Success => answer.accept(),
        Code::Fail => Err(answer.business_error()),
        Code::Other => Err(malformed(raw, rules, Malformation::ResultCode)),
    }
}

struct Answer<'a, 'r> {
    raw: &'a RawAnswer,
    rules: &'r AnswerRules<'r>,
    key: &'r ApiKey,
    fields: Fields<'a>,
}

enum Code {
    Success,
    Fail,
    /// Missing, or something else.
    Other,
}

impl<'a> Answer<'a, '_> {
    fn code(&self, name: &str) -> Code {
        match self.fields.get(name) {
            Some("SUCCESS") => Code::Success,
            Some("FAIL") => Code::Fail,
            _ => Code::Other,
        }
    }

    fn accept(self) -> Result<Received<'a>, Error> {
        match verify(&self.fields, self.key, self.rules.sign_type, self.rules.signing) {
            Ok(verification) => Ok(Received { fields: self.fields, verification, raw: self.raw }),
            Err(fault) => Err(self.signature_error(fault)),
        }
    }

    fn protocol_error(&self) -> Error {
        let message = self.text("return_msg");
        let row = self.rules.protocol.iter().find(|row| message.starts_with(&*row.code));
        self.refusal(row.map_or("", |row| &row.code), message, row).map_or_else(|error| error, Error::Protocol)
    }

    fn business_error(&self) -> Error {
        let (code, message) = (self.text("err_code"), self.text("err_code_des"));
        let row = [self.rules.business, self.rules.gateway].into_iter().flatten().find(|row| row.code == code);
        self.refusal(code, message, row).map_or_else(|error| error, Error::Business)
    }

    /// A FAIL needs no signature, but one that it has must be right.
    fn refusal(&self, code: &str, message: &str, row: Option<&ErrorRow>) -> Result<Box<Refusal>, Error> {
        let verification = match self.fields.get(SIGN) {
            None | Some("") => None,
            Some(_) => match verify(&self.fields, self.key, self.rules.sign_type, AnswerSigning::Signed) {
                Ok(verification) => Some(verification),
                Err(fault) => return Err(self.signature_error(fault)),
            },
        };
        Ok(Box::new(Refusal::new(self.raw, self.rules, code, message, row, verification)))
    }

    fn signature_error(&self, fault: SignatureFault) -> Error {
        Error::Signature(Box::new(SignatureFailure {
            operation: self.rules.operation.to_owned(),
            section: self.rules.section.to_owned(),
            fault,
            outcome: self.rules.retry.outcome(Outcome::Unknown),
            raw: self.raw.clone(),
        }))
    }

    fn text(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }
}
