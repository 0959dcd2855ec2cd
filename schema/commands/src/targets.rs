//! Targets of the macro: each spec, and each folder of shared specs.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_codegen::{EmitOptions, Layout, check_names};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Diagnostics, Options, Parsed, Scope, SourceFile, Sources};
use wxmed_core::Severity;

use crate::parallel;
use crate::report::Report;
use crate::selection::{Selection, is_context};

/// Specs that are compiled to Rust together.
pub struct Target<'p> {
    /// The name of the spec, or of the folder.
    pub name: String,
    all: &'p Parsed,
    /// The files that are only referred to.
    context: Vec<usize>,
    /// The target's own files.
    own: Vec<usize>,
    layout: Layout,
}

/// The targets of a set of specs, by name. A file with an operation, a notification or a content is a target; the other
/// files of a folder form one target.
///
/// If the specs are complete, a target can refer to the same specs as in the macro; otherwise, to all specs that aren't
/// targets themselves.
pub fn targets<'p>(all: &'p Parsed, model: &Model, scope: Scope) -> Vec<Target<'p>> {
    let operations = model.operations.iter().map(|operation| operation.span.file);
    let operations = operations.chain(model.notifications.iter().map(|notification| notification.span.file));
    let specs: BTreeSet<usize> = operations.chain(model.contents.iter().map(|content| content.span.file)).collect();
    // By name, and whether it is a folder.
    let mut members: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    let mut shared = Vec::new();
    for (index, file) in all.sources().files().iter().enumerate() {
        let is_spec = specs.contains(&index);
        if is_context(&file.name) || (scope == Scope::Named && !is_spec) {
            shared.push(index);
        }
        if is_spec {
            members.insert((&file.name, false), vec![index]);
        } else if let Some((folder, _)) = file.name.rsplit_once('/') {
            members.entry((folder, true)).or_default().push(index);
        }
    }
    let target = |((name, is_folder), own): ((&str, bool), Vec<usize>)| Target {
        name: name.to_owned(),
        all,
        context: shared.iter().copied().filter(|index| !own.contains(index)).collect(),
        own,
        layout: if is_folder { Layout::Nested } else { Layout::Flat },
    };
    members.into_iter().map(target).collect()
}

/// The errors and warnings in specs: in all of them together, and in each target.
pub(crate) fn lint(selection: Selection) -> Report {
    mistakes(&parsed(selection.sources), selection.scope)
}

/// The errors and warnings, and the open decisions in all specs except the context.
pub(crate) fn lint_decided(selection: Selection, severity: Severity) -> Report {
    let specs = parsed(selection.sources);
    let mut findings = mistakes(&specs, selection.scope);
    findings.extend(undecided(&specs, selection.context, severity));
    findings
}

/// The open decisions in all files except the first `context` ones.
pub fn undecided(specs: &Parsed, context: usize, severity: Severity) -> Report {
    let sources = specs.sources();
    let files: Vec<usize> = (context..sources.files().len()).collect();
    let mut findings = Report::default();
    for found in parallel::map(&files, |file| wxmed_tools::undecided(sources, *file, severity)) {
        findings.add(&found, sources);
    }
    findings
}

fn parsed(sources: Sources) -> Parsed {
    let specs = Parsed::new(sources);
    let files: Vec<usize> = (0..specs.sources().files().len()).collect();
    parallel::map(&files, |file| specs.parse(*file));
    specs
}

fn mistakes(specs: &Parsed, scope: Scope) -> Report {
    let (model, diagnostics) = specs.compile(&Options { scope, ..Options::default() });
    let mut findings = Report::default();
    findings.add(&diagnostics, specs.sources());
    for found in parallel::map(&targets(specs, &model, scope), Target::findings) {
        findings.extend(found);
    }
    findings
}

impl Target<'_> {
    /// Compiles the target as the macro does, and returns the result of `take`, with all errors and warnings.
    pub fn expand<R>(&self, take: impl FnOnce(&Model, &EmitOptions) -> (R, Diagnostics)) -> (R, Report) {
        let options = Options { scope: Scope::Named, ..Options::default() };
        let files = self.context.iter().chain(&self.own).copied();
        let (model, diagnostics) = self.all.compile_some(files, &options);
        let options = EmitOptions {
            context_files: self.context.iter().copied().collect(),
            layout: self.layout,
            ..EmitOptions::default()
        };
        let (taken, naming) = take(&model, &options);
        let mut findings = Report::default();
        findings.add(&diagnostics, self.all.sources());
        findings.add(&naming, self.all.sources());
        (taken, findings)
    }

    /// The errors and warnings in the target.
    fn findings(&self) -> Report {
        self.expand(|model, options| ((), check_names(model, options))).1
    }

    /// The paths of the target's files, as they are shown.
    pub fn made_from(&self) -> String {
        let file = |index: &usize| self.all.sources().files().get(*index);
        let path = self.own.first().and_then(file).map_or(self.name.as_str(), |file: &SourceFile| &file.path);
        match (self.layout, path.rsplit_once('/')) {
            (Layout::Nested, Some((folder, _))) => format!("{folder}/*.yaml"),
            _ => path.to_owned(),
        }
    }
}
