//! Tools for maintainers of specs. Programs that use wxmed don't link this crate.
//!
//! [`draft_content`] drafts a spec from a bureau's tables and samples, [`undecided`] lists its open decisions, and
//! [`format_file`] formats it. [`compare_models`] finds breaking changes. [`reference_page`] and similar functions
//! generate the reference, [`json_schema`] a schema of the specs for editors, [`export_json`] the model for programs in
//! other languages, and [`export_json_schemas`] JSON Schemas of requests, responses and contents.
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
