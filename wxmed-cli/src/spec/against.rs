//! Two versions of the user's specs.

use std::path::{Path, PathBuf};

use wxmed::spec::{Sources, shipped};
use wxmed_commands::{Result, Selection, Versions, committed, read_folder};

/// The specs at a path, now and in another version.
pub(super) struct Against {
    pub(super) path: PathBuf,
}

impl Versions for Against {
    fn before(&self, against: &str) -> Result<Selection> {
        let other = Path::new(against);
        let sources = if other.is_dir() { read_folder(other)? } else { self.committed(against)? };
        Ok(Selection::own(&shipped(), sources))
    }

    fn on_disk(&self) -> Result<Selection> {
        Ok(Selection::own(&shipped(), read_folder(&self.path)?))
    }
}

impl Against {
    fn committed(&self, name: &str) -> Result<Sources> {
        if !self.path.is_file() {
            return committed(&self.path, ".", name);
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut sources = committed(folder, ".", name)?;
        sources.retain(|spec| self.path.file_stem().is_some_and(|stem| stem == spec));
        Ok(sources)
    }
}
