//! The lines of the audit file, and failed writes.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::time::Duration;

use wxmed_sidecar::audit::{Audit, AuditError, Entry, Keep, Rotation};

use crate::support::{Folder, exchange, record};

#[test]
fn a_line_describes_the_call() {
    let folder = Folder::new();
    let one = exchange("20260131000001").elapsed(Duration::from_micros(12_345)).code("80004").rid("61-ab");
    assert_eq!(record(&folder.settings(), [one]), 0);
    let line = folder.read("audit.jsonl");
    let id = folder.entries("audit.jsonl")[0].id.clone();
    let expected = format!(
        "{{\"id\":\"{id}\",\"at\":\"2026-01-31T12:05:06.789+08:00\",\"elapsed_ms\":12,\"caller\":\"his\",\
         \"merchant\":\"main\",\"operation\":\"preregister\",\"key\":\"20260131000001\",\"status\":200,\
         \"outcome\":\"success\",\"unknown\":false,\"attempts\":1,\"code\":\"80004\",\"rid\":\"61-ab\",\"violations\":[],\"request\":{{}},\
         \"response\":{{}}}}\n"
    );
    assert_eq!(line, expected);
    assert_eq!(id.len(), 16);
}

#[test]
fn a_key_with_a_personal_number_is_masked() {
    let folder = Folder::new();
    let persons = ["44030019000101123X", "13800138000", "reg-13800138000", "8613800138000", "a/13800138000/b"];
    let others = ["20260131120000000001", "H13800138000123", "12800138000", "1700000000"];
    assert_eq!(record(&folder.settings(), persons.into_iter().chain(others).map(exchange)), 0);
    let keys: Vec<String> = folder.entries("audit.jsonl").into_iter().filter_map(|entry| entry.key).collect();
    assert_eq!(keys, [["***"; 5].as_slice(), others.as_slice()].concat());
}

#[test]
fn each_exchange_has_its_line_in_order() {
    let folder = Folder::new();
    assert_eq!(record(&folder.settings(), (0..1000).map(|number| exchange(&number.to_string()))), 0);
    assert_eq!(record(&folder.settings(), (1000..1100).map(|number| exchange(&number.to_string()))), 0);
    let keys: Vec<String> = folder.entries("audit.jsonl").into_iter().filter_map(|entry| entry.key).collect();
    assert_eq!(keys, (0..1100).map(|number| number.to_string()).collect::<Vec<_>>());
    let ids: std::collections::BTreeSet<_> = folder.entries("audit.jsonl").into_iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), 1100);
}

#[test]
fn a_torn_line_is_ended_before_the_next_one() {
    let folder = Folder::new();
    record(&folder.settings(), [exchange("1")]);
    let mut file = OpenOptions::new().append(true).open(folder.path("audit.jsonl")).unwrap();
    file.write_all(b"{\"id\":\"cut").unwrap();
    record(&folder.settings(), [exchange("2")]);
    let text = folder.read("audit.jsonl");
    let entries: Vec<_> = text.lines().map(|line| Entry::parse(line).map(|entry| entry.key).ok().flatten()).collect();
    assert_eq!(entries, [Some("1".to_owned()), None, Some("2".to_owned())]);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_access_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    record(&folder.settings(), [exchange("1")]);
    let path = folder.path("audit.jsonl");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let refused = Audit::open(&folder.settings()).unwrap_err();
    assert_eq!(refused, AuditError::NotPrivate(path.clone()));
    let path = path.display();
    assert_eq!(refused.to_string(), format!("{path} can be accessed by other users: run chmod 600 {path} first"));
}

#[test]
fn a_missing_folder_is_an_error() {
    let folder = Folder::new();
    let settings = wxmed_sidecar::audit::AuditSettings::new(folder.path("none/audit.jsonl"));
    let refused = Audit::open(&settings).unwrap_err();
    assert!(refused.to_string().contains("none/audit.jsonl can't be written: "), "{refused}");
}

#[test]
fn lost_lines_are_counted() {
    let folder = Folder::new();
    record(&folder.settings(), [exchange("1")]);
    // The next line needs a new file, whose folder is gone.
    let audit = Audit::open(&folder.settings().rotated(Rotation::new(1, Keep::Files(1)))).unwrap();
    fs::remove_dir_all(folder.path("")).unwrap();
    audit.record(exchange("2"));
    audit.close();
    assert_eq!(audit.lost(), 1);
    // The thread has ended.
    audit.record(exchange("3"));
    assert_eq!(audit.lost(), 2);
}

#[test]
fn a_file_that_can_not_be_rotated_keeps_growing() {
    let folder = Folder::new();
    record(&folder.settings(), [exchange("1")]);
    fs::create_dir(folder.path("audit.jsonl.1")).unwrap();
    fs::write(folder.path("audit.jsonl.1/in-the-way"), "").unwrap();
    let settings = folder.settings().rotated(Rotation::new(1, Keep::Files(1)));
    assert_eq!(record(&settings, [exchange("2")]), 0);
    assert_eq!(record(&settings, [exchange("3")]), 0);
    assert_eq!(folder.entries("audit.jsonl").len(), 3);
}

#[test]
fn an_order_is_found_by_its_number() {
    let folder = Folder::new();
    record(&folder.settings(), [exchange("20260131000001")]);
    let entry = &folder.entries("audit.jsonl")[0];
    assert!(entry.is_about("20260131000001") && !entry.is_about("2026013100000"));
    assert_eq!(entry.time().to_string(), "2026-01-31T04:05:06.789Z");
    for line in ["", "{}", "null", "{\"id\":1}", &folder.read("audit.jsonl").replace("2026-01-31T", "yesterday ")] {
        assert_eq!(Entry::parse(line).unwrap_err().to_string(), "no line of an audit file", "{line}");
    }
}
