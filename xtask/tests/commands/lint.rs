//! `lint`

use serde_json::{Value, json};

use crate::support::Copy;

const BINDING: &str = "schema/specs/payinsurance/getbindurl.yaml";

/// A copy with three mistakes in one file.
fn broken() -> Copy {
    let copy = Copy::new();
    copy.edit(
        BINDING,
        &[
            ("\nretry: safe", "\nretry: saef"),
            (
                "label: 来源统计, en: source for statistics, type: String512",
                "label: 来源统计, en: statistics, type: Strng5",
            ),
            ("codes: result_code", "codes: result_cod"),
        ],
    );
    copy
}

/// The line and column of a text in a file, starting at 1.
fn position(copy: &Copy, path: &str, text: &str) -> (usize, usize) {
    let file = copy.read(path);
    let (row, line) = file.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let column = line.find(text).unwrap();
    (row + 1, line[..column].chars().count() + 1)
}

#[test]
fn the_shipped_specs_have_no_errors() {
    let copy = Copy::new();
    let specs = copy.files("schema/specs").iter().filter(|file| file.ends_with(".yaml")).count();
    let ended = copy.run(&["lint"]);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (0, format!("{specs} specs are in order\n").as_str()),
        "{}",
        ended.err
    );
    assert_eq!(copy.run(&["lint", "--format", "json"]).out, "[]\n");
}

