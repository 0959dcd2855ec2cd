//! Values held against a model, by its schemas.
//!
//! Each of these makes the schema anew. A program that validates often keeps the schema:
//! [`Operation::request_schema`], [`Content::schema`].

use std::borrow::Cow;

use crate::model::{Content, Field, Operation, Record};
use wxmed_core::schema::{FieldValues, RecordSchema};
use wxmed_core::validate::{deviations, reply_values, unreadable};
use wxmed_core::{Json, JsonError, Violations};

/// Everything that is wrong with a request, given as wire names and texts.
///
/// An empty text is as good as none. What the client fills in may be left out, and so may what has a default. A name that
/// the table lacks is an extra field, which is sent and signed as well.
pub fn validate_request(operation: &Operation, fields: &[(String, String)]) -> Violations {
    operation.request_schema().validate_request(texts(fields))
}

/// Everything that is wrong with a request and with the content that it carries: what [`validate_request`] finds, what
/// [`validate_content`] finds below the row that holds the content, and what binds the two.
///
/// The content is known by its spec, whatever its text says. A text that is no JSON is no object.
pub fn validate_request_with_content(
    operation: &Operation,
    content: &Content,
    fields: &[(String, String)],
) -> Violations {
    operation.request_schema().validate_request_with_content(&content.schema(), texts(fields))
}

/// What keeps a response from being read, given as wire names and texts: mandatory fields that are missing, numbers that
/// are none, and codes that leave open what became of the request.
///
/// It is as lenient as the generated types are, which read a response if they can. A field is mandatory where the values
/// hold that its section depends on, unknown fields and codes are welcome, and whether nonce and signature are right is
/// for the verification to say.
pub fn validate_reply(operation: &Operation, fields: &[(String, String)]) -> Violations {
    read(operation, fields, unreadable)
}

/// What is not as the table has it in a response, given as wire names and texts: lengths, formats, and codes that a closed
/// table lacks. They are warnings: [`validate_reply`] says what keeps a response from being read.
pub fn reply_deviations(operation: &Operation, fields: &[(String, String)]) -> Violations {
    read(operation, fields, deviations)
}

fn read(
    operation: &Operation,
    fields: &[(String, String)],
    judge: impl Fn(&RecordSchema, &FieldValues<'_>) -> Violations,
) -> Violations {
    let text = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let is_there = |row: &Field| row.when.iter().all(|when| text(&when.field) == Some(&*when.value));
    let schema = operation.read_schema(is_there);
    judge(&schema, &reply_values(&schema, text))
}

/// Everything that is wrong with a content.
///
/// Keys that the spec lacks are kept, and may hold anything: a bureau may know more of them. A key with a default may be
/// left out.
pub fn validate_content(content: &Content, json: &Json) -> Violations {
    content.schema().validate(json)
}

/// What is wrong between a content and the fields of the request that carries it, given as wire names and texts.
///
/// Neither is held against its own spec; of what is not as its row wants it nothing is said.
pub fn validate_bindings(content: &Content, json: &Json, request: &[(String, String)]) -> Violations {
    content.schema().validate_bindings(json, request)
}

/// Everything that is wrong with a content that is still text.
///
/// # Errors
/// If the text is no JSON.
pub fn validate_content_text(content: &Content, text: &str) -> Result<Violations, JsonError> {
    Json::parse(text).map(|json| validate_content(content, &json))
}

/// A request with the defaults of the rows that have no value, given as wire names and texts. An empty text is as good
/// as none.
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

/// A content with the defaults of the rows whose keys it lacks, and without keys whose `null` is as good as no key: as it
/// is to be sent.
pub fn content_with_defaults<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let completed = content.schema().completed(json).and_then(|text| Json::parse(&text).ok());
    completed.map_or(Cow::Borrowed(json), Cow::Owned)
}

fn texts(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}
