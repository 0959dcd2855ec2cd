//! Runs the program and checks its output.

mod audit;
mod call;
/// A caller with an independent implementation of signing.
#[allow(dead_code)]
#[path = "../../../wxmed-sandbox/tests/sandbox/support.rs"]
mod caller;
mod check;
mod console;
mod document;
mod help;
mod sandbox;
mod serve;
#[cfg(unix)]
mod serving;
#[cfg(unix)]
mod sidecar_page;
mod sign;
mod spec;
mod support;
