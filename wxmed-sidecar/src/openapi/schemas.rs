//! The schemas of the document. They are simple, so that client generators support them. `/v1/operations/{name}`
//! returns the full JSON Schema.

use serde_json::{Map, Value, json};
use wxmed::Bilingual;
use wxmed::spec::Format;
use wxmed::spec::model::{Field, Model, Operation, Role, StatedPresence};

use super::{reference, text};
use crate::input::RESEND;

/// The name of the schema of a request.
pub(super) fn request_name(operation: &Operation) -> String {
    format!("{}Request", operation.spelling)
}

/// The name of the schema of a successful response.
pub(super) fn response_name(operation: &Operation) -> String {
    format!("{}Response", operation.spelling)
}

fn reply_name(operation: &Operation) -> String {
    format!("{}Reply", operation.spelling)
}

/// The schemas that all operations share.
pub(super) fn shared() -> Map<String, Value> {
    let texts = json!({
        "type": "object",
        "required": ["zh", "en"],
        "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
    });
    let violation = json!({
        "type": "object",
        "required": ["path", "rule", "severity", "label", "section", "message"],
        "properties": {
            "path": { "type": "string" },
            "rule": { "type": "string" },
            "severity": reference("Severity"),
            "label": reference("Texts"),
            "section": { "type": "string" },
            "message": reference("Texts"),
        },
    });
    let signed = json!({
        "type": "object",
        "required": ["ok", "sign_type", "string_to_sign", "sign", "xml", "warnings"],
        "properties": {
            "ok": { "type": "boolean" },
            "sign_type": { "type": "string" },
            "string_to_sign": { "type": "string", "description": "with the key masked" },
            "sign": { "type": "string" },
            "xml": { "type": "string" },
            "warnings": { "type": "array", "items": reference("Violation") },
        },
    });
    let validated = json!({
        "type": "object",
        "required": ["ok", "violations"],
        "properties": { "ok": { "type": "boolean" }, "violations": { "type": "array", "items": reference("Violation") } },
    });
    let one_of = |values: &[&str]| json!({ "type": "string", "enum": values });
    let named = [
        ("Texts", texts),
        ("Violation", violation),
        ("Severity", one_of(&["error", "warning"])),
        ("Outcome", one_of(&["nothing-done", "unknown"])),
        ("Retry", one_of(&["no", "later", "after-fix"])),
        ("Error", error()),
        ("Signed", signed),
        ("Validated", validated),
        ("OperationList", operation_list()),
        ("OperationSummary", operation_summary()),
        ("Status", json!({ "type": "object", "required": ["ok"], "properties": { "ok": { "type": "boolean" } } })),
        ("Document", json!({ "type": "object", "additionalProperties": true })),
    ];
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn operation_list() -> Value {
    json!({
        "type": "object",
        "required": ["ok", "operations"],
        "properties": {
            "ok": { "type": "boolean" },
            "operations": { "type": "array", "items": reference("OperationSummary") },
        },
    })
}

fn operation_summary() -> Value {
    json!({
        "type": "object",
        "required": ["name", "title", "section", "retry", "schema"],
        "properties": {
            "name": { "type": "string" },
            "title": reference("Texts"),
            "section": { "type": "string" },
            "retry": { "type": "string", "description": "safe: may be repeated; never: is recorded in the journal" },
            "schema": { "type": "string", "description": "the path of its JSON Schema" },
        },
    })
}

fn error() -> Value {
    json!({
        "type": "object",
        "required": ["ok", "kind", "sent", "outcome", "retry", "message", "remedy"],
        "properties": {
            "ok": { "type": "boolean" },
            "kind": { "type": "string", "description": "business, violations, outcome-unknown, in-progress, other-request, protocol, gateway, signature, malformed, token, unanswered, …" },
            "sent": { "type": "boolean", "description": "whether anything may have reached the platform" },
            "outcome": reference("Outcome"),
            "retry": reference("Retry"),
            "message": reference("Texts"),
            "remedy": reference("Texts"),
            "code": { "type": ["string", "null"], "description": "the platform's code" },
            "rid": { "type": ["string", "null"], "description": "what the platform's support asks for" },
            "settle": { "type": "string", "description": "names a call whose outcome is unknown, for wxmed audit --settle" },
            "since": { "type": "string", "format": "date-time" },
            "violations": { "type": "array", "items": reference("Violation") },
        },
    })
}

/// A content with its spec.
pub(super) fn content(model: &Model) -> Value {
    let names = model.contents.iter().filter(|content| !content.received).map(|content| content.name.as_str());
    let names: Vec<&str> = names.collect();
    json!({
        "type": "object",
        "required": ["json"],
        "properties": {
            "spec": { "type": "string", "description": format!("one of: {}; left out for a city without a spec", names.join(", ")) },
            "json": { "description": "an object or a list, or its JSON as a text" },
        },
        "additionalProperties": false,
    })
}

/// The schemas of an operation's bodies.
pub(super) fn of_operation(operation: &Operation) -> Vec<(String, Value)> {
    let response = json!({
        "type": "object",
        "required": ["ok", "reply", "verification", "rid"],
        "properties": {
            "ok": { "type": "boolean" },
            "reply": reference(&reply_name(operation)),
            "verification": { "type": ["string", "null"] },
            "rid": { "type": ["string", "null"] },
            "warnings": { "type": "array", "items": reference("Violation") },
        },
    });
    vec![
        (request_name(operation), request(operation)),
        (reply_name(operation), reply(operation)),
        (response_name(operation), response),
    ]
}

fn request(operation: &Operation) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let merchant = merchant_fields(operation);
    for field in operation.request.fields.iter().filter(|field| field.role == Role::Value) {
        let plain = plain_name(operation, field);
        if !properties.contains_key(&field.name) {
            properties.insert(field.name.clone(), value(field));
        }
        if let Some(plain) = plain {
            properties.insert(plain.to_owned(), json!({ "type": "string", "description": text(&ON_THE_CARD) }));
        }
        let is_required =
            field.presence == StatedPresence::Required && field.default.is_none() && field.when.is_empty();
        if is_required && plain.is_none() && !merchant.contains(&field.name.as_str()) {
            required.push(field.name.clone());
        }
    }
    properties.insert(RESEND.to_owned(), resend());
    let extra = json!({ "type": "string" });
    json!({
        "type": "object",
        "description": text(&operation.title),
        "required": required,
        "properties": properties,
        "additionalProperties": extra,
    })
}

