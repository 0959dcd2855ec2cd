//! The user's specs, and the included ones.

use std::path::PathBuf;

use wxmed::spec::{Sources, shipped};
use wxmed_commands::{Own, Result, Selection};

/// The specs at these paths, which can refer to the included codes, parts and errata.
pub(super) fn own(paths: &[PathBuf]) -> Result<Selection> {
    Ok(Selection::own(&shipped(), Own::read_all(paths)?))
}

/// The included specs, and those at these paths. A file replaces the included one with the same name.
pub(super) fn beside_shipped(paths: &[PathBuf]) -> Result<Sources> {
    let own = Own::read_all(paths)?;
    let mut all = shipped();
    all.retain(|name| own.files().iter().all(|file| file.name != name));
    all.extend(own);
    Ok(all)
}
