//! `regen`

use crate::support::{Copy, add_operation};

#[test]
fn files_are_written_only_once() {
    let copy = Copy::new();
    let first = copy.run(&["regen"]);
    assert_eq!(first.code, 0, "{}", first.err);
    for path in copy.files("tests").iter().chain(&copy.files("docs")) {
        assert!(first.out.contains(&format!("wrote   {path}\n")), "{path} is not in\n{}", first.out);
    }
    for wanted in ["payinsurance/preregister", "city/shenzhen/registration", "codes", "parts", "errors", "templates"] {
        assert!(first.out.contains(&format!("tests/golden/{wanted}.rs\n")), "{wanted}");
    }
    assert!(first.out.contains("docs/reference/README.md\n"));
    let written = copy.path("tests/golden/codes.rs").metadata().unwrap().modified().unwrap();
    let second = copy.run(&["regen"]);
    assert!(second.out.ends_with(": 0 written, 0 removed\n") && second.out.lines().count() == 1, "{}", second.out);
    assert_eq!(copy.path("tests/golden/codes.rs").metadata().unwrap().modified().unwrap(), written);
    let check = copy.run(&["regen", "--check"]);
    assert_eq!(check.code, 0);
    assert!(check.out.ends_with("files are up to date\n"), "{}", check.out);
}

#[test]
fn golden_files_are_readable_rust() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["regen"]).code, 0);
    for path in copy.files("tests/golden") {
        let text = copy.read(&path);
        assert!(text.starts_with("// Made by `cargo xtask regen` from schema/specs/"), "{path}");
        assert!(text.lines().next().unwrap().ends_with(".yaml: do not edit."), "{path}");
        assert!(text.contains("\n/// ") && !text.contains("#[doc ="), "{path}");
        assert!(!text.contains("}\n///"), "{path}");
    }
}

#[test]
fn every_stale_file_is_listed_with_a_diff() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["regen"]).code, 0);
    let golden = "tests/golden/payinsurance/preregister.rs";
    copy.edit(golden, &[("/// ", "/// spoilt ")]);
    copy.write("docs/reference/nobody.md", "# Nobody\n");
    copy.write("docs/reference/picture.svg", "<svg/>");
    copy.remove("docs/reference/codes.md");
    let before = copy.files("docs");
    let ended = copy.run(&["regen", "--check"]);
    assert_eq!(ended.code, 1);
    for line in [
        format!("--- a/{golden}\n+++ b/{golden}\n@@ -1,"),
        "\n-/// spoilt ".to_owned(),
        "--- a/docs/reference/nobody.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-# Nobody\n".to_owned(),
        "--- /dev/null\n+++ b/docs/reference/codes.md\n".to_owned(),
        format!("stale: {golden}\n"),
        "its spec is gone: docs/reference/nobody.md\n".to_owned(),
        "missing: docs/reference/codes.md\n".to_owned(),
    ] {
        assert!(ended.out.contains(&line), "{line}\nis not in\n{}", ended.out);
    }
    assert!(ended.out.ends_with("\n3 files are stale: run cargo xtask regen\n"), "{}", ended.out);
    assert_eq!(copy.files("docs"), before, "--check writes nothing");

    let ended = copy.run(&["regen"]);
    assert!(ended.out.contains("removed docs/reference/nobody.md\n"), "{}", ended.out);
    assert!(ended.out.ends_with(": 2 written, 1 removed\n"), "{}", ended.out);
    assert_eq!(copy.read("docs/reference/picture.svg"), "<svg/>");
    assert_eq!(copy.run(&["regen", "--check"]).code, 0);
}

#[test]
fn files_of_a_removed_spec_are_removed() {
    let copy = Copy::new();
    add_operation(&copy);
    assert_eq!(copy.run(&["regen"]).code, 0);
    copy.remove("schema/specs/payinsurance/getfamily.yaml");
    let ended = copy.run(&["regen"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for path in ["tests/golden/payinsurance/getfamily.rs", "docs/reference/getfamily.md"] {
        assert!(ended.out.contains(&format!("removed {path}\n")), "{}", ended.out);
        assert!(!copy.path(path).exists());
    }
}

#[test]
fn specs_with_errors_do_not_write_files() {
    let copy = Copy::new();
    copy.edit("schema/specs/payinsurance/getbindurl.yaml", &[("\nretry: safe", "\nretry: saef")]);
    for arguments in [&["regen"][..], &["regen", "--check"]] {
        let ended = copy.run(arguments);
        assert_eq!(ended.code, 1);
        assert!(ended.err.contains("[unknown-word]") && ended.err.contains("1 error in 1 file"), "{}", ended.err);
    }
    assert!(copy.files("tests").is_empty() && copy.files("docs").is_empty());
}
