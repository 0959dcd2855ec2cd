use crate::answer_rules::AnswerRules;
use crate::error::{Error, Malformation, Refusal, SignatureFailure, malformed};
use crate::error_row::ErrorRow;
use crate::gateway;
use crate::outcome::Outcome;
use crate::raw::RawAnswer;
use crate::secret::ApiKey;
use crate::sign::SIGN;
use crate::verify::{AnswerSigning, SignatureFault, Verification, verify};
use crate::xml::{Fields, read};

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
            earlier: Vec::new(),
        }))
    }

    fn text(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }
}
