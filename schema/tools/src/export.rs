//! The model as JSON, for programs in other languages and for people with `jq`.
//!
//! Keys stand in a fixed order, and are only ever added.

use wxmed_compiler::model::Model;

mod content;
mod difference;
mod json_schema;
mod notification;
mod openapi;
mod operation;
mod parts;
mod provenance;
mod record;
mod template;

pub use json_schema::{export_json_schema, export_json_schemas, json_schema_names};
pub use openapi::{OPENAPI_HOSTS, export_openapi};
use parts::{list, object};
pub use provenance::export_provenance;

/// The model as pretty JSON: what the document says, and beside it what the errata make of it.
///
/// `operations` and `templates` are the document's own; where `effective` says otherwise, the row and
/// the keys that differ stand under their `effective`. A content has no table in the document, only
/// samples, so `contents` is what the errata leave, and `document` holds what the samples have instead. `notifications` are
/// what the platform sends, and `known` is what is known and no spec.
pub fn export_json(document: &Model, effective: &Model) -> String {
    let operations = (document.operations.iter()).map(|operation| {
        operation::export(operation, effective.operation(&operation.name).unwrap_or(operation), &effective.errata)
    });
    let contents = (effective.contents.iter())
        .map(|content| content::export(document.content(&content.name).unwrap_or(content), content, &effective.errata));
    let notifications = document.notifications.iter().map(|notification| {
        let after = effective.notification(&notification.name).unwrap_or(notification);
        notification::export(notification, after, &effective.errata)
    });
    let all = object([
        ("operations", list(operations)),
        ("contents", list(contents)),
        ("templates", template::export(&document.templates, &effective.templates, &effective.errata)),
        ("codes", list(effective.codes.iter().map(|table| parts::codes(table)))),
        ("errors", list(effective.errors.iter().map(parts::error_table))),
        ("errata", list(effective.errata.iter().map(parts::erratum))),
        ("notifications", list(notifications)),
        ("known", list(effective.known.iter().map(notification::known))),
    ]);
    format!("{all:#}\n")
}
