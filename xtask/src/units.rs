//! What a user can name to the macro: each spec, and each folder of what specs share.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_schema::model::Model;
use wxmed_schema::{EmitOptions, Layout, Options, Parsed, Scope, Sources, emit};

use crate::failure::{Failure, Result};
use crate::findings::Findings;
use crate::workspace::is_context;

/// Specs that become Rust together.
pub(crate) struct Unit {
    /// The name: that of the spec, or of the folder.
    pub(crate) name: String,
    /// The specs as the macro has them: first those that are there only to be referred to, then the unit's own.
    specs: Parsed,
    context: usize,
    layout: Layout,
}

/// The units of a set of specs, by name. A file that has an operation or a content is a unit; the others are one with
/// their folder.
///
/// If the specs are everything that there is, a unit can refer to what the macro lets it refer to; if not, to all that
/// is no unit itself.
pub(crate) fn units(all: &Sources, model: &Model, scope: Scope) -> Vec<Unit> {
    let operations = model.operations.iter().map(|operation| operation.span.file);
    let specs: BTreeSet<usize> = operations.chain(model.contents.iter().map(|content| content.span.file)).collect();
    // By name, and whether it is that of a folder.
    let mut members: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    let mut shared = Vec::new();
    for (index, file) in all.files().iter().enumerate() {
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
    let context = Parsed::new(some(all, &shared));
    let unit = |((name, is_folder), own): ((&str, bool), Vec<usize>)| {
        let others: Vec<usize> = shared.iter().copied().filter(|index| !own.contains(index)).collect();
        // Most units are in no other's context, and share one that was parsed before.
        let context = if others.len() == shared.len() { context.clone() } else { Parsed::new(some(all, &others)) };
        Unit::new(name, is_folder, context, some(all, &own))
    };
    members.into_iter().map(unit).collect()
}

/// Some of the files.
fn some(all: &Sources, indices: &[usize]) -> Sources {
    let mut some = Sources::new();
    for file in indices.iter().filter_map(|index| all.files().get(*index)) {
        some.add(&file.path, &file.name, file.text.clone());
    }
    some
}

impl Unit {
    fn new(name: &str, is_folder: bool, mut specs: Parsed, own: Sources) -> Self {
        let context = specs.sources().files().len();
        specs.add(own);
        let layout = if is_folder { Layout::Nested } else { Layout::Flat };
        Self { name: name.to_owned(), specs, context, layout }
    }

    /// The Rust items that the macro makes of the unit, if nothing is wrong with it; what is wrong becomes a finding.
    ///
    /// # Errors
    /// If they are no items though the specs have no mistake: then the emitter has one.
    pub(crate) fn expand(&self, findings: &mut Findings) -> Result<Option<syn::File>> {
        let options = Options { scope: Scope::Named, ..Options::default() };
        let (model, diagnostics) = self.specs.clone().compile(&options);
        findings.add(&diagnostics, self.specs.sources());
        let options = EmitOptions { context_files: self.context, layout: self.layout, ..EmitOptions::default() };
        let (items, naming) = emit(&model, &options);
        findings.add(&naming, self.specs.sources());
        if findings.stop() {
            return Ok(None);
        }
        syn::parse2(items).map(Some).map_err(|error| {
            Failure::new(format!(
                "`{}` became something that is not Rust, a mistake of the emitter: {error}",
                self.name
            ))
        })
    }

    /// The files that the unit is made from, as they are shown.
    pub(crate) fn made_from(&self) -> String {
        let own = self.specs.sources().files().get(self.context..).unwrap_or_default();
        match (self.layout, own.first()) {
            (Layout::Nested, Some(file)) => {
                format!("{}/*.yaml", file.path.rsplit_once('/').map_or("", |(folder, _)| folder))
            }
            (Layout::Flat, Some(file)) => file.path.clone(),
            (_, None) => self.name.clone(),
        }
    }
}
