//! What the maintainers of specs run: nothing here is linked by a program that uses wxmed.
//!
//! A bureau's table becomes a [draft](draft_content); [`undecided`] says what a person still has to decide in it, and
//! [`format_file`] lays it out. [`compare_models`] finds what a change breaks. [`reference_page`] and the like write the
//! reference, [`json_schema`] what editors read, [`export_json`] the model for programs in other languages,
//! and [`export_json_schemas`] JSON Schemas of what is sent and received.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod breaking;
mod docs;
mod explain;
mod export;
pub mod expressions;
mod fmt;
mod infer;
mod json_schema;
mod keywords;
mod pages;
mod undecided;

pub use breaking::{BreakRule, Change, Effect, Version, compare_models};
pub use docs::{diagnostics_reference, language_reference, reference_index, reference_names, reference_page};
pub use explain::{Explanation, explanation};
pub use export::{
    OPENAPI_HOSTS, export_json, export_json_schema, export_json_schemas, export_openapi, export_provenance,
    json_schema_names,
};
pub use fmt::format_file;
pub use infer::{Decision, DecisionKind, Draft, DraftError, DraftMaterial, Evidence, draft_content};
pub use json_schema::{JSON_SCHEMA_FILE, json_schema};
pub use undecided::undecided;
