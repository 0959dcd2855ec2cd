//! JSON Schemas of requests, responses and contents, for programs in other languages.
//!
//! A schema accepts every value that the validator accepts. It can't express everything that the validator checks: the
//! rules of a spec, sums, dates that don't exist. `x-wxmed-rules` lists the rules.

use wxmed_compiler::model::{Content, Model, Notification, Operation};
use wxmed_core::schema::FieldSchema;
use wxmed_core::{Bilingual, Json};

use super::parts::{Entries, entries, object, text};

mod constraints;
mod formats;
mod record;
mod value;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// How a record is represented in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Representation {
    /// Names and texts: a request, where an undocumented field is a text, too. The client adds nonce and signature.
    Request,
    /// Names and texts: a request as it is sent, with nonce and signature.
    SignedRequest,
    /// Names and texts: a response, which has nonce and signature.
    Response,
    /// JSON.
    Content,
}

/// All schemas in one document, by name in `$defs`: `getmedinfo.request`, `getmedinfo.response`,
/// `payment_result.request` for a notification, and the name of a content.
pub fn export_json_schemas(model: &Model) -> String {
    let all = object([
        ("$schema", text(DIALECT)),
        ("title", text("wxmed")),
        (
            "description",
            text(
                "微信医保支付的请求、响应与当地内容\n\nRequests, responses and contents of WeChat's medical-insurance payment interface",
            ),
        ),
        ("$defs", Json::Object(schemas(model))),
    ]);
    format!("{all:#}\n")
}

/// The schema with this name as a separate document; `None` if there is no such schema.
pub fn export_json_schema(model: &Model, name: &str) -> Option<String> {
    let (_, Json::Object(schema)) = schemas(model).into_iter().find(|(known, _)| known == name)? else { return None };
    let mut all = entries([("$schema", text(DIALECT))]);
    all.extend(schema);
    Some(format!("{:#}\n", Json::Object(all)))
}

/// The names of all schemas.
pub fn json_schema_names(model: &Model) -> Vec<String> {
    schemas(model).into_iter().map(|(name, _)| name).collect()
}

fn schemas(model: &Model) -> Entries {
    let operations = model.operations.iter().flat_map(|operation| {
        let name = |kind: &str| format!("{}.{kind}", operation.name);
        [(name("request"), request(operation)), (name("response"), response(operation))]
    });
    let contents = model.contents.iter().map(|one| (one.name.clone(), content(one)));
    let notifications = model.notifications.iter().map(|one| (format!("{}.request", one.name), notification(one)));
    operations.chain(notifications).chain(contents).collect()
}

fn request(operation: &Operation) -> Json {
    Json::Object(record::schema(&operation.request_schema(), Representation::Request))
}

/// A request as it is sent.
pub(super) fn signed_request(operation: &Operation) -> Entries {
    record::schema(&operation.request_schema(), Representation::SignedRequest)
}

pub(super) fn response(operation: &Operation) -> Json {
    Json::Object(record::schema(&operation.response_schema(), Representation::Response))
}

/// The schema of a notification, which is read like a response.
pub(super) fn notification(notification: &Notification) -> Json {
    Json::Object(record::schema(&notification.request_schema(), Representation::Response))
}

fn content(content: &Content) -> Json {
    let schema = content.schema();
    let own = record::schema(&schema.record, Representation::Content);
    let Some(wrapper) = schema.wrapped_in else { return Json::Object(own) };
    object([
        ("title", text(&content.title.zh)),
        ("type", text("object")),
        ("properties", Json::Object(vec![(wrapper.to_string(), Json::Object(own))])),
        ("required", Json::List(vec![text(&wrapper)])),
        ("additionalProperties", Json::Bool(false)),
    ])
}

/// A title and a description of a row or a record.
fn about(label: &Bilingual, section: &str) -> Entries {
    let section = if section.is_empty() { String::new() } else { format!(" (section {section})") };
    entries([("title", text(&label.zh)), ("description", text(&format!("{}{section}", label.en)))])
}

/// The names under which a row is read.
fn names(row: &FieldSchema) -> impl Iterator<Item = &str> {
    std::iter::once(&*row.name).chain(row.aliases.iter().map(|alias| &**alias))
}

/// The conjunction of schemas.
fn all_of(mut schemas: Vec<Json>) -> Json {
    if schemas.len() == 1 { schemas.remove(0) } else { object([("allOf", Json::List(schemas))]) }
}

/// The disjunction of schemas.
fn any_of(mut schemas: Vec<Json>) -> Json {
    if schemas.len() == 1 { schemas.remove(0) } else { object([("anyOf", Json::List(schemas))]) }
}
