//! The model of every spec that ships, and of those that only the tests have.

use std::path::Path;
use std::sync::OnceLock;

use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_specs::shipped;

/// The folder with the specs that only the tests have.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/specs"))
}

/// The specs that ship, and below them those in `tests/specs`, which use what no shipped spec uses yet.
///
/// # Panics
/// If there is anything to say about them.
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
