//! How much Rust the macro writes for cities.

use wxmed_compiler::{Options, Parsed, Scope, Sources};

use super::{cities, spec};
use crate::failure::{Failure, Result};
use crate::pretty;
use crate::report::Report;
use crate::targets::units;
use crate::workspace::Workspace;

/// How many lines of Rust there are, laid out as in the golden files.
pub(crate) struct Size {
    /// All of them.
    pub(crate) lines: usize,
    /// Those that are neither empty nor documentation.
    pub(crate) code: usize,
}

/// How much the macro writes for the cities of a seed.
///
/// # Errors
/// If the specs that ship cannot be read, or a city's has a mistake.
pub(crate) fn size(workspace: &Workspace, number: usize, seed: u64) -> Result<Size> {
    let written = expansions(workspace, number, seed)?.concat();
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("///");
    Ok(Size { lines: written.lines().count(), code: written.lines().filter(is_code).count() })
}

/// What the macro writes for each of the cities.
pub(super) fn expansions(workspace: &Workspace, number: usize, seed: u64) -> Result<Vec<String>> {
    let mut sources: Sources = workspace.specs()?;
    sources.retain(crate::workspace::is_context);
    let context = sources.files().len();
    for city in cities(number, seed) {
        sources.add(format!("{}.yaml", city.name), &city.name, spec(&city));
    }
    let specs = Parsed::new(sources);
    let (model, _) = specs.compile(&Options { scope: Scope::Named, ..Options::default() });
    let mut findings = Report::default();
    let mut written = Vec::new();
    let own = specs.sources().files().get(context..).unwrap_or_default();
    for unit in units(&specs, &model, Scope::Named) {
        if own.iter().any(|file| file.name == unit.name) {
            written.extend(unit.items(&mut findings)?.map(|items| pretty::items(&items)));
        }
    }
    if written.len() == number && findings.is_empty() {
        return Ok(written);
    }
    Err(Failure::new(format!("the cities that were made up have mistakes: {}", findings.summary())))
}
