//! Validates values against a model, using its schemas.
//!
//! Each of these functions creates the schema anew. Programs that validate often should keep the schema:
//! [`Operation::request_schema`], [`Content::schema`].

use std::borrow::Cow;

use crate::model::{Content, Field, Operation, Record};
use wxmed_core::schema::{FieldValues, RecordSchema};
use wxmed_core::validate::{deviations, reply_values, unreadable};
use wxmed_core::{Json, JsonError, Violations};

/// All violations of a request, given as wire names and texts.
///
/// An empty text counts as absent. Fields that the client fills in, and fields with a default, may be omitted. An
/// unknown name is an extra field, which is sent and signed, too.
pub fn validate_request(operation: &Operation, fields: &[(String, String)]) -> Violations {
    operation.request_schema().validate_request(texts(fields))
}

/// All violations of a request and its content: those of [`validate_request`], those of [`validate_content`] below the
/// content's row, and those of the bindings between the two.
///
/// The caller selects the content's spec; it isn't detected from the text. A text that isn't JSON is reported as not an
/// object.
pub fn validate_request_with_content(
    operation: &Operation,
    content: &Content,
    fields: &[(String, String)],
) -> Violations {
    operation.request_schema().validate_request_with_content(&content.schema(), texts(fields))
}

/// Why a response, given as wire names and texts, can't be read: missing mandatory fields, invalid numbers, and codes
/// that leave the outcome of the request unknown.
///
/// It is as lenient as the generated types, which read a response if possible. A field is mandatory if the conditions
/// of its section hold, unknown fields and codes are accepted, and nonce and signature are left to the verification.
pub fn validate_reply(operation: &Operation, fields: &[(String, String)]) -> Violations {
    read(operation, fields, unreadable)
}

/// Deviations from the table in a response, given as wire names and texts: lengths, formats, and codes that a closed
/// code table lacks. They are warnings; [`validate_reply`] reports why a response can't be read.
pub fn reply_deviations(operation: &Operation, fields: &[(String, String)]) -> Violations {
    read(operation, fields, deviations)
}

fn read(
    operation: &Operation,
    fields: &[(String, String)],
    validate: impl Fn(&RecordSchema, &FieldValues<'_>) -> Violations,
) -> Violations {
    let text = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let is_there = |row: &Field| row.when.iter().all(|when| text(&when.field) == Some(&*when.value));
    let schema = operation.read_schema(is_there);
    validate(&schema, &reply_values(&schema, text))
}

/// All violations of a content.
///
/// Unknown keys are kept, and may have any value, because a bureau may define more of them. A key with a default may be
/// omitted.
pub fn validate_content(content: &Content, json: &Json) -> Violations {
    content.schema().validate(json)
}

/// The violated bindings between a content and the fields of its request, given as wire names and texts.
///
/// Neither is validated against its own spec, and invalid values aren't reported.
pub fn validate_bindings(content: &Content, json: &Json, request: &[(String, String)]) -> Violations {
    content.schema().validate_bindings(json, request)
}

/// All violations of a content, given as text.
///
/// # Errors
/// If the text isn't JSON.
pub fn validate_content_text(content: &Content, text: &str) -> Result<Violations, JsonError> {
    Json::parse(text).map(|json| validate_content(content, &json))
}

/// A request, given as wire names and texts, completed with the defaults of the rows that have no value. An empty text
/// counts as absent.
pub fn request_with_defaults<'f>(record: &Record, fields: &'f [(String, String)]) -> Cow<'f, [(String, String)]> {
    let is_given = |name: &str| fields.iter().any(|(other, text)| other == name && !text.is_empty());
    let wanting = record
        .fields
        .iter()
        .filter(|row| !is_given(&row.name) && !row.aliases.iter().any(|alias| is_given(&alias.name)));
    let wanting: Vec<(String, String)> =
        wanting.filter_map(|row| Some((row.name.clone(), row.default.clone()?))).collect();
    if wanting.is_empty() { Cow::Borrowed(fields) } else { Cow::Owned([fields, &wanting].concat()) }
}

/// A content as it should be sent: with the defaults of missing keys, and without keys whose `null` counts as absent.
pub fn content_with_defaults<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let completed = content.schema().completed(json).and_then(|text| Json::parse(&text).ok());
    completed.map_or(Cow::Borrowed(json), Cow::Owned)
}

fn texts(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}
