//! Random specs that use every construct of the language, and random values, good and bad, for any spec: made from the
//! model alone, and of the same numbers always the same.
#![forbid(unsafe_code)]

mod composed;
mod constraints;
pub mod contents;
pub mod dice;
mod draft;
mod fill;
mod filled;
mod limits;
mod moves;
mod paths;
mod pattern;
pub mod requests;
mod search;
pub mod specs;
mod stated;
pub mod texts;
mod view;

pub use fill::Unkept;
