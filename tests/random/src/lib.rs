//! Random specs that use every construct of the language, and random values, valid and damaged, for any spec. They are
//! generated from the model alone, and are the same for the same numbers.
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
