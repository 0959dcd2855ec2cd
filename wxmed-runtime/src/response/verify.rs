use crate::error::{ApiError, Error, MalformedReason, OtherFields, SignatureFailure, malformed, malformed_with};
use crate::operation::error_info::ErrorInfo;
use crate::operation::response_context::ResponseContext;
use crate::response::gateway;
use crate::signed_xml::raw_response::RawResponse;
use crate::signed_xml::secret::ApiKey;
use crate::signed_xml::sign::SIGN;
use crate::signed_xml::verify::{SignatureFault, Verification, verify};
use crate::signed_xml::xml::{Fields, read};
use wxmed_core::{Outcome, ResponseSigning};

/// A verified, successful response: `return_code` and `result_code` are both SUCCESS, and its signature is valid or not
/// required.
#[derive(Clone, Debug)]
pub struct VerifiedFields<'a> {
    /// All fields, known or not.
    pub fields: Fields<'a>,
    /// How the response was verified.
    pub verification: Verification,
    /// The raw response.
    pub raw: &'a RawResponse,
}

/// Parses and verifies a response.
///
/// The order of the checks matters. A JSON error of the gateway, which has HTTP status 200, is recognised before the
/// body is parsed as XML. A FAIL is reported even without a signature, because the platform doesn't sign it; if it has
/// a signature, that must be valid. Only a SUCCESS can be rejected for a missing signature. White space around a FAIL
/// and its messages is ignored; a SUCCESS with white space around it is rejected. The signature is verified over the
/// exact bytes received.
///
/// # Errors
/// [`Error::Gateway`], [`Error::Protocol`] and [`Error::Business`] for the platform's errors, [`Error::Signature`] and
/// [`Error::Malformed`] for a response that can't be trusted or read. Each error contains the raw response.
pub fn verify_response<'a>(
    raw: &'a RawResponse,
    rules: &ResponseContext<'_>,
    key: &ApiKey,
) -> Result<VerifiedFields<'a>, Error> {
    if gateway::is_json(raw.bytes()) {
        return Err(gateway::error(raw, rules));
    }
    let fields = match read(raw.bytes()) {
        Ok(fields) => fields,
        Err(cause) => return Err(malformed(raw, rules, MalformedReason::Xml(cause))),
    };
    let response = UnverifiedResponse { raw, rules, key, fields };
    match (response.code(RETURN_CODE), response.code(RESULT_CODE)) {
        (Code::Fail, result) => Err(response.protocol_error(&result)),
        (Code::Success | Code::PaddedSuccess, Code::Fail) => Err(response.business_error()),
        (Code::Success, Code::Success) => response.accept(),
        (Code::PaddedSuccess, _) => Err(response.malformed(MalformedReason::Padded { field: RETURN_CODE })),
        (Code::Success, Code::PaddedSuccess) => Err(response.malformed(MalformedReason::Padded { field: RESULT_CODE })),
        (Code::Other, _) => Err(response.malformed(MalformedReason::ReturnCode)),
        (Code::Success, Code::Other) => Err(response.malformed(MalformedReason::ResultCode)),
    }
}

const RETURN_CODE: &str = "return_code";
const RETURN_MSG: &str = "return_msg";
const RESULT_CODE: &str = "result_code";
const ERR_CODE: &str = "err_code";
const ERR_CODE_DES: &str = "err_code_des";
const ERRCODE: &str = "errcode";

/// The fields of an envelope that are handled by name, or are irrelevant for errors.
const ENVELOPE: [&str; 10] =
    [RETURN_CODE, RETURN_MSG, RESULT_CODE, ERR_CODE, ERR_CODE_DES, SIGN, "sign_type", "nonce_str", "appid", "mch_id"];

struct UnverifiedResponse<'a, 'r> {
    raw: &'a RawResponse,
    rules: &'r ResponseContext<'r>,
    key: &'r ApiKey,
    fields: Fields<'a>,
}

enum Code {
    Success,
    Fail,
    /// With white space around it. This is not accepted as a success, because the other values would have white space
    /// around them, too.
    PaddedSuccess,
    /// Missing, or something else.
    Other,
}

impl<'a> UnverifiedResponse<'a, '_> {
    /// White space around a FAIL doesn't matter, because it is reported in any case.
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

    /// Most of these errors have only a message. If there is a code as well, the code is looked up.
    ///
    /// The outcome of the row applies only if the response fully agrees with it. If `result_code` is SUCCESS, the code
    /// is unknown, or the message contains more text, the outcome is unknown.
    fn protocol_error(&self, result: &Code) -> Error {
        let (code, return_msg) = (self.text(ERR_CODE), self.text(RETURN_MSG));
        let message = self.message([RETURN_MSG, ERR_CODE_DES]);
        let of_code = self.row();
        let of_message = self.rules.protocol.iter().find(|row| row.is_of(return_msg));
        let is_doubtful = match (result, of_code) {
            (Code::Success | Code::PaddedSuccess, _) => true,
            (Code::Fail | Code::Other, Some(_)) => false,
            (Code::Fail | Code::Other, None) => {
                !self.err_code().is_empty() || of_message.is_some_and(|row| !row.explains_all_of(return_msg))
            }
        };
        let row = of_code.or(of_message);
        let code = if code.is_empty() { row.map_or("", |row| &row.code) } else { code };
        match self.api_error(code, &message, row) {
            Ok(api_error) if is_doubtful => Error::Protocol(Box::new(api_error.in_doubt(self.rules))),
            Ok(api_error) => Error::Protocol(api_error),
            Err(error) => error,
        }
    }

    fn business_error(&self) -> Error {
        let code = self.text(ERR_CODE);
        // `return_msg` is usually OK or empty here, so it is used only if there is no other message.
        let message = match (code, self.text(ERR_CODE_DES)) {
            ("", "") => self.message([RETURN_MSG]),
            (_, message) => message.to_owned(),
        };
        self.api_error(self.code_of_row(code), &message, self.row()).map_or_else(|error| error, Error::Business)
    }

    /// The code of the matching row, if there is no `err_code`.
    fn code_of_row<'t>(&'t self, code: &'t str) -> &'t str {
        if code.is_empty() { self.row().map_or("", |row| &row.code) } else { code }
    }

    /// The row of the code.
    fn row(&self) -> Option<&ErrorInfo> {
        self.row_of_code(self.err_code())
    }

    /// The code, from either field: a gateway may put its own `errcode` into the envelope.
    fn err_code(&self) -> &str {
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
    fn api_error(&self, code: &str, message: &str, row: Option<&ErrorInfo>) -> Result<Box<ApiError>, Error> {
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

    /// The undocumented fields of the response. Documented fields are shown elsewhere, or may not be shown at all.
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

    /// The distinct texts of some fields.
    fn message<const N: usize>(&self, names: [&str; N]) -> String {
        let mut texts: Vec<&str> = Vec::new();
        for text in names.map(|name| self.text(name)) {
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join("; ")
    }

    /// A code or a message without the white space that an XML serialiser may put around it. Only the signature
    /// includes this white space.
    fn text(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default().trim()
    }
}
