//! `breaking`

use std::process::Command;

use crate::support::Copy;

const BINDING: &str = "schema/specs/payinsurance/getbindurl.yaml";

/// Runs git in a copy, with a made-up user.
fn git(copy: &Copy, arguments: &[&str]) {
    let status = Command::new("git")
        .current_dir(copy.path(""))
        .args(["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "init.defaultBranch=main"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .status()
        .unwrap();
    assert!(status.success(), "git {arguments:?}");
}

/// A copy whose specs are committed.
fn committed() -> Copy {
    let copy = Copy::new();
    git(&copy, &["init", "--quiet"]);
    git(&copy, &["add", "schema"]);
    git(&copy, &["commit", "--quiet", "--message", "Begin"]);
    copy
}

#[test]
fn unchanged_specs_have_no_breaking_changes() {
    let copy = committed();
    for against in ["HEAD", "main", ".", "schema/specs"] {
        let ended = copy.run(&["breaking", "--against", against, "--all"]);
        assert_eq!((ended.code, &*ended.out), (0, "nothing breaks\n"), "{}", ended.err);
        let ended = copy.run(&["breaking", "--against", against, "--format", "json"]);
        assert_eq!((ended.code, &*ended.out), (0, "[]\n"), "{}", ended.err);
    }
}

#[test]
fn each_breaking_change_is_shown_with_its_line_and_remedy() {
    let copy = committed();
    copy.edit(
        BINDING,
        &[("\nretry: safe", "\nretry: never"), ("    - { name: from,", "    - { name: source, api: origin,")],
    );
    copy.edit(
        "schema/specs/codes/msg_type.yaml",
        &[("values:\n", "values:\n  - { code: \"9\", name: other, zh: 其他, en: other }\n")],
    );
    let ended = copy.run(&["breaking", "--against", "HEAD"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    for line in [
        format!(
            "wire break: getbindurl: was `safe`, and is `never` · 原为 `safe`，现为 `never` [retry-changed]\n --> {BINDING}:1:12"
        ),
        "wire break: getbindurl.request.source: ".to_owned(),
        "source break: GetBindUrl.origin: was `from`, and is `origin`".to_owned(),
        "= note: Whether it is sent again if no response was received has changed. · 没有应答时是否重发，与从前不同。"
            .to_owned(),
        "= help: ".to_owned(),
    ] {
        assert!(ended.out.contains(&line), "{line}\nis not in\n{}", ended.out);
    }
    assert!(!ended.out.contains("code-added"), "{}", ended.out);
    assert!(ended.out.ends_with("; 1 change breaks nothing: --all shows\n"), "{}", ended.out);
    let ended = copy.run(&["breaking", "--against", "HEAD", "--all"]);
    assert!(ended.out.contains("breaks nothing: codes/msg_type.other: "), "{}", ended.out);
}

#[test]
fn json_output_is_an_array() {
    let copy = committed();
    let line = copy.read(BINDING).lines().position(|line| line.contains("name: from,")).map(|line| line + 1);
    let Some(line) = line else { panic!("{BINDING} has no such row") };
    let text = copy.read(BINDING);
    let rows: Vec<&str> = text.lines().collect();
    let kept: Vec<&str> = rows.iter().copied().filter(|row| !row.contains("name: from,")).collect();
    copy.write(BINDING, &kept.join("\n"));
    let ended = copy.run(&["breaking", "--against", "HEAD", "--format", "json"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let changes: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let change = &changes[0];
    assert_eq!(change["id"], "field-removed");
    assert_eq!(change["breaks"], "wire");
    assert_eq!(change["version"], "old");
    assert_eq!(change["path"], format!("HEAD:{BINDING}"));
    assert_eq!(change["line"], line);
    assert_eq!(change["subject"], "getbindurl.request.from");
    for text in ["message", "meaning", "help"] {
        assert!(change[text]["zh"].is_string() && change[text]["en"].is_string(), "{change}");
    }
    let breaks: Vec<&str> = changes.as_array().unwrap().iter().map(|one| one["breaks"].as_str().unwrap()).collect();
    assert_eq!(breaks, ["wire", "source"]);
}

#[test]
fn a_folder_of_specs_can_be_the_other_version() {
    let (copy, other) = (Copy::new(), Copy::new());
    other.edit(BINDING, &[("\nretry: safe", "\nretry: never")]);
    for below in ["schema/specs", ""] {
        let folder = other.path(below);
        let ended = copy.run(&["breaking", "--against", folder.to_str().unwrap(), "--format", "json"]);
        assert_eq!(ended.code, 1, "{}", ended.err);
        assert!(ended.out.contains("\"retry-changed\"") && ended.out.lines().count() == 3, "{}", ended.out);
    }
}

#[test]
fn unreadable_versions_exit_with_2_and_invalid_specs_with_1() {
    let copy = committed();
    copy.write("empty/readme", "");
    for (arguments, wanted) in [
        (&["breaking", "--against", "nothing-of-this-name"][..], "neither a folder, nor a commit"),
        (&["breaking", "--against=-x"], "neither a folder, nor a commit"),
        (&["breaking", "--against", "empty"], "no `.yaml` file"),
        (&["breaking"], "--against"),
    ] {
        let ended = copy.run(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.err.contains(wanted), "{}", ended.err);
    }
    copy.edit(BINDING, &[("\nretry: safe", "\nretry: saef")]);
    let ended = copy.run(&["breaking", "--against", "HEAD"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("[unknown-word]"), "{}", ended.err);
    git(&copy, &["commit", "--quiet", "--all", "--message", "Spoil"]);
    copy.edit(BINDING, &[("\nretry: saef", "\nretry: safe")]);
    let ended = copy.run(&["breaking", "--against", "HEAD"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("the specs of HEAD cannot be read"), "{}", ended.err);
}

#[test]
fn rules_are_explained_in_both_languages() {
    let copy = Copy::new();
    let ended = copy.run(&["breaking", "--explain", "field-removed"]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.starts_with("field-removed (wire break)\n"), "{}", ended.out);
    assert!(ended.out.contains("一个字段不再发送或读取。"), "{}", ended.out);
    assert_eq!(copy.run(&["breaking", "--explain", "nonsense"]).code, 2);
}