#[test]
fn every_error_is_shown_with_its_position() {
    let copy = broken();
    let ended = copy.run(&["lint"]);
    assert_eq!(ended.code, 1);
    for (text, id) in [("saef", "unknown-word"), ("Strng5", "unknown-type"), ("result_cod ", "unknown-codes")] {
        let (line, column) = position(&copy, BINDING, text);
        let position = format!("--> {BINDING}:{line}:{column}\n");
        assert!(ended.out.contains(&position), "{position} is not in\n{}", ended.out);
        assert!(ended.out.contains(&format!("[{id}]")), "{id} is not in\n{}", ended.out);
    }
    assert!(ended.out.ends_with("\n3 errors in 1 file\n"), "{}", ended.out);
    assert!(!ended.out.contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn json_output_has_the_same_errors() {
    let copy = broken();
    let ended = copy.run(&["lint", "--format", "json"]);
    assert_eq!(ended.code, 1);
    let found: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
    let (line, column) = position(&copy, BINDING, "Strng5");
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[1],
        json!({
            "id": "unknown-type", "severity": "error", "path": BINDING,
            "line": line, "column": column, "end_line": line, "end_column": column + 6,
            "message": "`Strng5` is no type", "help": "did you mean `String`?",
        })
    );
    let keys: Vec<&String> = found[0].as_object().unwrap().keys().collect();
    let wanted = ["id", "severity", "path", "line", "column", "end_line", "end_column", "message", "help"];
    assert_eq!(keys, wanted);
}

#[test]
fn a_warning_is_not_a_failure() {
    let copy = Copy::new();
    copy.edit(BINDING, &[("spelling: GetBindUrl", "spelling: SomethingElse")]);
    let ended = copy.run(&["lint"]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    assert!(ended.out.ends_with("1 warning in 1 file\n"), "{}", ended.out);
}

#[test]
fn open_decisions_are_warnings_or_errors_with_strict() {
    let copy = Copy::new();
    copy.edit(BINDING, &[("\nretry: safe", "\n# decide (note): ask the vendor\nretry: safe")]);
    copy.edit(BINDING, &[("label: 来源统计, en: source for statistics,", "label: 来源统计,")]);
    for (arguments, code, severity) in [(&["lint"][..], 0, "warning"), (&["lint", "--strict"], 1, "error")] {
        let ended = copy.run(arguments);
        assert_eq!(ended.code, code, "{}", ended.out);
        for message in
            ["this is still to be decided: (note): ask the vendor", "the label `来源统计` has no English words"]
        {
            assert!(ended.out.contains(&format!("{severity}: {message} [undecided]")), "{message}: {}", ended.out);
        }
        assert!(ended.out.ends_with(&format!("\n2 {severity}s in 1 file\n")), "{}", ended.out);
        let ended = copy.run(&[arguments, &["--format", "json"]].concat());
        let found: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
        let (line, column) = position(&copy, BINDING, "# decide (note)");
        assert_eq!(
            found[0],
            json!({
                "id": "undecided", "severity": severity, "path": BINDING,
                "line": line, "column": column, "end_line": line, "end_column": column + 31,
                "message": "this is still to be decided: (note): ask the vendor",
                "help": "decide it, and remove the comment",
            })
        );
        assert_eq!(found.len(), 2);
    }
    assert_eq!(copy.run(&["regen", "--check"]).code, 1);
    assert_eq!(copy.run(&["lint", "--strict", "schema/specs/codes"]).code, 0, "the open decisions are in another file");
    assert_eq!(Copy::new().run(&["lint", "--strict"]).code, 0, "the shipped specs have no open decisions");
}

#[test]
fn a_number_sign_in_a_text_is_not_a_comment() {
    let copy = Copy::new();
    let text = copy.read(BINDING);
    let title = text.lines().find(|line| line.starts_with("title: ")).unwrap();
    copy.edit(BINDING, &[(title, "title: { zh: \"绑卡 # decide\", en: \"a # decide (note): no comment\" }")]);
    let ended = copy.run(&["lint", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.out);
}

#[test]
fn names_that_collide_in_rust_are_reported() {
    let copy = Copy::new();
    copy.edit(BINDING, &[("name: from,", "name: URL,")]);
    let ended = copy.run(&["lint"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("[api-name]"), "{}", ended.out);
}

#[test]
fn single_paths_are_read_with_the_specs_that_they_can_refer_to() {
    let copy = broken();
    let one = copy.run(&["lint", "schema/specs/payinsurance/getmedinfo.yaml"]);
    assert_eq!((one.code, one.out.as_str()), (0, "1 spec is in order\n"));
    let two = copy.run(&["lint", "schema/specs/city/national", "schema/specs/codes/msg_type.yaml"]);
    assert_eq!((two.code, two.out.as_str()), (0, "3 specs are in order\n"));
    assert_eq!(copy.run(&["lint", BINDING]).code, 1);
}

#[test]
fn other_specs_can_refer_to_shipped_codes_and_to_each_other() {
    let copy = Copy::new();
    let text = copy.read("schema/specs/payinsurance/getmedinfo.yaml");
    copy.write("mine/lookup.yaml", &text.replace("getmedinfo", "lookup").replace("GetMedInfo", "LookUp"));
    let ended = copy.run(&["lint", "mine/lookup.yaml"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "1 spec is in order\n"));

    let codes = copy.read("schema/specs/codes/medical_insurance_type.yaml");
    copy.write(
        "mine/kinds.yaml",
        &codes.replace("medical_insurance_type", "my_kind").replace("MedicalInsurance", "My"),
    );
    copy.edit("mine/lookup.yaml", &[("codes: medical_insurance_type", "codes: my_kind")]);
    let ended = copy.run(&["lint", "mine", "mine/lookup.yaml"]);
    assert_eq!(ended.out, "2 specs are in order\n");
    let ended = copy.run(&["lint", "mine/lookup.yaml"]);
    assert!(ended.out.contains("--> mine/lookup.yaml:"), "{}", ended.out);
}

#[test]
fn rules_are_explained() {
    let copy = Copy::new();
    let ended = copy.run(&["lint", "--explain", "erratum-target"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("erratum-target\nAn erratum must match something"), "{}", ended.out);
    for part in ["勘误必须有所指", "Wrong 错误:\n  content: bill\n", "--> erratum-target.yaml:", "Right 正确:\n"]
    {
        assert!(ended.out.contains(part), "{part} is not in\n{}", ended.out);
    }
    assert_eq!(ended.out.matches("[erratum-target]").count(), 1, "{}", ended.out);

    let all = copy.run(&["lint", "--explain"]);
    assert_eq!(all.code, 0);
    for id in wxmed_compiler::Id::ALL {
        assert!(all.out.contains(&format!("{}\n  {}\n", id.name(), id.about())), "{}", id.name());
    }
    for (wrong, message) in
        [("eratum-target", "did you mean `erratum-target`?"), ("weather", "`--explain` alone lists them")]
    {
        let ended = copy.run(&["lint", "--explain", wrong]);
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains(message), "{}", ended.err);
    }
}

#[test]
fn github_output_has_annotations() {
    let copy = broken();
    let ended = copy.run(&["lint", "--format", "github"]);
    assert_eq!(ended.code, 1);
    let lines: Vec<&str> = ended.out.lines().collect();
    let (line, column) = position(&copy, BINDING, "Strng5");
    assert_eq!(lines.len(), 3, "{}", ended.out);
    assert_eq!(
        lines[1],
        format!(
            "::error file={BINDING},line={line},endLine={line},col={column},endColumn={},title=unknown-type::`Strng5` is no type%0Adid you mean `String`?",
            column + 5
        )
    );
    let fine = Copy::new().run(&["lint", "--format", "github"]);
    assert_eq!((fine.code, fine.out.as_str()), (0, ""));
}

#[test]
fn a_file_that_is_not_utf_8_is_reported_with_the_other_errors() {
    let copy = broken();
    let mut bytes = std::fs::read(copy.path("schema/specs/codes/msg_type.yaml")).unwrap();
    let at = bytes.iter().position(|byte| *byte > 127).unwrap();
    bytes[at] = 0xff;
    std::fs::write(copy.path("schema/specs/codes/msg_type.yaml"), bytes).unwrap();
    let ended = copy.run(&["lint"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("error: this is not UTF-8"), "{}", ended.out);
    assert!(ended.out.contains("--> schema/specs/codes/msg_type.yaml:"), "{}", ended.out);
    assert!(ended.out.contains("`Strng5` is no type"), "{}", ended.out);
    let before = std::fs::read(copy.path("schema/specs/codes/msg_type.yaml")).unwrap();
    assert_eq!(copy.run(&["fmt"]).code, 1);
    assert_eq!(std::fs::read(copy.path("schema/specs/codes/msg_type.yaml")).unwrap(), before, "left as it is");
}

#[test]
fn unreadable_paths_are_named() {
    let copy = Copy::new();
    copy.write("empty/README.md", "");
    for path in ["nowhere.yaml", "empty", "schema/specs/nowhere"] {
        let ended = copy.run(&["lint", path]);
        assert_eq!(ended.code, 2);
        assert!(ended.err.starts_with(&format!("error: {path}: ")), "{}", ended.err);
    }
    assert_eq!(copy.run(&["lint", "--format", "xml"]).code, 2);
}
