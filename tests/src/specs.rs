//! The model of the shipped specs and the tests' own specs.

use std::path::Path;
use std::sync::OnceLock;

use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_specs::shipped;

/// The folder with the tests' own specs.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/specs"))
}

/// The shipped specs, and the specs of `tests/specs`, which use features that no shipped spec uses yet.
///
/// # Panics
/// If they have diagnostics.
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let mut sources = shipped();
        sources.extend(Sources::read(folder(), "tests/specs").expect("the tests' own specs can be read"));
        let (model, diagnostics) = compile(&sources, &Options::default());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        model
    })
}
