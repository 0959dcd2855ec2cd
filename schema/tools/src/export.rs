//! The model as JSON, for programs in other languages and for people with `jq`.
//!
//! Keys have a fixed order, and are only ever added.

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

/// The model as pretty-printed JSON: the document, and the changes by errata.
///
/// `operations` and `templates` have the values of the document; rows and keys that errata change are under their
/// `effective`. The document has no tables of contents, only samples, so `contents` has the corrected values, and
/// `document` the values of the samples. `notifications` are sent by the platform, and `known` lists facts that aren't
/// shipped as specs.
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
