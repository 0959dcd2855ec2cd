//! `wxmed spec`

use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, run};

const DONGGUAN: &str = include_str!("../../../tests/schema/dongguan.yaml");

/// A folder with a user's spec, outside of a clone of wxmed.
fn own() -> Folder {
    let folder = Folder::new();
    folder.write("specs/dongguan.yaml", DONGGUAN);
    folder
}

#[test]
fn specs_are_checked_without_a_clone() {
    let folder = own();
    let ended = folder.run(&["spec", "lint", "specs"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "1 spec is in order\n"), "{}", ended.err);
    folder.write("specs/dongguan.yaml", &DONGGUAN.replace("format: yuan", "format: yuann"));
    let ended = folder.run(&["spec", "lint", "specs/dongguan.yaml"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("--> specs/dongguan.yaml:"), "{}", ended.out);
    let json: Value = serde_json::from_str(&folder.run(&["spec", "lint", "specs", "--format", "json"]).out).unwrap();
    assert_eq!(json[0]["path"], "specs/dongguan.yaml");
    let github = folder.run(&["spec", "lint", "specs", "--format", "github"]);
    assert!(github.out.starts_with("::error file=specs/dongguan.yaml,line="), "{}", github.out);
    for arguments in [&["spec", "lint"][..], &["spec", "lint", "nowhere"], &["spec", "lint", ".", "--format", "xml"]] {
        assert_eq!(folder.run(arguments).code, 2, "{arguments:?}");
    }
    assert!(run(&["spec", "lint", "--explain", "api-name"]).out.starts_with("api-name\n"));
}

#[test]
fn specs_can_refer_to_included_codes_and_to_each_other() {
    let folder = own();
    let codes = "codes: ward\nspelling: Ward\ntitle: { zh: 科室, en: wards }\nkind: closed\nsection: \"1.3\"\nvalues:\n  - { code: \"1\", name: one, zh: 一, en: one }\n";
    folder.write("specs/codes/ward.yaml", codes);
    let visit = "content: dongguan/visit\nsection: \"1.3\"\ntitle: { zh: 就诊, en: a visit }\nfields:\n  - { name: ward, label: 科室, en: ward, type: String8, required: Y, codes: ward }\n  - { name: result, label: 结果, en: result, type: String8, required: Y, codes: result_code }\n";
    folder.write("specs/visit.yaml", visit);
    let ended = folder.run(&["spec", "lint", "specs"]);
    assert_eq!(ended.out, "3 specs are in order\n");
    let alone = folder.run(&["spec", "lint", "specs/visit.yaml"]);
    assert_eq!(alone.code, 1);
    assert!(alone.out.contains("[unknown-codes]") && alone.out.ends_with("\n1 error in 1 file\n"), "{}", alone.out);
}

#[test]
fn files_are_formatted_in_place() {
    let folder = own();
    folder.write("specs/dongguan.yaml", &DONGGUAN.replacen("section: ", "section:    ", 1));
    let before = folder.read("specs/dongguan.yaml");
    let check = folder.run(&["spec", "fmt", "specs", "--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.ends_with("not in canonical form: run wxmed spec fmt\n"), "{}", check.out);
    assert_eq!(folder.read("specs/dongguan.yaml"), before);
    assert_eq!(folder.run(&["spec", "fmt", "specs"]).code, 0);
    assert_eq!(folder.run(&["spec", "fmt", "specs", "--check"]).code, 0);
    assert_ne!(folder.read("specs/dongguan.yaml"), before);
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path("")).args(["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"]);
    command.args(["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]);
    assert!(command.args(arguments).status().unwrap().success(), "git {arguments:?}");
}

#[test]
fn two_versions_are_compared() {
    let folder = own();
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "specs"]);
    git(&folder, &["commit", "--quiet", "--message", "Begin"]);
    folder.write("old/dongguan.yaml", DONGGUAN);
    for against in ["HEAD", "main", "old"] {
        let ended = folder.run(&["spec", "breaking", "specs", "--against", against, "--all"]);
        assert_eq!((ended.code, ended.out.as_str()), (0, "nothing breaks\n"), "{}", ended.err);
    }
    folder.write("specs/dongguan.yaml", &DONGGUAN.replace("ghf", "ghg"));
    for path in ["specs", "specs/dongguan.yaml"] {
        for against in ["HEAD", "old"] {
            let ended = folder.run(&["spec", "breaking", path, "--against", against, "--format", "json"]);
            assert_eq!(ended.code, 1, "{path} {against}: {}", ended.err);
            assert!(ended.out.contains("\"field-renamed\""), "{path} {against}: {}", ended.out);
        }
    }
    assert_eq!(folder.run(&["spec", "breaking", "specs", "--against", "no-such-name"]).code, 2);
    assert_eq!(folder.run(&["spec", "breaking", "specs"]).code, 2);
    assert_eq!(folder.run(&["spec", "breaking", "--explain", "field-removed"]).code, 0);
}

#[test]
fn the_model_is_exported_with_and_without_additional_specs() {
    let folder = own();
    let names = |value: &Value| -> Vec<String> {
        value["contents"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let included = folder.run(&["spec", "export"]).json();
    assert_eq!(included["operations"][0]["name"], "getmedinfo");
    let all = folder.run(&["spec", "export", "specs"]).json();
    let (included, all) = (names(&included), names(&all));
    let added: Vec<&String> = all.iter().filter(|name| !included.contains(name)).collect();
    assert_eq!((added.len(), all.len()), (1, included.len() + 1));
    let schema = folder.run(&["spec", "export", "specs", "--format", "json-schema", "--schema", added[0]]);
    assert!(schema.json()["properties"]["ghf"].is_object(), "{}", schema.out);
}

#[test]
fn a_draft_is_written_below_the_folder() {
    let folder = Folder::new();
    folder.write("labels.json", r#"{"ksmc":"科室名称","ghf":"挂号费"}"#);
    let ended = folder.run(&["spec", "new", "foshan/registration", "--labels", "labels.json", "--dir", "specs/"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.starts_with("wrote specs/city/foshan/registration.yaml: 2 fields\n"), "{}", ended.out);
    assert!(folder.read("specs/city/foshan/registration.yaml").starts_with("content: city/foshan/registration\n"));
    let lint = folder.run(&["spec", "lint", "specs"]);
    assert_eq!(lint.code, 0, "{}", lint.out);
    assert!(lint.out.contains("[undecided]"), "{}", lint.out);
    assert_eq!(folder.run(&["spec", "lint", "specs", "--strict"]).code, 1);
    let again = folder.run(&["spec", "new", "foshan/registration", "--labels", "labels.json", "--dir", "specs"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{}", again.err);
}

#[test]
fn reference_pages_are_written_only_if_they_change() {
    let folder = own();
    let ended = folder.run(&["spec", "docs", "specs", "--out", "pages"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let index = folder.read("pages/README.md");
    let link = index.split("](<").nth(1).and_then(|rest| rest.split(">)").next()).unwrap();
    let page = folder.read(&format!("pages/{link}"));
    assert!(page.contains("ghf") && page.contains("挂号费"), "{page}");
    assert!(!index.contains("getmedinfo"), "only the user's specs are documented");
    let again = folder.run(&["spec", "docs", "specs", "--out", "pages"]);
    assert!(again.out.ends_with(": 0 written\n") && !again.out.contains("wrote "), "{}", again.out);
    folder.write("specs/dongguan.yaml", "content: x\n");
    let broken = folder.run(&["spec", "docs", "specs", "--out", "other"]);
    assert_eq!(broken.code, 1);
    assert!(!folder.path("other").exists());
}
