//! Random specs, compiled once, and their folder.
#![forbid(unsafe_code)]

use std::path::Path;

use wxmed_tests::compiled::{CompiledContent, CompiledOperation};

include!(concat!(env!("OUT_DIR"), "/compiled.rs"));

/// The folder with the specs.
pub fn specs() -> &'static Path {
    Path::new(concat!(env!("OUT_DIR"), "/specs"))
}
