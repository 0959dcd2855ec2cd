//! Files that only their owner can access.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Options that create a file with mode 0600. On Windows, the folder decides who may access it.
pub(crate) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Whether only the owner can access a file.
#[cfg(unix)]
pub(crate) fn is_private(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 == 0)
}

/// Windows has no such mode: who may access a file is up to its access control list.
#[cfg(not(unix))]
pub(crate) fn is_private(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// Whether files can be created in a folder. Nothing stays of the attempt.
pub(crate) fn try_create(folder: &Path) -> io::Result<()> {
    let path = folder.join(format!(".wxmed-check-{}", std::process::id()));
    private_options().write(true).create_new(true).open(&path)?;
    std::fs::remove_file(&path)
}

/// Whether a file can be read and written. Nothing is written.
pub(crate) fn try_open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).append(true).open(path)
}
