//! Generates the reference pages of specs, in Markdown, in Chinese and English.
//!
//! The page of a spec depends only on the model, so it changes only if a spec changes. The pages of the language and of
//! its diagnostics depend only on the tables of the language.

use wxmed_compiler::model::Model;

mod content;
mod diagnostics;
mod fields;
mod index;
mod known;
mod language;
mod markdown;
mod notification;
mod operation;
mod relations;
mod resources;
mod tables;
mod templates;

pub use diagnostics::diagnostics_reference;
pub use index::reference_index;
pub use language::language_reference;

/// The page of the shared code tables.
const CODES: &str = "codes";
/// The page of all errors.
const ERRORS: &str = "errors";
/// The page of the document's errata.
const ERRATA: &str = "errata";
/// The page of known facts that aren't shipped as specs.
const KNOWN: &str = "known";

/// The names of all pages, in the order of the index; the file of each is its name with `.md`.
pub fn reference_names(model: &Model) -> Vec<&str> {
    let operations = model.operations.iter().map(|operation| operation.name.as_str());
    let contents = model.contents.iter().map(|content| content.name.as_str());
    let notifications = model.notifications.iter().map(|notification| notification.name.as_str());
    let known = (!model.known.is_empty()).then_some(KNOWN);
    operations.chain(notifications).chain(contents).chain([CODES, ERRORS, ERRATA]).chain(known).collect()
}

/// The page of one operation, notification or content, by its name, or one of the pages `codes`, `errors`, `errata` and
/// `known`.
pub fn reference_page(model: &Model, name: &str) -> Option<String> {
    if let Some(operation) = model.operation(name) {
        return Some(operation::page(operation, model));
    }
    if let Some(notification) = model.notification(name) {
        return Some(notification::page(notification, model));
    }
    if let Some(content) = model.content(name) {
        return Some(content::page(content, model));
    }
    match name {
        CODES => Some(tables::codes_page(model)),
        ERRORS => Some(tables::errors_page(model)),
        ERRATA => Some(tables::errata_page(model)),
        KNOWN if !model.known.is_empty() => Some(known::page(model)),
        _ => None,
    }
}
