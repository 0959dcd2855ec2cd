//! What can be named in the macro: each spec, and each folder of what specs share.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_codegen::{EmitOptions, Layout, check_names};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Diagnostics, Options, Parsed, Scope, SourceFile, Sources};
use wxmed_core::Severity;

use crate::parallel;
use crate::report::Report;
use crate::selection::{Selection, is_context};

/// Specs that become Rust together.
pub struct Target<'p> {
    /// The name: that of the spec, or of the folder.
    pub name: String,
    all: &'p Parsed,
    /// Files that are there only to be referred to.
    context: Vec<usize>,
    /// The target's own files.
    own: Vec<usize>,
    layout: Layout,
}

/// The targets of a set of specs, by name. A file that has an operation, a notification or a content is a target; the
/// others are one with their folder.
///
/// If the specs are everything that there is, a target can refer to what the macro lets it refer to; if not, to all that
/// is no target itself.
pub fn targets<'p>(all: &'p Parsed, model: &Model, scope: Scope) -> Vec<Target<'p>> {
    let operations = model.operations.iter().map(|operation| operation.span.file);
    let operations = operations.chain(model.notifications.iter().map(|notification| notification.span.file));
    let specs: BTreeSet<usize> = operations.chain(model.contents.iter().map(|content| content.span.file)).collect();
    // By name, and whether it is that of a folder.
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

/// The mistakes in specs: in all of them together, and in each target.
pub(crate) fn lint(selection: Selection) -> Report {
    mistakes(&parsed(selection.sources), selection.scope)
}

/// The same, and the open decisions in all but the context.
pub(crate) fn lint_decided(selection: Selection, severity: Severity) -> Report {
    let specs = parsed(selection.sources);
    let mut findings = mistakes(&specs, selection.scope);
    findings.extend(undecided(&specs, selection.context, severity));
    findings
}

/// The open decisions in all files but the first ones.
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
    /// Reads the target as the macro does, and returns what `take` makes of it, with all mistakes.
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

    /// The mistakes in the target.
    fn findings(&self) -> Report {
        self.expand(|model, options| ((), check_names(model, options))).1
    }

    /// The files that the target is made from, as they are shown.
    pub fn made_from(&self) -> String {
        let file = |index: &usize| self.all.sources().files().get(*index);
        let path = self.own.first().and_then(file).map_or(self.name.as_str(), |file: &SourceFile| &file.path);
        match (self.layout, path.rsplit_once('/')) {
            (Layout::Nested, Some((folder, _))) => format!("{folder}/*.yaml"),
            _ => path.to_owned(),
        }
    }
}
