//! The checked-in files that are generated from specs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use wxmed_commands::{Failure, Report, Result, targets, undecided};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Parsed, Scope};
use wxmed_core::Severity;
use wxmed_tools::{
    JSON_SCHEMA_FILE, diagnostics_reference, json_schema, language_reference, reference_index, reference_names,
    reference_page,
};

use crate::workspace::Workspace;
use crate::{expand, pretty};

/// A folder in which all files with this ending are generated.
struct Folder {
    path: &'static str,
    ending: &'static str,
}

/// The expansion of the macro for every spec.
const GOLDEN: Folder = Folder { path: "tests/golden", ending: ".rs" };
/// The reference pages of every spec.
const REFERENCE: Folder = Folder { path: "docs/reference", ending: ".md" };

/// Generated files, by their paths relative to the workspace's root.
pub(crate) type Files = BTreeMap<String, String>;

/// A change of a file.
pub(crate) struct Change {
    /// The path relative to the workspace's root.
    pub(crate) path: String,
    /// The present text. `None` if the file doesn't exist.
    pub(crate) old: Option<String>,
    /// The wanted text. `None` if the file is to be removed.
    pub(crate) new: Option<String>,
}

/// Generates all files from the specs, in memory, or returns the errors in the specs.
pub(crate) fn make(workspace: &Workspace) -> Result<std::result::Result<Files, Report>> {
    let sources = workspace.specs()?;
    let mut findings = Report::default();
    let specs = Parsed::new(sources);
    let (model, diagnostics) = specs.compile(&Options::default());
    findings.add(&diagnostics, specs.sources());
    // Open decisions must not become part of an API.
    findings.extend(undecided(&specs, 0, Severity::Error));
    let (mut golden, mut items) = (Vec::new(), Vec::new());
    for target in targets(&specs, &model, Scope::Everything) {
        if let Some(file) = expand::items(&target, &mut findings)?.filter(|file| !file.items.is_empty()) {
            golden.push(target);
            items.push(file);
        }
    }
    if findings.stop() {
        return Ok(Err(findings));
    }
    let mut files = Files::new();
    for (target, items) in golden.iter().zip(pretty::files(&items)?) {
        let text = format!("// Made by `cargo xtask regen` from {}: do not edit.\n\n{items}", target.made_from());
        files.insert(GOLDEN.file(&target.name), text);
    }
    pages(&model, &mut files);
    Ok(Ok(files))
}

fn pages(model: &Model, files: &mut Files) {
    files.insert(REFERENCE.file("README"), reference_index(model));
    for name in reference_names(model) {
        files.extend(reference_page(model, name).map(|page| (REFERENCE.file(name), page)));
    }
    let of_the_language = language_reference().into_iter().chain([diagnostics_reference()]);
    files.insert(format!("schema/{JSON_SCHEMA_FILE}"), json_schema());
    files.extend(of_the_language.map(|(name, page)| (REFERENCE.file(&name), page)));
}

/// The changes that are needed for the workspace to have exactly these files.
pub(crate) fn changes(workspace: &Workspace, mut files: Files) -> Result<Vec<Change>> {
    let mut paths: BTreeSet<String> = files.keys().cloned().collect();
    for folder in [GOLDEN, REFERENCE] {
        folder.list(workspace, folder.path, &mut paths)?;
    }
    let mut changes = Vec::new();
    for path in paths {
        let (old, new) = (read(&workspace.path(&path))?, files.remove(&path));
        if old != new {
            changes.push(Change { path, old, new });
        }
    }
    Ok(changes)
}

impl Change {
    /// Writes the file, or removes it.
    pub(crate) fn make(&self, workspace: &Workspace) -> Result<()> {
        let path = workspace.path(&self.path);
        let made = match &self.new {
            Some(text) => {
                let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
                folder.and_then(|()| fs::write(&path, text))
            }
            None => fs::remove_file(&path),
        };
        made.map_err(|error| Failure::at(&path, &error))
    }
}

impl Folder {
    fn file(&self, name: &str) -> String {
        format!("{}/{name}{}", self.path, self.ending)
    }

    /// Adds the files with the ending in a folder of the workspace, recursively.
    fn list(&self, workspace: &Workspace, folder: &str, paths: &mut BTreeSet<String>) -> Result<()> {
        let directory = workspace.path(folder);
        let entries = match fs::read_dir(&directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(|error| Failure::at(&directory, &error))?,
        };
        for entry in entries {
            let entry = entry.map_err(|error| Failure::at(&directory, &error))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            // Links are not followed, because they may form a cycle.
            let kind = entry.file_type().map_err(|error| Failure::at(&directory, &error))?;
            if kind.is_dir() {
                self.list(workspace, &path, paths)?;
            } else if path.ends_with(self.ending) {
                paths.insert(path);
            }
        }
        Ok(())
    }
}

/// The text of a file, if it exists.
fn read(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::at(path, &error)),
    }
}
