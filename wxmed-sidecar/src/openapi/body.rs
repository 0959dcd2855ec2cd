//! The JSON Schema of a body: the schema of the request's fields, changed for the fields that the sidecar adds and
//! accepts.

use serde_json::{Map, Value, json};
use wxmed::spec::Format;
use wxmed::spec::model::{Model, Operation};
use wxmed_tools::export_json_schema;

use super::schemas::{merchant_fields, plain_name, resend};
use crate::input::RESEND;

/// The JSON Schema of an operation's request body.
pub(crate) fn body_schema(model: &Model, operation: &Operation) -> Value {
    let exported = export_json_schema(model, &format!("{}.request", operation.name)).unwrap_or_default();
    let mut schema: Map<String, Value> = serde_json::from_str(&exported).unwrap_or_default();
    let merchant = merchant_fields(operation);
    let hashes: Vec<(&str, Option<&str>)> = operation
        .request
        .fields
        .iter()
        .filter(|field| field.format == Format::IdcardMd5)
        .map(|field| (field.name.as_str(), plain_name(operation, field)))
        .collect();
    let has_plain = |name: &str| hashes.iter().any(|(hash, plain)| *hash == name && plain.is_some());
    let may_be_absent = |name: &str| merchant.contains(&name) || has_plain(name);
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|name| name.as_str().is_none_or(|name| !may_be_absent(name)));
    }
    if let Some(Value::Array(all)) = schema.get_mut("allOf") {
        // Conditions on the merchant's fields hold anyway, because the sidecar fills those fields in.
        all.retain(|one| !merchant.iter().any(|name| mentions(one, name)));
    }
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        adapt(properties, &hashes, model, operation);
    }
    let plain = json!({ "type": ["string", "number", "boolean", "null"] });
    schema.insert("additionalProperties".to_owned(), plain);
    Value::Object(schema)
}

fn adapt(properties: &mut Map<String, Value>, hashes: &[(&str, Option<&str>)], model: &Model, operation: &Operation) {
    let number = json!({ "type": "string", "pattern": "^([0-9]{15}|[0-9]{17}[0-9Xx])$" });
    for (hash, plain) in hashes {
        if let Some(schema) = properties.get_mut(*hash) {
            *schema = json!({ "anyOf": [schema.take(), number] });
        }
        if let Some(plain) = plain {
            properties.insert((*plain).to_owned(), number.clone());
        }
    }
    for field in operation.request.fields.iter().filter(|field| field.format == Format::Content) {
        if let Some(schema) = properties.get_mut(&field.name) {
            let given = contents(model).chain([schema.take()]).collect::<Vec<_>>();
            *schema = json!({ "anyOf": given });
        }
    }
    for schema in properties.values_mut() {
        let is_nullable = json!({ "anyOf": [schema.take(), { "type": ["number", "boolean", "null"] }] });
        *schema = is_nullable;
    }
    properties.insert(RESEND.to_owned(), resend());
}

/// A content with each of the specs, and one without a spec.
fn contents(model: &Model) -> impl Iterator<Item = Value> {
    let with = |spec: Value, json: Value, required: Value| {
        json!({
            "type": "object",
            "required": required,
            "properties": { "spec": spec, "json": json },
            "additionalProperties": false,
        })
    };
    let sent = model.contents.iter().filter(|content| !content.received);
    let of_spec = sent.map(move |content| {
        let exported = export_json_schema(model, &content.name).unwrap_or_default();
        let mut schema: Map<String, Value> = serde_json::from_str(&exported).unwrap_or_default();
        schema.remove("$schema");
        // A content that is given as a text can't be described by a schema.
        with(
            json!({ "const": content.name }),
            json!({ "anyOf": [schema, { "type": "string" }] }),
            json!(["spec", "json"]),
        )
    });
    of_spec.chain([with(json!({ "enum": ["", null] }), json!(true), json!(["json"]))])
}

/// Whether a schema mentions a property.
fn mentions(schema: &Value, name: &str) -> bool {
    match schema {
        Value::String(text) => text == name,
        Value::Array(items) => items.iter().any(|item| mentions(item, name)),
        Value::Object(entries) => entries.iter().any(|(key, value)| key == name || mentions(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