const ON_THE_CARD: Bilingual = Bilingual::of(
    "证件号码原文；只在本服务内取 MD5，不保存",
    "the number on the card: it is hashed here, and not kept",
);

const RESEND_ABOUT: Bilingual = Bilingual::of(
    "已核实先前结果未知的请求没有生效，允许重发",
    "an earlier request whose outcome was unknown has been checked: it may be sent again",
);

pub(super) fn resend() -> Value {
    json!({ "type": "boolean", "description": text(&RESEND_ABOUT) })
}

/// The fields that the sidecar fills in.
pub(super) fn merchant_fields(operation: &Operation) -> Vec<&str> {
    let parts = operation.request.choices.iter().filter_map(|choice| choice.part.as_ref());
    let merchant = parts.filter(|part| part.name == "merchant");
    merchant.flat_map(|part| part.fields.iter().map(String::as_str)).collect()
}

/// The name under which the plain identity number is accepted, for a field that has its hash.
pub(super) fn plain_name<'f>(operation: &Operation, field: &'f Field) -> Option<&'f str> {
    let plain = field.name.strip_suffix("_md5").filter(|_| field.format == Format::IdcardMd5)?;
    operation.request.field(plain).is_none().then_some(plain)
}

fn value(field: &Field) -> Value {
    let mut about = text(&field.label);
    if let Some(note) = &field.note {
        about.push_str("\n\n");
        about.push_str(&text(note));
    }
    if let Some(codes) = &field.codes {
        let codes = codes.values.iter().map(|code| format!("{} = {} · {}", code.code, code.label.zh, code.label.en));
        about.push_str("\n\n");
        about.push_str(&codes.collect::<Vec<_>>().join("\n"));
    }
    if field.format == Format::Content {
        return json!({ "anyOf": [reference("Content"), { "type": "string" }], "description": about });
    }
    json!({ "type": "string", "description": about })
}

fn reply(operation: &Operation) -> Value {
    let fields = operation.response.fields.iter().filter(|field| field.role != Role::Signature);
    let properties: Map<String, Value> = fields
        .map(|field| (field.name.clone(), json!({ "type": "string", "description": text(&field.label) })))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": { "type": "string" } })
}
