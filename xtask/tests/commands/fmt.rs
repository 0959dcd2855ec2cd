//! `fmt`

use crate::support::Copy;

const CODES: &str = "schema/specs/codes/result_code.yaml";

#[test]
fn the_shipped_specs_are_in_canonical_form() {
    let copy = Copy::new();
    let ended = copy.run(&["fmt", "--check"]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    assert!(ended.out.ends_with(" files are in canonical form\n"), "{}", ended.out);
}

#[test]
fn every_file_that_would_change_is_shown_with_a_diff() {
    let copy = Copy::new();
    let wanted = copy.read(CODES);
    copy.edit(CODES, &[("kind: closed\n", "\nkind:   'closed' # kept\n")]);
    copy.edit("schema/specs/payinsurance/getbindurl.yaml", &[("\nrequest:", "\n\n\nrequest:")]);
    let spoilt = copy.read(CODES);
    let ended = copy.run(&["fmt", "--check"]);
    assert_eq!(ended.code, 1);
    for line in [
        format!("--- a/{CODES}\n+++ b/{CODES}\n@@ "),
        "\n-\n-kind:   'closed' # kept\n+kind: closed # kept\n".to_owned(),
        format!("not in canonical form: {CODES}\n"),
        "not in canonical form: schema/specs/payinsurance/getbindurl.yaml\n".to_owned(),
    ] {
        assert!(ended.out.contains(&line), "{line}\nis not in\n{}", ended.out);
    }
    assert!(ended.out.ends_with("\n2 files are not in canonical form: run cargo xtask fmt\n"), "{}", ended.out);
    assert_eq!(copy.read(CODES), spoilt, "--check writes nothing");

    let ended = copy.run(&["fmt"]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.contains(&format!("wrote {CODES}\n")) && ended.out.ends_with(" 2 written\n"), "{}", ended.out);
    assert_eq!(copy.read(CODES), wanted.replace("kind: closed", "kind: closed # kept"));
    assert_eq!(copy.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn other_files_are_formatted_even_if_their_specs_are_invalid() {
    let copy = Copy::new();
    copy.write("own/a.yaml", "section: \"1.2\"\ncodes: a\nnonsense: [ 1 ]\n");
    copy.write("own/b/b.yaml", "kind: open\ncodes: b\n");
    copy.write("own/c.txt", "kind:   open\n");
    let ended = copy.run(&["fmt", "own", "own/a.yaml"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.ends_with("2 files: 2 written\n"), "{}", ended.out);
    assert_eq!(copy.read("own/a.yaml"), "codes: a\nsection: \"1.2\"\nnonsense: [\"1\"]\n");
    assert_eq!(copy.read("own/b/b.yaml"), "codes: b\nkind: open\n");
    assert_eq!(copy.read("own/c.txt"), "kind:   open\n");
}

#[test]
fn invalid_yaml_is_reported_and_left_unchanged() {
    let copy = Copy::new();
    copy.edit(CODES, &[("kind: closed", "kind: [closed")]);
    copy.write("schema/specs/codes/anchored.yaml", "codes:  &name anchored\n");
    copy.edit("schema/specs/codes/return_code.yaml", &[("kind: closed", "kind:  closed")]);
    let (before, anchored) = (copy.read(CODES), copy.read("schema/specs/codes/anchored.yaml"));
    let ended = copy.run(&["fmt"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("[yaml]") && ended.out.contains("[yaml-feature]"), "{}", ended.out);
    assert!(ended.out.contains(&format!("{CODES}:")), "{}", ended.out);
    assert!(ended.out.ends_with("2 errors in 2 files: left as it is\n"), "{}", ended.out);
    assert_eq!(copy.read(CODES), before);
    assert_eq!(copy.read("schema/specs/codes/anchored.yaml"), anchored);
    assert!(copy.read("schema/specs/codes/return_code.yaml").contains("kind: closed"), "the others are formatted");
}

#[test]
fn a_missing_path_exits_with_2() {
    let copy = Copy::new();
    copy.write("empty/readme", "");
    for path in ["nowhere.yaml", "empty"] {
        let ended = copy.run(&["fmt", path]);
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains(path), "{}", ended.err);
    }
}
