//! Random specs that use every construct of the language, and random values, good and bad, for any spec: made from the
//! model alone, and of the same numbers always the same.
#![forbid(unsafe_code)]

pub mod contents;
pub mod dice;
mod fill;
mod filled;
pub mod requests;
pub mod specs;
mod stated;
pub mod texts;
