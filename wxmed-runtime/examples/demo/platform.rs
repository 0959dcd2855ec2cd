//! The platform's side: answers that are made from the response tables of the specs.
//!
//! Nothing here goes over a network.

use wxmed::spec::model::{AnswerSigning, Field, Operation, Presence, Role};
use wxmed::{ApiKey, SignType, encode_fields, encode_unsigned};

use super::Result;

/// What says that all went well.
pub(crate) const SUCCESS: [(&str, &str); 2] = [("return_code", "SUCCESS"), ("result_code", "SUCCESS")];

/// Writes an answer row by row: the rows that exist for what is said, signed where the document has it so.
pub(crate) fn answer(operation: &Operation, said: &[(&str, &str)], nonce: &str, key: &ApiKey) -> Result<String> {
    let text = |name: &str| said.iter().find(|(other, _)| *other == name).map(|(_, text)| *text);
    let exists = |field: &Field| field.when.iter().all(|condition| text(&condition.field) == Some(&condition.value));
    let mut fields = Vec::new();
    for field in operation.response.fields.iter().filter(|field| exists(field)) {
        let text = match field.role {
            Role::Value => text(&field.name),
            Role::Nonce => Some(nonce),
            Role::Signature => continue,
        };
        match text {
            Some(text) => fields.push((field.name.as_str(), text)),
            None if field.presence == Presence::Required => {
                return Err(format!("{} must be in an answer of {}", field.name, operation.name).into());
            }
            None => {}
        }
    }
    match operation.answer {
        AnswerSigning::Unsigned => Ok(encode_unsigned(fields)?),
        AnswerSigning::Signed => {
            fields.sort_unstable();
            Ok(encode_fields(fields, key, SignType::Md5)?.into_xml())
        }
    }
}
