//! The types that the macros generate, as a program uses them.

// One of the expansions uses the crate under another name, which only the crate's root can declare.
extern crate wxmed as platform;

mod defaults;
mod derived;
mod every_value;
pub mod expansions;
mod extra_fields;
mod goldens;
mod low_confidence;
mod nulls;
mod readme;
mod refusals;
mod setters;
mod templates;
mod typed;
mod typed_replies;
mod variants;
