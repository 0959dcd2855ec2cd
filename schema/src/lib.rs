//! The specs of WeChat's medical-insurance payment interface (微信医保支付), and the language they are written in.
//!
//! What is always here is the vocabulary that every reader of a spec shares: [`Violation`] and its
//! rules, value [`Format`]s, lossless [`Json`], and text in two languages. The feature `load` adds the pipeline,
//! whose one door is [`compile`]: sources in, a [`model::Model`] and its [`Diagnostics`] out. The
//! feature `shipped` builds in the specs of this repository, and `codegen` adds the emitter of Rust code.
//!
//! ```
//! # #[cfg(feature = "shipped")] {
//! let (model, diagnostics) = wxmed_schema::compile(&wxmed_schema::shipped(), &Default::default());
//! assert!(diagnostics.is_empty());
//! assert_eq!(model.operation("getmedinfo").unwrap().section, "1.1");
//! # }
//! ```
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod bilingual;
mod edges;
mod format;
mod json;
mod nearest;
mod pattern;
mod violation;
mod visible;

pub use bilingual::{Bilingual, Lang};
pub use edges::{broken_at_the_ends, is_blank};
pub use format::Format;
pub use json::{Json, JsonError, JsonFault};
pub use nearest::{meant_wire_name, nearest};
pub use pattern::{Pattern, PatternError};
pub use violation::{GroupKind, Rule, Severity, Violation, Violations};
pub use visible::visible;

#[cfg(feature = "load")]
mod breaking;
#[cfg(feature = "load")]
mod casing;
#[cfg(feature = "load")]
mod check;
#[cfg(feature = "load")]
mod confusable;
#[cfg(feature = "load")]
mod diagnostic;
#[cfg(feature = "load")]
mod draft;
#[cfg(feature = "codegen")]
mod emit;
#[cfg(feature = "load")]
mod export;
#[cfg(feature = "load")]
mod fmt;
#[cfg(feature = "load")]
pub mod language;
#[cfg(feature = "load")]
mod lower;
#[cfg(feature = "load")]
mod markdown;
#[cfg(feature = "load")]
pub mod model;
#[cfg(feature = "load")]
mod options;
#[cfg(feature = "load")]
mod parse;
#[cfg(feature = "load")]
mod patch;
#[cfg(feature = "load")]
mod pipeline;
#[cfg(feature = "load")]
mod reference;
#[cfg(feature = "shipped")]
mod shipped;
#[cfg(feature = "load")]
mod source;
#[cfg(feature = "load")]
mod syntax;
#[cfg(feature = "load")]
mod tree;
#[cfg(feature = "load")]
mod undecided;
#[cfg(feature = "load")]
mod validate;

#[cfg(feature = "load")]
pub use breaking::{BreakRule, Change, Effect, Version, compare_models};
#[cfg(feature = "load")]
pub use diagnostic::{Diagnostic, Diagnostics, Explanation, Id};
#[cfg(feature = "load")]
pub use draft::{Decision, DecisionKind, Draft, DraftError, DraftMaterial, Evidence, draft_content};
#[cfg(feature = "codegen")]
pub use emit::{EmitOptions, Layout, TypeOptions, api_name, check_names, emit};
#[cfg(feature = "load")]
pub use export::export_json;
#[cfg(feature = "load")]
pub use fmt::format_file;
#[cfg(feature = "load")]
pub use options::{Errata, Options, Scope};
#[cfg(feature = "load")]
pub use pipeline::{Parsed, compile};
#[cfg(feature = "load")]
pub use reference::{diagnostics_reference, language_reference, reference_index, reference_names, reference_page};
#[cfg(feature = "shipped")]
pub use shipped::shipped;
#[cfg(feature = "load")]
pub use source::{Excerpt, Position, SourceFile, Sources};
#[cfg(feature = "load")]
pub use validate::{
    content_with_defaults, request_with_defaults, validate_bindings, validate_content, validate_content_text,
    validate_reply, validate_request, validate_request_with_content,
};
