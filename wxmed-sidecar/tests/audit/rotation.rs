//! Rotation of the audit file.

use std::fs;
use std::time::{Duration, SystemTime};

use wxmed_sidecar::audit::{Keep, Rotation};

use crate::support::{Folder, exchange, record};

fn keys(folder: &Folder, name: &str) -> Vec<String> {
    folder.entries(name).into_iter().filter_map(|entry| entry.key).collect()
}

fn names(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.collect();
    files.sort();
    files
}

#[test]
fn files_respect_the_size_limit_and_the_number_of_older_files() {
    let folder = Folder::new();
    let settings = folder.settings().rotated(Rotation::new(700, Keep::Files(2)));
    for number in 0..10 {
        assert_eq!(record(&settings, [exchange(&number.to_string())]), 0);
    }
    assert_eq!(names(&folder), ["audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"]);
    for name in names(&folder) {
        assert!(fs::metadata(folder.path(&name)).unwrap().len() <= 700);
    }
    let kept: Vec<String> =
        ["audit.jsonl.2", "audit.jsonl.1", "audit.jsonl"].iter().flat_map(|name| keys(&folder, name)).collect();
    let last: Vec<String> = (10 - kept.len()..10).map(|number| number.to_string()).collect();
    assert_eq!(kept, last);
    assert!(kept.len() >= 5);
}

#[test]
fn a_line_longer_than_the_limit_gets_a_separate_file() {
    let folder = Folder::new();
    let settings = folder.settings().rotated(Rotation::new(10, Keep::Files(9)));
    for number in 0..3 {
        record(&settings, [exchange(&number.to_string())]);
    }
    assert_eq!(keys(&folder, "audit.jsonl"), ["2"]);
    assert_eq!(keys(&folder, "audit.jsonl.1"), ["1"]);
    assert_eq!(keys(&folder, "audit.jsonl.2"), ["0"]);
}

#[test]
fn old_files_are_removed_by_their_age() {
    let folder = Folder::new();
    let day = Duration::from_secs(24 * 3600);
    let settings = folder.settings().rotated(Rotation::new(10, Keep::For(30 * day)));
    for number in 0..4 {
        record(&settings, [exchange(&number.to_string())]);
    }
    for (name, age) in [("audit.jsonl.3", 31 * day), ("audit.jsonl.2", 29 * day)] {
        let file = fs::File::options().append(true).open(folder.path(name)).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }
    record(&settings, [exchange("4")]);
    assert_eq!(names(&folder), ["audit.jsonl", "audit.jsonl.1", "audit.jsonl.2", "audit.jsonl.3"]);
    assert_eq!(keys(&folder, "audit.jsonl.3"), ["1"]);
}
