//! What wxmed's tests share: the model of every spec, the compiled types beside it, a signer that is not ours, and
//! values, good and bad, that are made from the model alone.
#![forbid(unsafe_code)]

pub mod answers;
pub mod compare;
pub mod compiled;
pub mod contents;
mod copy;
pub mod dice;
mod fill;
pub mod naive;
pub mod requests;
pub mod runner;
pub mod specs;
mod stated;
pub mod texts;

pub use copy::{Build, Copy, cargo, checkout, mirror, write_if_changed};

#[cfg(doctest)]
mod readmes;
