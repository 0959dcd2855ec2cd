//! What the maintainers of specs run: nothing here is linked by a program that uses wxmed.
//!
//! A bureau's table becomes a [draft](draft_content); [`undecided`] says what a person still has to decide in it, and
//! [`format_file`] lays it out. [`compare_models`] finds what a change breaks. [`reference_page`] and the like write the
//! reference, [`json_schema`] what editors read, [`export_json`] the model for programs in other languages.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod breaking;
mod draft;
mod explain;
mod export;
mod fmt;
mod json_schema;
mod pages;
mod reference;
mod undecided;

pub use breaking::{BreakRule, Change, Effect, Version, compare_models};
pub use draft::{Decision, DecisionKind, Draft, DraftError, DraftMaterial, Evidence, draft_content};
pub use explain::{Explanation, explanation};
pub use export::export_json;
pub use fmt::format_file;
pub use json_schema::{JSON_SCHEMA_FILE, json_schema};
pub use reference::{diagnostics_reference, language_reference, reference_index, reference_names, reference_page};
pub use undecided::undecided;
