//! Specs in addition to the included ones.

use std::path::PathBuf;
use std::time::Duration;

use wxmed::dynamic::{SpecOptions, Specs, SpecsError};

use super::reader::Reader;
use super::table::Table;

/// Folders and files of specs, in addition to the included ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecSettings {
    pub(super) paths: Vec<PathBuf>,
    pub(super) reload_every: Option<Duration>,
}

impl SpecSettings {
    /// The folders and files. A file replaces the included one with the same name.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// How often the files are checked for changes. `None` if they are reloaded only on SIGHUP.
    pub fn reload_every(&self) -> Option<Duration> {
        self.reload_every
    }

    /// Loads the specs: the included ones, and those of the folders and files. [`Specs::reload`] reads them again.
    ///
    /// # Errors
    /// If a file can't be read, or a spec has a mistake.
    pub fn load(&self) -> Result<Specs, SpecsError> {
        match self.paths.as_slice() {
            [] => Ok(Specs::shipped()),
            paths => SpecOptions::new().load_all(paths),
        }
    }
}

impl SpecSettings {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        let Some(table) = table else { return Self::default() };
        let paths = table.texts("paths", reader).map(|texts| texts.value).unwrap_or_default();
        let paths = paths.iter().map(|path| reader.path(path.value)).collect();
        let longest = Duration::from_secs(24 * 3600);
        let reload_every = table.duration("reload_every", Duration::from_secs(1)..=longest, reader);
        table.finish(reader);
        Self { paths, reload_every }
    }
}
