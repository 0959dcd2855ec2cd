//! The compiler of specs: YAML in; a [`model::Model`] and its [`Diagnostics`] out.
//!
//! Its one door is [`compile`]. What a request or a content must be is then held against the model by
//! [`validate_request`], [`validate_content`] and the like.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod casing;
mod check;
pub mod confusable;
mod diagnostic;
pub mod language;
mod lower;
pub mod model;
mod options;
mod parse;
mod patch;
mod pipeline;
mod source;
mod syntax;
pub mod tree;
mod validate;

pub use diagnostic::{Diagnostic, Diagnostics, Id};
pub use options::{Errata, Options, Scope};
pub use pipeline::{Parsed, compile};
pub use source::{Excerpt, Places, Position, SourceFile, Sources};
pub use validate::{
    content_with_defaults, request_with_defaults, validate_bindings, validate_content, validate_content_text,
    validate_reply, validate_request, validate_request_with_content,
};
