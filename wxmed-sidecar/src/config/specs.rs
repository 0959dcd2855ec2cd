//! Specs of one's own.

use std::path::PathBuf;
use std::time::Duration;

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

    /// How often changes are looked for. `None`: only on SIGHUP.
    pub fn reload_every(&self) -> Option<Duration> {
        self.reload_every
    }
}
