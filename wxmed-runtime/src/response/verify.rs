use crate::codec::raw_response::RawResponse;
use crate::codec::secret::ApiKey;
use crate::codec::sign::SIGN;
use crate::codec::verify::{SignatureFault, Verification, verify};
use crate::codec::xml::{Fields, read};
use crate::error::{ApiError, Error, MalformedReason, OtherFields, SignatureFailure, malformed, malformed_with};
use crate::operation::error_info::ErrorInfo;
use crate::operation::response_context::ResponseContext;
use crate::response::gateway;
use wxmed_core::{Outcome, ResponseSigning};

/// A response of success: `return_code` and `result_code` are both SUCCESS, and its signature is as it must be.
#[derive(Clone, Debug)]
pub struct VerifiedFields<'a> {
    /// Every field, known or not.
    pub fields: Fields<'a>,
    /// How the response is known to be the platform's.
    pub verification: Verification,
    /// The response itself.
    pub raw: &'a RawResponse,
}

/// Reads, verifies and judges a response.
///
/// The order matters. A response of the gateway, in JSON and with HTTP status 200, is recognised
/// before it is taken for broken XML. A FAIL is reported for what it says, also without a
/// signature, which the platform leaves out then; with one, the signature must be right. Only a response
/// of SUCCESS can lack a signature that it should have. White space around a FAIL and what it says is passed over; a
/// SUCCESS with white space around it is not believed, and what is verified is what was received, to the byte.
///
/// # Errors
/// [`Error::Gateway`], [`Error::Protocol`] and [`Error::Business`] for the three ways of saying no,
/// [`Error::Signature`] and [`Error::Malformed`] for a response that cannot be trusted or read. Each has
/// the raw response.
pub fn verify_response<'a>(
    raw: &'a RawResponse,
    rules: &ResponseContext<'_>,
    key: &ApiKey,
) -> Result<VerifiedFields<'a>, Error> {
    if gateway::is_json(raw.bytes()) {
        return Err(gateway::judge(raw, rules));
    }
    let fields = match read(raw.bytes()) {
        Ok(fields) => fields,
        Err(cause) => return Err(malformed(raw, rules, MalformedReason::Xml(cause))),
    };
    let answer = Answer { raw, rules, key, fields };
    match (answer.code(RETURN_CODE), answer.code(RESULT_CODE)) {
        (Code::Fail, result) => Err(answer.protocol_error(&result)),
        (Code::Success | Code::PaddedSuccess, Code::Fail) => Err(answer.business_error()),
        (Code::Success, Code::Success) => answer.accept(),
        (Code::PaddedSuccess, _) => Err(answer.malformed(MalformedReason::Padded { field: RETURN_CODE })),
        (Code::Success, Code::PaddedSuccess) => Err(answer.malformed(MalformedReason::Padded { field: RESULT_CODE })),
        (Code::Other, _) => Err(answer.malformed(MalformedReason::ReturnCode)),
        (Code::Success, Code::Other) => Err(answer.malformed(MalformedReason::ResultCode)),
    }
}

const RETURN_CODE: &str = "return_code";
const RETURN_MSG: &str = "return_msg";
const RESULT_CODE: &str = "result_code";
const ERR_CODE: &str = "err_code";
const ERR_CODE_DES: &str = "err_code_des";
const ERRCODE: &str = "errcode";

/// Everything in an envelope that is shown or judged by its own name, or says nothing of what went wrong.
const ENVELOPE: [&str; 10] =
    [RETURN_CODE, RETURN_MSG, RESULT_CODE, ERR_CODE, ERR_CODE_DES, SIGN, "sign_type", "nonce_str", "appid", "mch_id"];

struct Answer<'a, 'r> {
    raw: &'a RawResponse,
    rules: &'r ResponseContext<'r>,
    key: &'r ApiKey,
    fields: Fields<'a>,
}

enum Code {
    Success,
    Fail,
    /// With white space around it. A success is believed only as the interface writes it: the other values would have
    /// such white space too.
    PaddedSuccess,
    /// Missing, or something else.
    Other,
}

