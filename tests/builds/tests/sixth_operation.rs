//! An operation is a file: a copy of one, with another name and another path, is in the runtime, in the dynamic reader
//! and in the export without a line of Rust.

use std::fs;

use crate::copy::Copy;

const PROBE: &str = "tests/outside/probe";

/// Builds the probe with this text as the sixth operation, and returns what it says.
fn probed(copy: &Copy, spec: &str) -> String {
    fs::write(copy.path("schema/specs/payinsurance/queryother.yaml"), spec).unwrap();
    let build = copy.cargo("build", PROBE).unwrap();
    assert!(build.success, "{}", build.messages);
    copy.run("probe").unwrap()
}

#[track_caller]
fn says(printed: &str, lines: &[&str]) {
    for line in lines {
        assert!(printed.lines().any(|printed| printed == *line), "`{line}` is not in:\n{printed}");
    }
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn a_sixth_operation() {
    let copy = Copy::new("sixth").unwrap();
    let copied = fs::read_to_string(copy.path("schema/specs/payinsurance/getmedinfo.yaml")).unwrap();
    let copied = copied
        .replace("operation: getmedinfo", "operation: queryother")
        .replace("path: /payinsurance/getmedinfo", "path: /payinsurance/queryother");

    // The spelling was that of the old name: a warning, and the type is called after the new one.
    let printed = probed(&copy, &copied);
    says(
        &printed,
        &[
            "path: /payinsurance/queryother",
            "compiled: nothing wrong",
            "signed: true",
            "reply: 2",
            "errors: 4",
            "spelling: `GetMedInfo` does not spell `queryother`, and is not used",
            "dynamic: nothing wrong",
            "export: 32",
        ],
    );
    assert_eq!(printed.lines().count(), 8, "{printed}");

    // A length that is changed is changed everywhere, at once. That it is, the spec's own examples notice too.
    let row = "{ name: name, label: 用户实名, en: the user's real name, type: String32,";
    assert!(copied.contains(row));
    let printed = probed(&copy, &copied.replace(row, &row.replace("String32", "String2")));
    says(&printed, &["compiled: name: length", "dynamic: name: length", "export: 2"]);
    assert!(printed.contains("example: the example breaks name: length"), "{printed}");
}
