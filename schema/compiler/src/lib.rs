//! The spec compiler: it compiles YAML to a [`model::Model`] and [`Diagnostics`].
//!
//! The entry point is [`compile`]. [`validate_request`], [`validate_content`] and similar functions validate values
//! against the model.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod ast;
pub mod casing;
mod compile;
pub mod confusable;
mod diagnostic;
mod errata;
pub mod grammar;
mod lower;
pub mod model;
mod options;
mod parse;
mod passes;
mod schemas;
mod soften;
mod source;
mod validate;
pub mod yaml;

pub use compile::{Parsed, compile};
pub use diagnostic::{Diagnostic, Diagnostics, Id};
pub use options::{Errata, LowConfidence, Options, Scope};
pub use source::{Excerpt, LineIndex, Position, SourceFile, Sources};
pub use validate::{
    content_with_defaults, reply_deviations, request_with_defaults, validate_bindings, validate_content,
    validate_content_text, validate_reply, validate_request, validate_request_with_content,
};
