//! The paths of the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wxmed_commands::{Failure, Own, Result, Selection};
use wxmed_compiler::Sources;

/// The folder of specs, as it is displayed.
pub(crate) const SPECS: &str = "schema/specs";

/// The workspace that is worked on.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace of a folder, or the one that this program was built in.
    pub(crate) fn open(root: Option<PathBuf>) -> Result<Self> {
        let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.unwrap_or_else(own);
        let root = root.canonicalize().map_err(|error| Failure::at(&root, &error))?;
        Ok(Self { root })
    }

    /// The absolute path of a path relative to the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The specs of this workspace.
    pub(crate) fn specs(&self) -> Result<Sources> {
        let folder = self.path(SPECS);
        let sources = Sources::read(&folder, SPECS)?;
        if sources.files().is_empty() {
            return Err(Failure::new(format!("{}: there is no `.yaml` file here", folder.display())));
        }
        Ok(sources)
    }

    /// The specs at some paths, behind those of this workspace that they can refer to; all of this workspace if no path
    /// is given.
    pub(crate) fn select(&self, paths: &[PathBuf]) -> Result<Selection> {
        let all = self.specs()?;
        let mut own = Own::default();
        let mut shipped = BTreeSet::new();
        for path in paths {
            let found = path.canonicalize().map_err(|error| Failure::at(path, &error))?;
            match found.strip_prefix(self.path(SPECS)) {
                Ok(below) => shipped.extend(files_below(&all, below, path)?),
                Err(_) => own.read(path)?,
            }
        }
        let own = own.into_sources();
        let is_wanted = |name: &str| shipped.contains(name);
        if paths.is_empty() || (all.files().iter().all(|file| is_wanted(&file.name)) && own.files().is_empty()) {
            return Ok(Selection::all(all));
        }
        Ok(Selection::chosen(&all, is_wanted, own))
    }
}

/// The names of the workspace's specs below a path in their folder.
fn files_below(all: &Sources, below: &Path, written: &Path) -> Result<Vec<String>> {
    let names = all.files().iter().map(|file| &file.name);
    let chosen = names.filter(|name| Path::new(&format!("{name}.yaml")).starts_with(below));
    let chosen: Vec<String> = chosen.cloned().collect();
    if chosen.is_empty() {
        Err(Failure::new(format!("{}: there is no `.yaml` file here", written.display())))
    } else {
        Ok(chosen)
    }
}
