//! The examples of a spec as the XML that is sent.

use std::fmt::Write;

use wxmed_compiler::model::{Example, ExampleValue, Operation, Role};
use wxmed_core::Json;

use super::super::parts::{object, text};

/// The valid examples of an operation, by number; `None` if there are none.
pub(super) fn all(operation: &Operation) -> Option<Json> {
    let valid = operation.examples.iter().filter(|example| example.breaks.is_empty());
    let all: Vec<(String, Json)> = (1..)
        .zip(valid)
        .filter_map(|(number, example)| Some((format!("example-{number}"), one(operation, example)?)))
        .collect();
    (!all.is_empty()).then_some(Json::Object(all))
}

fn one(operation: &Operation, example: &Example) -> Option<Json> {
    let ExampleValue::Fields(fields) = &example.value else { return None };
    Some(object([
        ("summary", text(&example.title.zh)),
        ("description", text(&example.title.en)),
        ("value", Json::Text(xml(operation, fields))),
    ]))
}

/// The fields in the order of the document, with variables for the values that the caller adds.
fn xml(operation: &Operation, fields: &[(String, String)]) -> String {
    let is_given = |name: &str| fields.iter().any(|(known, _)| known == name);
    let added = operation.request.fields.iter().filter_map(|field| match field.role {
        Role::Nonce | Role::Signature if !is_given(&field.name) => {
            Some((field.name.clone(), format!("{{{{{}}}}}", field.name)))
        }
        Role::Value | Role::Nonce | Role::Signature => None,
    });
    let mut all = "<xml>\n".to_owned();
    for (name, value) in fields.iter().cloned().chain(added) {
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        // Writing to a String never fails.
        let _ = writeln!(all, "  <{name}>{value}</{name}>");
    }
    all + "</xml>"
}
