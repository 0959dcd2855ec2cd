//! Signs a request and shows the signature, without sending it.

use serde_json::json;
use wxmed::codec::{SignType, string_to_sign};
use wxmed::dynamic::Operation;
use wxmed::spec::model::Operation as Spec;
use wxmed::{Bilingual, Violations};

use super::{Request, Service};
use crate::outcome::{ApiResponse, Repetition};
use crate::prepare::{pairs, prepare};
use crate::problem::Problem;
use crate::violation::violation;

impl Service {
    /// Validates and signs a request without sending it.
    pub(crate) fn sign(&self, request: Request) -> ApiResponse {
        let Request { operation, account, matching, input, .. } = request;
        let prepared = match prepare(&self.specs, &operation, account.merchant(), matching, input) {
            Ok(prepared) => prepared,
            Err(violations) => return ApiResponse::invalid(&violations),
        };
        if let Some(violations) = of_a_response(&operation, &prepared.fields) {
            return ApiResponse::invalid(&violations);
        }
        let signed = match operation.sign(pairs(&prepared.fields), account.key()) {
            Ok(signed) => signed,
            Err(error) => return ApiResponse::of_call(&Err(error), &prepared.warnings, Repetition::Sent),
        };
        let fields = match wxmed::codec::xml::read(signed.body.xml().as_bytes()) {
            Ok(fields) => fields,
            // This can't fail, because the XML was just written.
            Err(_) => {
                let text = Bilingual::of("签名后的 XML 无法读回", "the signed XML can't be read back");
                return ApiResponse::from(&Problem::Internal(text));
            }
        };
        ApiResponse::ok(json!({
            "ok": true,
            "sign_type": sign_type(&operation, &prepared.fields).as_str(),
            "string_to_sign": string_to_sign(fields.iter()),
            "sign": signed.body.signature().as_str(),
            "xml": signed.body.xml(),
            "warnings": prepared.warnings,
        }))
    }
}

fn sign_type(operation: &Operation, fields: &[(String, String)]) -> SignType {
    let spec = operation.spec();
    let row = spec.sign_type.and_then(|row| spec.request.fields.get(row));
    let named = row.and_then(|row| fields.iter().find(|(name, _)| *name == row.name));
    named.and_then(|(_, text)| SignType::by_name(text)).unwrap_or_default()
}

/// Refuses fields that would make the request look like a message of the platform. Its signature would also be valid
/// for a forged notification.
fn of_a_response(operation: &Operation, fields: &[(String, String)]) -> Option<Violations> {
    let is_foreign = |name: &str| Spec::ENVELOPE.contains(&name) && operation.spec().request.field(name).is_none();
    const MESSAGE: Bilingual = Bilingual::of(
        "是平台消息的字段，不能由此签名",
        "is a field of the platform's messages, and is not signed here",
    );
    let foreign = fields.iter().filter(|(name, _)| is_foreign(name));
    let foreign = foreign.map(|(name, _)| violation(name.clone(), None, MESSAGE));
    let foreign: Violations = foreign.collect();
    (!foreign.is_empty()).then_some(foreign)
}
