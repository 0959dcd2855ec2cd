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

/// Windows has no such mode: access is decided by the file's access control list.
#[cfg(not(unix))]
pub(crate) fn is_private(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// Checks whether files can be created in a folder. The file of the attempt is removed.
pub(crate) fn try_create(folder: &Path) -> io::Result<()> {
    try_create_as(folder, || {
        let mut suffix = [0; 8];
        getrandom::fill(&mut suffix).map_err(|_| io::Error::other("the system's random source failed"))?;
        Ok(format!(".wxmed-check-{:016x}", u64::from_ne_bytes(suffix)))
    })
}

/// How many names are tried.
const MOST_NAMES: usize = 8;

/// Tries other names while the file exists: an earlier check may have been killed before it removed its file.
fn try_create_as(folder: &Path, mut name: impl FnMut() -> io::Result<String>) -> io::Result<()> {
    let mut tries = MOST_NAMES;
    loop {
        let path = folder.join(name()?);
        tries -= 1;
        match private_options().write(true).create_new(true).open(&path) {
            Ok(_) => return std::fs::remove_file(&path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries > 0 => {}
            Err(error) => return Err(error),
        }
    }
}

/// Opens a file for reading and writing, to check whether that is possible. Nothing is written.
pub(crate) fn try_open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_left_by_an_earlier_check_is_skipped() {
        let folder = std::env::temp_dir().join(format!("wxmed-files-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        // In a container, a process may have the same number each time.
        for left in [format!(".wxmed-check-{}", std::process::id()), "taken".to_owned()] {
            std::fs::write(folder.join(left), "").unwrap();
        }
        try_create(&folder).unwrap();
        let mut names = ["taken", "taken", "free"].into_iter();
        try_create_as(&folder, || Ok(names.next().unwrap().to_owned())).unwrap();
        let always = try_create_as(&folder, || Ok("taken".to_owned()));
        assert_eq!(always.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
