//! The specs of WeChat's medical-insurance payment interface (微信医保支付), and the language they are written in.
//!
//! What is always here is the vocabulary that every reader of a spec shares: [`Violation`] and its
//! rules, value [`Format`]s, lossless [`Json`], and text in two languages. The feature `load` adds the pipeline,
//! whose one door is [`compile`]: sources in, a [`model::Model`] and its [`Diagnostics`] out. The
//! feature `shipped` builds in the specs of this repository.
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
pub use json::{Json, JsonError};
pub use nearest::{nearest, nearest_wire_name};
pub use pattern::{Pattern, PatternError};
pub use violation::{GroupKind, Rule, Severity, Violation, Violations};
pub use visible::visible;

#[cfg(feature = "load")]
pub mod casing;
#[cfg(feature = "load")]
mod check;
#[cfg(feature = "load")]
pub mod confusable;
#[cfg(feature = "load")]
mod diagnostic;
#[cfg(feature = "load")]
pub mod language;
#[cfg(feature = "load")]
mod lower;
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
#[cfg(feature = "shipped")]
mod shipped;
#[cfg(feature = "load")]
mod source;
#[cfg(feature = "load")]
mod syntax;
#[cfg(feature = "load")]
pub mod tree;
#[cfg(feature = "load")]
mod validate;

#[cfg(feature = "load")]
pub use diagnostic::{Diagnostic, Diagnostics, Explanation, Id};
#[cfg(feature = "load")]
pub use options::{Errata, Options, Scope};
#[cfg(feature = "load")]
pub use pipeline::{Parsed, compile};
#[cfg(feature = "shipped")]
pub use shipped::shipped;
#[cfg(feature = "load")]
pub use source::{Excerpt, Places, Position, SourceFile, Sources};
#[cfg(feature = "load")]
pub use validate::{
    content_with_defaults, request_with_defaults, validate_bindings, validate_content, validate_content_text,
    validate_reply, validate_request, validate_request_with_content,
};
