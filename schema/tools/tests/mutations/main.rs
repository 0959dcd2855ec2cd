//! Mutations of the shipped specs: compiling any file terminates, and each error has a position.

mod mutate;
mod random;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use wxmed_compiler::{Options, Parsed, Scope, Sources};
use wxmed_specs::shipped;

use crate::random::Random;

/// The number of damaged files, unless `WXMED_CASES` is set.
const CASES: usize = 10_000;

/// The maximum number of errors that one change causes: if rows are lost that sections, rules and examples refer to,
/// each reference is reported.
const MOST_ERRORS: usize = 128;

#[test]
fn a_damaged_spec_is_compiled_without_a_panic() {
    let cases = std::env::var("WXMED_CASES").map_or(CASES, |cases| cases.parse().expect("WXMED_CASES is a number"));
    let specs = Spec::all();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (most, broken) = (Mutex::new((0, String::new())), AtomicUsize::new(0));
    thread::scope(|scope| {
        for first in 0..threads {
            let (specs, most, broken) = (&specs, &most, &broken);
            scope.spawn(move || {
                for case in (first..cases).step_by(threads) {
                    let (errors, about) = specs[case % specs.len()].read_damaged(case);
                    let mut most = most.lock().unwrap();
                    if errors > most.0 {
                        *most = (errors, about);
                    }
                    broken.fetch_add(usize::from(errors > 0), Ordering::Relaxed);
                }
            });
        }
    });
    let (most, worst) = most.into_inner().unwrap();
    let broken = broken.into_inner();
    println!("{broken} of {cases} files had errors, {most} at most: {worst}");
    assert!(most <= MOST_ERRORS, "{most} errors after {worst}");
    assert!(broken >= cases / 3, "too few changes cause errors");
}

/// A shipped spec, and those that it can refer to.
struct Spec {
    context: Parsed,
    path: String,
    name: String,
    text: String,
}

impl Spec {
    fn all() -> Vec<Self> {
        let all = shipped();
        let spec = |file: &wxmed_compiler::SourceFile| {
            let mut context = all.clone();
            let is_shared = |name: &str| ["codes/", "parts/", "errata"].iter().any(|start| name.starts_with(start));
            context.retain(|name| is_shared(name) && name != file.name);
            Spec {
                context: Parsed::new(context),
                path: file.path.clone(),
                name: file.name.clone(),
                text: file.text.to_string(),
            }
        };
        all.files().iter().map(spec).collect()
    }

    /// The number of errors after one change, and the change.
    fn read_damaged(&self, case: usize) -> (usize, String) {
        let (how, text) = mutate::mutate(&self.text, &mut Random::of(case));
        let about = format!("case {case}: {} of {}", how, self.path);
        let read = catch_unwind(AssertUnwindSafe(|| self.read(&text)));
        match read {
            Ok(Ok(errors)) => (errors, about),
            Ok(Err(wrong)) => panic!("{about}: {wrong}, on\n{text}"),
            Err(_) => panic!("{about}: a panic, on\n{text}"),
        }
    }

    fn read(&self, text: &str) -> Result<usize, String> {
        let mut own = Sources::new();
        own.add(&self.path, &self.name, text);
        let mut specs = self.context.clone();
        specs.add(own);
        let sources = specs.sources().clone();
        let (model, mut diagnostics) = specs.compile(&Options { scope: Scope::Named, ..Options::default() });
        diagnostics.extend(names(&model, sources.files().len() - 1));
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.span;
            let file = sources.file(span).ok_or_else(|| format!("{diagnostic:?} is in no file"))?;
            let range: Range<usize> = span.start..span.end;
            if file.text.get(range).is_none() {
                return Err(format!("{diagnostic:?} is not inside the file"));
            }
            if !diagnostic.for_compiler(&sources).contains(&file.path) {
                return Err(format!("{diagnostic:?} is shown without its file"));
            }
        }
        Ok(diagnostics.errors().count())
    }
}

/// The diagnostics of the emitter, which must handle valid and broken specs.
fn names(model: &wxmed_compiler::model::Model, context_files: usize) -> wxmed_compiler::Diagnostics {
    let context_files = (0..context_files).collect();
    let options = wxmed_codegen::EmitOptions { context_files, ..wxmed_codegen::EmitOptions::default() };
    let (_, diagnostics) = wxmed_codegen::emit(model, &options);
    let without_writing = wxmed_codegen::check_names(model, &options);
    assert!(without_writing.iter().eq(diagnostics.iter()), "{without_writing:?}\n{diagnostics:?}");
    diagnostics
}
