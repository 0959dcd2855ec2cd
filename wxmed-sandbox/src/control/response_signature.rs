//! The signature of a response, for an integrator whose own verification fails.

use serde::Serialize;
use wxmed::codec::{SignType, string_to_sign, verify, xml};
use wxmed::spec::model::{Condition, Operation, ResponseSigning, Role};
use wxmed::{ApiKey, ResponseSigning as Required};

use crate::envelope::{FAIL, RESULT_CODE, RETURN_CODE, SIGN};
use crate::request;

/// What the caller must verify. The key is masked, and the expected signature is never part of it.
#[derive(Serialize)]
pub(super) struct ResponseSignature {
    sign_type: &'static str,
    string_to_sign: String,
    sign: Option<String>,
    state: &'static str,
}

impl ResponseSignature {
    /// The signature of a response with these fields, to a request with this body.
    pub(super) fn of(operation: &Operation, sent: &[u8], fields: &xml::Fields<'_>, key: &ApiKey) -> Self {
        let sign_type = request::sign_type_of(operation, sent);
        let sign = fields.get(SIGN).filter(|sign| !sign.is_empty());
        Self {
            sign_type: sign_type.as_str(),
            string_to_sign: string_to_sign(fields.iter()),
            sign: sign.map(str::to_owned),
            state: match sign {
                Some(_) if is_right(fields, key, sign_type) => "right",
                Some(_) => "wrong",
                None if must_be_signed(operation, fields) => "missing",
                None => "unsigned-by-specification",
            },
        }
    }
}

fn is_right(fields: &xml::Fields<'_>, key: &ApiKey, sign_type: SignType) -> bool {
    verify(fields, key, sign_type, Required::Signed).is_ok()
}

/// Whether the table has a signature for such a response. The platform may leave a rejection unsigned.
fn must_be_signed(operation: &Operation, fields: &xml::Fields<'_>) -> bool {
    let is_signed = match operation.response_signing {
        ResponseSigning::Signed => true,
        ResponseSigning::Unsigned => false,
    };
    let is_rejection = [RETURN_CODE, RESULT_CODE].into_iter().any(|name| fields.get(name) == Some(FAIL));
    let mut rows = operation.response.fields.iter().filter(|row| row.role == Role::Signature);
    let exists = |condition: &Condition| fields.get(&condition.field) == Some(&condition.value);
    is_signed && !is_rejection && rows.any(|row| row.when.iter().all(exists))
}
