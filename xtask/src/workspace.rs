//! Where everything is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wxmed_compiler::{Scope, Sources};

use crate::failure::{Failure, Result};

/// The folder of specs, as it is shown.
pub(crate) const SPECS: &str = "schema/specs";

/// The workspace that is worked on.
pub(crate) struct Workspace {
    root: PathBuf,
}

/// Specs to look at, behind those that they can refer to.
pub(crate) struct Selection {
    /// First those that are there only to be referred to, then those to look at.
    pub(crate) sources: Sources,
    /// How many are there only to be referred to.
    pub(crate) context: usize,
    /// Whether these are all that there are.
    pub(crate) scope: Scope,
}

impl Workspace {
    /// The workspace of a folder, or the one that this program was built in.
    pub(crate) fn open(root: Option<PathBuf>) -> Result<Self> {
        let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.unwrap_or_else(own);
        let root = root.canonicalize().map_err(|error| Failure::at(&root, &error))?;
        Ok(Self { root })
    }

    /// A path below the root.
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
        let is_wanted = |name: &str| shipped.contains(name);
        if paths.is_empty() || (all.files().iter().all(|file| is_wanted(&file.name)) && own.sources.files().is_empty())
        {
            return Ok(Selection { sources: all, context: 0, scope: Scope::Everything });
        }
        let mut sources = all.clone();
        sources.retain(|name| is_context(name) && !is_wanted(name));
        let context = sources.files().len();
        let mut chosen = all;
        chosen.retain(is_wanted);
        sources.extend(chosen);
        sources.extend(own.sources);
        Ok(Selection { sources, context, scope: Scope::Named })
    }
}

/// Whether every spec can refer to this one. The macro has the same rule.
pub(crate) fn is_context(name: &str) -> bool {
    ["codes/", "parts/", "errata"].iter().any(|prefix| name.starts_with(prefix))
}

/// The names of the workspace's specs that are at a path below their folder.
fn files_below(all: &Sources, below: &Path, written: &Path) -> Result<Vec<String>> {
    let names = all.files().iter().map(|file| &file.name);
    let chosen = names.filter(|name| Path::new(&format!("{name}.yaml")).starts_with(below));
    let chosen: Vec<String> = chosen.cloned().collect();
    if chosen.is_empty() { Err(nothing_at(written)) } else { Ok(chosen) }
}

fn nothing_at(path: &Path) -> Failure {
    Failure::new(format!("{}: there is no `.yaml` file here", path.display()))
}

/// Specs from outside, each once.
#[derive(Default)]
struct Own {
    sources: Sources,
    /// Where they are, whatever the links that lead there.
    seen: BTreeSet<PathBuf>,
}

impl Own {
    fn read(&mut self, path: &Path) -> Result<()> {
        let read = Sources::read(path, &path.display().to_string())?;
        if read.files().is_empty() {
            return Err(nothing_at(path));
        }
        for file in read.files() {
            let place = PathBuf::from(&file.path);
            if self.seen.insert(place.canonicalize().map_err(|error| Failure::at(&place, &error))?) {
                self.sources.add(&file.path, &file.name, file.text.clone());
            }
        }
        Ok(())
    }
}
