//! Many random contents: their cost, compared with the same types written by hand.

mod by_hand;
mod measure;

use std::path::Path;

use wxmed_commands::{Failure, Report, Result, is_context, targets};
use wxmed_compiler::model::{Model, Record};
use wxmed_compiler::{Options, Parsed, Scope, Sources};

use crate::workspace::Workspace;
use crate::{exec, expand, pretty};

pub(crate) use measure::{Measured, measure};

/// The approximate number of rows of a content, as in the contents of real cities.
const ROWS: usize = 40;

/// The size of specs and of the code that is generated from them.
pub(crate) struct Size {
    /// Rows of tables, including those of objects and of items of lists.
    pub(crate) rows: usize,
    /// Lines of Rust that the macro generates, formatted as in the golden files.
    pub(crate) lines: usize,
    /// Lines that are neither empty nor documentation.
    pub(crate) code: usize,
}

/// Writes `number` contents of a seed into a folder. A larger number adds contents without changing the others. Returns
/// the exit code.
///
/// # Errors
/// If the program that generates them can't be started.
pub(crate) fn write(workspace: &Workspace, number: usize, seed: u32, folder: &Path) -> Result<u8> {
    let numbers = [number.to_string(), ROWS.to_string(), seed.to_string()];
    let arguments: Vec<_> = numbers.into_iter().map(Into::into).chain([folder.into()]).collect();
    exec::run_example(workspace, "wxmed-random", &[], "contents", &arguments)
}

/// The specs of a folder, with the specs that they can refer to.
fn read(workspace: &Workspace, folder: &Path) -> Result<(Parsed, Model)> {
    let mut sources: Sources = workspace.specs()?;
    sources.retain(is_context);
    sources.extend(Sources::read(folder, "specs")?);
    let specs = Parsed::new(sources);
    let (model, _) = specs.compile(&Options { scope: Scope::Named, ..Options::default() });
    Ok((specs, model))
}

fn rows(record: &Record) -> usize {
    record.fields.iter().map(|field| 1 + field.object.as_deref().map_or(0, rows)).sum()
}

/// The size of the code that the macro generates for the contents in a folder.
///
/// # Errors
/// If the shipped specs can't be read, or one in the folder has an error.
pub(crate) fn size(workspace: &Workspace, folder: &Path) -> Result<Size> {
    let (specs, model) = read(workspace, folder)?;
    let mut findings = Report::default();
    let mut items = Vec::new();
    for target in targets(&specs, &model, Scope::Named).iter().filter(|target| target.name.starts_with("content")) {
        items.extend(expand::items(target, &mut findings)?);
    }
    if items.len() != model.contents.len() || !findings.is_empty() {
        return Err(Failure::new(format!("the contents that were made up have mistakes: {}", findings.summary())));
    }
    let written = pretty::files(&items)?.concat();
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("///");
    Ok(Size {
        rows: model.contents.iter().map(|content| rows(&content.record)).sum(),
        lines: written.lines().count(),
        code: written.lines().filter(is_code).count(),
    })
}
