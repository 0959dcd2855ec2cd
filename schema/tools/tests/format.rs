//! Which files are formatted.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use wxmed_compiler::Sources;
use wxmed_tools::format_file;

#[test]
fn a_spec_that_cannot_be_read_is_not_formatted() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("format-unread");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    symlink("gone", folder.join("gone.yaml")).unwrap();
    let sources = Sources::read(&folder, "specs").unwrap();
    assert_eq!(sources.files().len(), 1);
    assert!(format_file(&sources, 0).is_err(), "a file that was read as empty would be overwritten");
}
