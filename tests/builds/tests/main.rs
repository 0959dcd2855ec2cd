//! Builds of other programs with wxmed: an external crate, a newcomer's first program, the published packages, the
//! recipes of CONTRIBUTING.md, and mistakes.
//!
//! Together they take minutes, so they are ignored by default: `cargo test -p wxmed-builds -- --ignored`.

mod compile_fail;
mod copy;
mod newcomer;
mod outside;
mod packages;
mod recipes;
mod sixth_operation;
