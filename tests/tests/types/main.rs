//! The types that the macros make, as a program uses them.

// One of the expansions names the crate by another name, which only the root of a crate can give it.
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