impl<'a> Answer<'a, '_> {
    /// A FAIL is reported for what it says, so white space around it does not matter.
    fn code(&self, name: &str) -> Code {
        match self.fields.get(name) {
            Some("SUCCESS") => Code::Success,
            _ => match self.text(name) {
                "FAIL" => Code::Fail,
                "SUCCESS" => Code::PaddedSuccess,
                _ => Code::Other,
            },
        }
    }

    fn accept(self) -> Result<VerifiedFields<'a>, Error> {
        match verify(&self.fields, self.key, self.rules.sign_type, self.rules.signing) {
            Ok(verification) => Ok(VerifiedFields { fields: self.fields, verification, raw: self.raw }),
            Err(fault) => Err(self.signature_error(fault)),
        }
    }

    /// Most of these have a message alone; some have a code beside it, which is then the one to look up.
    ///
    /// Only what agrees with its row proves what the row says: a result of SUCCESS, a code that no row has, or a message
    /// that goes on leaves it open whether something was done.
    fn protocol_error(&self, result: &Code) -> Error {
        let (code, said) = (self.text(ERR_CODE), self.text(RETURN_MSG));
        let message = self.message([RETURN_MSG, ERR_CODE_DES]);
        let of_code = self.row();
        let of_message = self.rules.protocol.iter().find(|row| row.is_of(said));
        let is_doubtful = match (result, of_code) {
            (Code::Success | Code::PaddedSuccess, _) => true,
            (Code::Fail | Code::Other, Some(_)) => false,
            (Code::Fail | Code::Other, None) => {
                !self.said_code().is_empty() || of_message.is_some_and(|row| !row.says_all_of(said))
            }
        };
        let row = of_code.or(of_message);
        let code = if code.is_empty() { row.map_or("", |row| &row.code) } else { code };
        match self.refusal(code, &message, row) {
            Ok(refusal) if is_doubtful => Error::Protocol(Box::new(refusal.in_doubt(self.rules))),
            Ok(refusal) => Error::Protocol(refusal),
            Err(error) => error,
        }
    }

    fn business_error(&self) -> Error {
        let code = self.text(ERR_CODE);
        // `return_msg` is OK here, or nothing; only where nothing else is said it may say it.
        let message = match (code, self.text(ERR_CODE_DES)) {
            ("", "") => self.message([RETURN_MSG]),
            (_, message) => message.to_owned(),
        };
        self.refusal(self.code_of_row(code), &message, self.row()).map_or_else(|error| error, Error::Business)
    }

    /// The code that a known row has, where `err_code` has none.
    fn code_of_row<'t>(&'t self, code: &'t str) -> &'t str {
        if code.is_empty() { self.row().map_or("", |row| &row.code) } else { code }
    }

    /// The row of the code.
    fn row(&self) -> Option<&ErrorInfo> {
        self.row_of_code(self.said_code())
    }

    /// The code, wherever it stands: a gateway may put its own `errcode` in the envelope.
    fn said_code(&self) -> &str {
        match self.text(ERR_CODE) {
            "" => self.text(ERRCODE),
            code => code,
        }
    }

    fn row_of_code(&self, code: &str) -> Option<&ErrorInfo> {
        if code.is_empty() {
            return None;
        }
        [self.rules.business, self.rules.gateway].into_iter().flatten().find(|row| row.is_of(code))
    }

    /// A FAIL needs no signature, but one that it has must be right.
    fn refusal(&self, code: &str, message: &str, row: Option<&ErrorInfo>) -> Result<Box<ApiError>, Error> {
        let verification = match self.fields.get(SIGN) {
            None | Some("") => None,
            Some(_) => match verify(&self.fields, self.key, self.rules.sign_type, ResponseSigning::Signed) {
                Ok(verification) => Some(verification),
                Err(fault) => return Err(self.signature_error(fault)),
            },
        };
        let others = self.others();
        Ok(Box::new(ApiError::new(self.raw, self.rules, code, message, row, verification).with_others(others)))
    }

    fn malformed(&self, cause: MalformedReason) -> Error {
        malformed_with(self.raw, self.rules, cause, self.others())
    }

    /// What is said under names that the operation's answers do not have. What does have a row is shown where the response
    /// is read, or may not be shown at all.
    fn others(&self) -> OtherFields {
        let is_other = |name: &str| !ENVELOPE.contains(&name) && !self.rules.documented.has(name);
        OtherFields::of(self.fields.iter().filter(|(name, _)| is_other(name)))
    }

    fn signature_error(&self, fault: SignatureFault) -> Error {
        Error::Signature(Box::new(SignatureFailure {
            operation: self.rules.operation.to_owned(),
            section: self.rules.section.to_owned(),
            fault,
            outcome: self.rules.retry.outcome(Outcome::Unknown),
            status: None,
            raw: self.raw.clone(),
            earlier: Vec::new(),
        }))
    }

    /// What some fields say, each thing once.
    fn message<const N: usize>(&self, names: [&str; N]) -> String {
        let mut texts: Vec<&str> = Vec::new();
        for text in names.map(|name| self.text(name)) {
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join("; ")
    }

    /// A code or a message, without the white space that a printer of XML may put around it. What is signed keeps it.
    fn text(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default().trim()
    }
}
