//! The shared code of wxmed's tests: the model of every spec, the compiled types, an independent signer, and values,
//! valid and damaged, that are generated from the model alone.
#![forbid(unsafe_code)]

pub mod agree;
pub mod compare;
pub mod compiled;
pub mod naive;
pub mod requests;
pub mod requests_with_content;
pub mod responses;
pub mod runner;
pub mod specs;

pub use wxmed_random::{contents, dice, texts};

#[cfg(doctest)]
mod readmes;
