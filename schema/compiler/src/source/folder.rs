//! Finds the files in a folder and below, each once.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::Unread;
use wxmed_core::visible;

/// A file that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// The path below the folder, by which files are sorted.
    pub(super) below: PathBuf,
    pub(super) path: PathBuf,
    pub(super) unread: Option<Unread>,
}

/// Every `.yaml` file in a folder and below, in the order of their paths. Files with other YAML extensions and broken
/// links to specs are included, and must not be read.
///
/// A symbolic link is followed unless its target is read under its own path, or is a folder around it. So no file is
/// read twice, and cycles of links are not followed.
///
/// # Errors
/// If a folder cannot be read; the error names the path.
pub(super) fn files(root: &Path) -> io::Result<Vec<Found>> {
    let mut walk = Walk { root: canonical(root)?, ..Walk::default() };
    walk.folder(root, Path::new(""))?;
    // Links are followed last, when all files that are reachable without links are known. Each link may add further
    // links.
    let mut next = 0;
    while let Some((path, below)) = walk.links.get(next).cloned() {
        next += 1;
        walk.link(&path, &below)?;
    }
    walk.found.sort_by(|one, other| one.below.cmp(&other.below));
    Ok(walk.found)
}

#[derive(Default)]
struct Walk {
    root: PathBuf,
    found: Vec<Found>,
    /// The visited folders and files, by their canonical paths.
    met: BTreeSet<PathBuf>,
    /// The links that were found, and their paths below the root.
    links: Vec<(PathBuf, PathBuf)>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, below: &Path) -> io::Result<()> {
        let canonical = canonical(folder)?;
        if !self.met.insert(canonical.clone()) {
            return Ok(());
        }
        let mut entries: Vec<DirEntry> =
            fs::read_dir(folder).map_err(|error| named(error, folder))?.collect::<io::Result<_>>()?;
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let (path, below) = (entry.path(), below.join(entry.file_name()));
            let kind = entry.file_type().map_err(|error| named(error, &path))?;
            if kind.is_symlink() {
                self.links.push((path, below));
            } else if kind.is_dir() {
                self.folder(&path, &below)?;
            } else {
                self.file(path, below, canonical.join(entry.file_name()));
            }
        }
        Ok(())
    }

    fn file(&mut self, path: PathBuf, below: PathBuf, canonical: PathBuf) {
        if (is_spec(&path) || ends_otherwise(&path)) && self.met.insert(canonical) {
            let unread = (!is_spec(&path)).then_some(Unread::Ending);
            self.found.push(Found { below, path, unread });
        }
    }

    fn link(&mut self, path: &Path, below: &Path) -> io::Result<()> {
        let target = match canonical(path) {
            Ok(target) => target,
            // Ignore broken links that aren't specs.
            Err(_) if !is_spec(path) => return Ok(()),
            Err(error) => {
                let unread = Some(Unread::Broken(error.to_string().into()));
                self.found.push(Found { below: below.to_owned(), path: path.to_owned(), unread });
                return Ok(());
            }
        };
        if !target.is_dir() {
            self.file(path.to_owned(), below.to_owned(), target);
        } else if !self.root.starts_with(&target) {
            self.folder(path, below)?;
        }
        Ok(())
    }
}

fn is_spec(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml")
}

/// Whether a name has another extension of YAML files.
fn ends_otherwise(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ending == "yml" || ending == "yaml")
}

fn canonical(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize().map_err(|error| named(error, path))
}

pub(super) fn named(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", visible(&path.display().to_string())))
}
