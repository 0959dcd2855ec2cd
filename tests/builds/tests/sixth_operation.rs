//! An operation is one file: a copy of a spec, with another name and path, is in the runtime, in the dynamic reader and
//! in the export without any Rust.

use std::fs;

use crate::copy::Copy;

const PROBE: &str = "tests/outside/probe";

/// Builds the probe with this text as the sixth operation, and returns its output.
fn probed(copy: &Copy, spec: &str) -> String {
    fs::write(copy.path("schema/specs/payinsurance/queryother.yaml"), spec).unwrap();
    let build = copy.cargo("build", PROBE).unwrap();
    assert!(build.success, "{}", build.messages);
    copy.run("probe").unwrap()
}

#[track_caller]
fn contains_lines(printed: &str, lines: &[&str]) {
    for line in lines {
        assert!(printed.lines().any(|printed| printed == *line), "`{line}` is not in:\n{printed}");
    }
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn a_copied_spec_is_a_sixth_operation() {
    let copy = Copy::new("sixth").unwrap();
    let copied = fs::read_to_string(copy.path("schema/specs/payinsurance/getmedinfo.yaml")).unwrap();
    let copied = copied
        .replace("operation: getmedinfo", "operation: queryother")
        .replace("path: /payinsurance/getmedinfo", "path: /payinsurance/queryother");

    // The spelling is for the old name: it causes a warning, and the type gets its name from the new one.
    let printed = probed(&copy, &copied);
    contains_lines(
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

    // A changed length takes effect everywhere. The spec's own examples break it, too.
    let row = "{ name: name, label: 用户实名, en: the user's real name, type: String32,";
    assert!(copied.contains(row));
    let printed = probed(&copy, &copied.replace(row, &row.replace("String32", "String2")));
    contains_lines(&printed, &["compiled: name: length", "dynamic: name: length", "export: 2"]);
    assert!(printed.contains("example: the example breaks name: length"), "{printed}");
}
