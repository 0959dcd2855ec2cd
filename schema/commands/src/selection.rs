//! The specs that a command works on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wxmed_compiler::{Scope, SourceFile, Sources};

use crate::failure::{Failure, Result};

/// The specs to work on, and those that they can refer to.
pub struct Selection {
    /// First the specs that are only referred to, then those to work on.
    pub sources: Sources,
    /// The number of specs that are only referred to.
    pub context: usize,
    /// Whether these are all specs.
    pub scope: Scope,
}

impl Selection {
    /// The user's own specs, which can refer to the included codes, parts and errata.
    pub fn own(included: &Sources, own: Sources) -> Self {
        Self::chosen(included, |_| false, own)
    }

    /// Some of the included specs, and the user's own.
    pub fn chosen(included: &Sources, is_chosen: impl Fn(&str) -> bool, own: Sources) -> Self {
        let mut sources = included.clone();
        sources.retain(|name| is_context(name) && !is_chosen(name));
        let context = sources.files().len();
        let mut chosen = included.clone();
        chosen.retain(is_chosen);
        sources.extend(chosen);
        sources.extend(own);
        Self { sources, context, scope: Scope::Named }
    }

    /// All specs.
    pub fn all(sources: Sources) -> Self {
        Self { sources, context: 0, scope: Scope::Everything }
    }
}

/// Whether every spec can refer to this one. The macro has the same rule.
pub fn is_context(name: &str) -> bool {
    ["codes/", "parts/", "errata"].iter().any(|prefix| name.starts_with(prefix))
}

/// The specs of a folder, or of a single file.
///
/// # Errors
/// If there is none, or it can't be read.
pub fn read_folder(path: &Path) -> Result<Sources> {
    let sources = Sources::read(path, &path.display().to_string())?;
    if sources.files().is_empty() {
        return Err(Failure::new(format!("{}: there is no `.yaml` file here", path.display())));
    }
    Ok(sources)
}

/// The user's own specs, each once.
#[derive(Default)]
pub struct Own {
    sources: Sources,
    /// Their canonical paths.
    seen: BTreeSet<PathBuf>,
}

impl Own {
    /// The specs at these paths.
    ///
    /// # Errors
    /// If there is none at one of them, or it can't be read.
    pub fn read_all(paths: &[PathBuf]) -> Result<Sources> {
        let mut own = Self::default();
        paths.iter().try_for_each(|path| own.read(path))?;
        Ok(own.into_sources())
    }

    /// Adds the specs at a path.
    ///
    /// # Errors
    /// If there is none, or it can't be read.
    pub fn read(&mut self, path: &Path) -> Result<()> {
        let mut read = read_folder(path)?;
        let is_repeated = |file: &&SourceFile| !self.seen.insert(canonical(&file.path));
        let repeated: BTreeSet<String> =
            read.files().iter().filter(is_repeated).map(|file| file.name.clone()).collect();
        read.retain(|name| !repeated.contains(name));
        self.sources.extend(read);
        Ok(())
    }

    /// The specs, in the order of the paths.
    pub fn into_sources(self) -> Sources {
        self.sources
    }
}

/// The canonical path of a file; a broken link is returned unchanged.
fn canonical(path: &str) -> PathBuf {
    let path = PathBuf::from(path);
    path.canonicalize().unwrap_or(path)
}
