//! Every kind of diagnostic has cases: `cases/ID/WHAT.yaml`, or a folder `cases/ID/WHAT`, each with a file
//! `WHAT.expected` that contains the expected diagnostics.
//!
//! With `WXMED_ACCEPT=1` in the environment, the expected files are overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use wxmed_codegen::{EmitOptions, Layout, check_names, emit};
use wxmed_compiler::{Diagnostics, Id, Options, Sources, compile};
use wxmed_core::Severity;
use wxmed_tools::undecided;

pub(crate) struct Case {
    /// The folder: the kind of diagnostic that the case tests.
    pub(crate) id: String,
    /// The spec, or the folder of specs.
    path: PathBuf,
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases")) {
        let id = name(&folder);
        let inputs = entries(&folder).into_iter().filter(|path| path.extension().is_none_or(|end| end == "yaml"));
        cases.extend(inputs.map(|path| Case { id: id.clone(), path }));
    }
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

impl Case {
    fn title(&self) -> String {
        format!("{}/{}", self.id, name(&self.path))
    }

    /// The specs, with paths that don't depend on the machine.
    pub(crate) fn sources(&self) -> Sources {
        let shown = if self.path.is_dir() { name(&self.path) } else { format!("{}.yaml", name(&self.path)) };
        Sources::read(&self.path, &shown).unwrap()
    }
}

/// All diagnostics of specs: those of the macro, for contents and names, and the open decisions.
pub(crate) fn found(sources: &Sources) -> Diagnostics {
    let (model, mut diagnostics) = compile(sources, &Options::default());
    let layout = if sources.files().len() > 1 { Layout::Nested } else { Layout::Flat };
    let options = EmitOptions { layout, ..EmitOptions::default() };
    let (_, naming) = emit(&model, &options);
    assert!(
        check_names(&model, &options).iter().eq(naming.iter()),
        "check_names and emit report different diagnostics"
    );
    diagnostics.extend(naming);
    for file in 0..sources.files().len() {
        diagnostics.extend(undecided(sources, file, Severity::Warning));
    }
    diagnostics
}

fn report(sources: &Sources, diagnostics: &Diagnostics) -> String {
    let mut report = String::new();
    for one in diagnostics.iter() {
        let (file, position) = (sources.file(one.span).unwrap(), sources.position(one.span));
        let severity = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (path, id) = (&file.path, one.id.name());
        writeln!(report, "{path}:{}:{} {severity} {id}: {}", position.line, position.column, one.message).unwrap();
        if let Some(help) = &one.help {
            writeln!(report, "  {help}").unwrap();
        }
    }
    report
}

#[test]
fn every_case_reports_the_expected_diagnostics() {
    let accepts = std::env::var_os("WXMED_ACCEPT").is_some_and(|value| value == "1");
    let mut wrong = String::new();
    for case in cases() {
        let sources = case.sources();
        let report = report(&sources, &found(&sources));
        let path = case.path.with_extension("expected");
        if accepts {
            fs::write(&path, &report).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(report.as_str()) {
            writeln!(wrong, "=== {}\n{report}", case.title()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "the diagnostics differ from the expected ones (WXMED_ACCEPT=1 accepts them):\n{wrong}");
}

#[test]
fn every_case_has_a_diagnostic_of_its_kind_and_valid_positions() {
    for case in cases() {
        let sources = case.sources();
        let found = found(&sources);
        assert!(found.iter().any(|one| one.id.name() == case.id), "{} has no diagnostic of its kind", case.title());
        for one in found.iter() {
            let file = sources.file(one.span).unwrap_or_else(|| panic!("{}: the span has no file", case.title()));
            assert!(
                one.span.start <= one.span.end && one.span.end <= file.text.len(),
                "{}: the span is out of range",
                case.title()
            );
        }
    }
}

#[test]
fn every_kind_of_diagnostic_has_a_case() {
    let mut known: BTreeMap<&str, usize> = Id::ALL.iter().map(|id| (id.name(), 0)).collect();
    assert_eq!(known.len(), Id::ALL.len(), "two kinds have the same name");
    for case in cases() {
        let number = known.get_mut(case.id.as_str());
        *number.unwrap_or_else(|| panic!("`cases/{}` isn't a kind of diagnostic", case.id)) += 1;
    }
    let without: BTreeSet<&str> = known.iter().filter(|(_, number)| **number == 0).map(|(id, _)| *id).collect();
    assert!(without.is_empty(), "no case in `cases/ID` for {without:?}");
}

#[test]
fn every_expected_file_has_a_case() {
    for folder in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases")) {
        for path in entries(&folder).iter().filter(|path| path.extension().is_some_and(|end| end == "expected")) {
            let is_there = path.with_extension("yaml").exists() || path.with_extension("").is_dir();
            assert!(is_there, "{} has no case", path.display());
        }
    }
}
