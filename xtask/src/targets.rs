//! What a user can name to the macro: each spec, and each folder of what specs share.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_codegen::{EmitOptions, Layout, check_names, emit};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Diagnostics, Options, Parsed, Scope, SourceFile, Sources};
use wxmed_core::Severity;

use crate::failure::{Failure, Result};
use crate::parallel;
use crate::pretty;
use crate::report::Report;
use crate::workspace::is_context;

/// Specs that become Rust together.
pub(crate) struct Target<'p> {
    /// The name: that of the spec, or of the folder.
    pub(crate) name: String,
    all: &'p Parsed,
    /// Files that are there only to be referred to.
    context: Vec<usize>,
    /// The unit's own files.
    own: Vec<usize>,
    layout: Layout,
}

/// The units of a set of specs, by name. A file that has an operation or a content is a unit; the others are one with
/// their folder.
///
/// If the specs are everything that there is, a unit can refer to what the macro lets it refer to; if not, to all that
/// is no unit itself.
pub(crate) fn units<'p>(all: &'p Parsed, model: &Model, scope: Scope) -> Vec<Target<'p>> {
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
    let unit = |((name, is_folder), own): ((&str, bool), Vec<usize>)| Target {
        name: name.to_owned(),
        all,
        context: shared.iter().copied().filter(|index| !own.contains(index)).collect(),
        own,
        layout: if is_folder { Layout::Nested } else { Layout::Flat },
    };
    members.into_iter().map(unit).collect()
}

/// What is wrong with specs: together, and as what a user can name.
pub(crate) fn lint(sources: Sources, scope: Scope) -> Report {
    mistakes(&parsed(sources), scope)
}

/// The same, and what is undecided in the files behind the first ones, which are there only to be referred to.
pub(crate) fn lint_decided(sources: Sources, scope: Scope, context: usize, severity: Severity) -> Report {
    let specs = parsed(sources);
    let mut findings = mistakes(&specs, scope);
    findings.extend(undecided(&specs, context, severity));
    findings
}

/// What is undecided in all files but the first ones.
pub(crate) fn undecided(specs: &Parsed, context: usize, severity: Severity) -> Report {
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
    for found in parallel::map(&units(specs, &model, scope), Target::findings) {
        findings.extend(found);
    }
    findings
}

impl Target<'_> {
    /// Reads the unit as the macro does, and takes what is wanted of it.
    fn expand<R>(&self, take: impl FnOnce(&Model, &EmitOptions) -> (R, Diagnostics)) -> (R, Report) {
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

    /// What is wrong with the unit.
    fn findings(&self) -> Report {
        self.expand(|model, options| ((), check_names(model, options))).1
    }

    /// The Rust items that the macro makes of the unit, if nothing is wrong; what is wrong becomes a finding.
    ///
    /// # Errors
    /// If they are no items though the specs have no mistake: then the emitter has one.
    pub(crate) fn items(&self, findings: &mut Report) -> Result<Option<syn::File>> {
        let (items, found) = self.expand(emit);
        findings.extend(found);
        if findings.stop() {
            return Ok(None);
        }
        syn::parse2(pretty::doc_lines(items)).map(Some).map_err(|error| {
            Failure::new(format!(
                "`{}` became something that is not Rust, a mistake of the emitter: {error}",
                self.name
            ))
        })
    }

    /// The files that the unit is made from, as they are shown.
    pub(crate) fn made_from(&self) -> String {
        let file = |index: &usize| self.all.sources().files().get(*index);
        let path = self.own.first().and_then(file).map_or(self.name.as_str(), |file: &SourceFile| &file.path);
        match (self.layout, path.rsplit_once('/')) {
            (Layout::Nested, Some((folder, _))) => format!("{folder}/*.yaml"),
            _ => path.to_owned(),
        }
    }
}
