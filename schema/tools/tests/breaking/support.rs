//! Specs for tests.

use std::path::Path;

use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_tools::{Change, Version, compare_models};

/// The model of valid specs.
#[track_caller]
pub(crate) fn model(sources: &Sources) -> Model {
    let (model, diagnostics) = compile(sources, &Options::default());
    assert!(
        !diagnostics.has_errors(),
        "{:#?}",
        diagnostics.iter().map(|one| (one.id.name(), &one.message, sources.position(one.span))).collect::<Vec<_>>()
    );
    model
}

/// Each change as `effect, ID, version, file, line and column: subject`.
pub(crate) fn changes(old: &Sources, new: &Sources) -> Vec<String> {
    let changes = compare_models(&model(old), &model(new));
    changes.iter().map(|change| line(change, old, new)).collect()
}

fn line(change: &Change, old: &Sources, new: &Sources) -> String {
    let (version, sources) = match change.version {
        Version::Old => ("old", old),
        Version::New => ("new", new),
    };
    let (file, at) = (sources.file(change.span).unwrap(), sources.position(change.span));
    let (effect, rule) = (change.rule.effect().name(), change.rule.name());
    format!("{effect} {rule} {version} {}:{}:{} {}\n", file.name, at.line, at.column, change.subject)
}

/// The shipped specs, as they are on disk.
pub(crate) fn shipped() -> Sources {
    Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"), "specs").unwrap()
}
