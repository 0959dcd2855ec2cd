//! What wxmed's tests share: the model of every spec, the compiled types beside it, a signer that is not ours, and
//! values, good and bad, that are made from the model alone.
#![forbid(unsafe_code)]

pub mod agree;
pub mod answers;
pub mod carried;
pub mod compare;
pub mod compiled;
pub mod naive;
pub mod requests;
pub mod runner;
pub mod specs;

pub use wxmed_random::{contents, dice, texts};

#[cfg(doctest)]
mod readmes;
