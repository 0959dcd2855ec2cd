//! Sections at any depth: which are valid, and where errors are reported.

use wxmed_compiler::{Id, Options, Scope, Sources, compile, validate_content_text};

const GOOD: &str = r#"content: made/up
section: "1"
title: { zh: 虚构, en: made up }
fields:
  - { name: kind, label: 种类, en: kind, type: String8, required: Y, codes: kind, tag: act }
  - { name: other, label: 其他, en: other, type: String8, required: N }
sections:
  - when: { kind: A }
    fields:
      - name: body
        label: 甲
        en: a
        type: object
        required: Y
        spelling: BodyA
        fields:
          - { name: x, label: 值, en: value, type: int, required: N }
          - { name: z, label: 值, en: value, type: int, required: N }
      - { name: size, label: 数, en: count, type: int, required: Y, count_of: list }
      - { name: list, label: 表, en: list, type: list, of: String, required: N }
  - when: { kind: B }
    spelling: RowsOfB
    fields:
      - name: body
        label: 乙
        en: b
        type: object
        required: Y
        spelling: BodyB
        fields:
          - { name: x, label: 值, en: value, type: int, required: N }
          - { name: y, label: 值, en: value, type: int, required: N }
      - name: list
        label: 表
        en: list
        type: list
        required: Y
        unique: no
        spelling: Item
        fields:
          - { name: no, label: 号, en: number, type: String, required: Y }
          - { name: how, label: 方式, en: means, type: String8, required: Y, codes: kind, tag: how }
        sections:
          - when: { how: A }
            spelling: InA
            fields:
              - { name: sum, label: 和, en: sum, type: int, required: N }
rules:
  - { id: r, check: "body.y = 1 and body.z = 1", zh: 为一, en: is one }
conditions:
  - { given: size, needs: other }
codes:
  - name: kind
    kind: open
    section: "1"
    title: { zh: 种类, en: kind }
    values:
      - { code: A, name: a, zh: 甲, en: a }
      - { code: B, name: b, zh: 乙, en: b }
"#;

/// Asserts the errors in the spec after one replacement: their kinds, and the text at their positions.
#[track_caller]
fn expect(from: &str, to: &str, expected: &[(Id, &str)]) {
    assert_eq!(GOOD.matches(from).count(), 1, "{from}");
    let text = GOOD.replace(from, to);
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text.clone());
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let found: Vec<(Id, &str)> =
        diagnostics.iter().map(|one| (one.id, text.get(one.span.start..one.span.end).unwrap_or(""))).collect();
    assert_eq!(found, expected, "{to}");
    assert!(diagnostics.iter().all(|one| one.help.is_some()), "{to}");
}

#[test]
fn a_name_can_be_a_different_object_in_each_section() {
    expect("made up }\nfields", "made up }\nfields", &[]);
    expect("kind: open", "kind: closed", &[]);
    expect("label: 乙\n", "label: 甲\n", &[]);
}

#[test]
fn a_tag_is_a_single_mandatory_value_with_codes_outside_of_sections() {
    let tag = "type: String8, required: Y, codes: kind, tag: act }";
    let lost = [(Id::WrongType, "act"), (Id::WrongType, "A"), (Id::WrongType, "B")];
    for wrong in [
        "type: String8, required: N, codes: kind, tag: act }",
        "type: String8, required: present, codes: kind, tag: act }",
        "type: String8, required: Y, tag: act }",
        "type: list, of: String8, required: Y, codes: kind, tag: act }",
    ] {
        let text = GOOD.replace(tag, wrong);
        let mut sources = Sources::new();
        sources.add("up.yaml", "made/up", text.clone());
        let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        let found: Vec<(Id, &str)> =
            diagnostics.iter().map(|one| (one.id, &text[one.span.start..one.span.end])).collect();
        for expected in lost {
            assert!(found.contains(&expected), "{wrong}: {found:?}");
        }
    }
    let other = "type: String8, required: N }\nsections";
    expect(other, "type: String8, required: Y, codes: kind, tag: two }\nsections", &[(Id::DuplicateName, "two")]);
    let inner = "name: sum, label: 和, en: sum, type: int, required: N }";
    expect(
        inner,
        "name: sum, label: 和, en: sum, type: String, required: Y, codes: kind, tag: three }",
        &[(Id::WrongType, "three")],
    );
}

#[test]
fn an_open_code_table_has_no_value_called_unlisted() {
    // The field is no longer a tag, and so the sections are invalid.
    let lost = [
        (Id::WrongType, "A"),
        (Id::WrongType, "B"),
        (Id::UnknownField, "body.y"),
        (Id::UnknownField, "body.z"),
        (Id::ApiName, "unlisted"),
    ];
    expect("{ code: B, name: b,", "{ code: B, name: unlisted,", &lost);
}

#[test]
fn a_section_depends_on_a_value_of_the_tag() {
    expect("when: { how: A }", "when: { how: C }", &[(Id::UnknownValue, "C")]);
    expect("when: { how: A }", "when: { no: A }", &[(Id::WrongType, "A")]);
    expect("when: { how: A }", "when: { hwo: A }", &[(Id::UnknownField, "A")]);
    let text = "- { name: no, label: 号, en: number, type: String, required: Y";
    let sections = "sections: [{ when: { how: A }, fields: [] }]";
    expect(text, &format!("{text}, {sections}"), &[(Id::WrongType, "[")]);
    expect("    spelling: RowsOfB\n", "    spellin: RowsOfB\n", &[(Id::UnknownKey, "spellin")]);
}

#[test]
fn a_name_is_unique_in_a_section_and_not_repeated_outside_it() {
    expect("name: sum, label: 和", "name: no, label: 和", &[(Id::DuplicateField, "no")]);
    expect(
        "when: { kind: B }",
        "when: { kind: A }",
        &[(Id::DuplicateField, "body"), (Id::DuplicateField, "list"), (Id::UnknownField, "body.y")],
    );
    let alias = "aliases: [{ name: w, section: \"1\" }]";
    let (x, z) = (
        "{ name: x, label: 值, en: value, type: int, required: N }\n          - { name: z",
        "required: N }\n      - { name: size",
    );
    expect(x, &x.replacen("required: N", &format!("required: N, {alias}"), 1), &[]);
    let both = GOOD.replace(x, &x.replacen("required: N", &format!("required: N, {alias}"), 1));
    let both = both.replace(z, &z.replacen("required: N", &format!("required: N, {alias}"), 1));
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", both.clone());
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let found: Vec<(Id, &str)> = diagnostics.iter().map(|one| (one.id, &both[one.span.start..one.span.end])).collect();
    assert_eq!(found, [(Id::DuplicateField, "w")]);
}

#[test]
fn the_types_of_sections_and_of_their_objects_have_distinct_names() {
    expect("spelling: BodyB", "spelling: BodyA", &[(Id::ApiName, "BodyA")]);
    expect("            spelling: InA\n", "", &[(Id::ApiName, "A")]);
    expect("spelling: InA", "spelling: RowsOfB", &[(Id::ApiName, "RowsOfB")]);
    expect("spelling: InA", "spelling: inA", &[(Id::ApiName, "A"), (Id::BadName, "inA")]);
    let again = "          - when: { how: A }\n            spelling: Twice\n            fields: []\nrules:";
    expect("rules:", again, &[(Id::DuplicateName, "Twice")]);
}

#[test]
fn references_to_rows_that_differ_between_sections_are_checked() {
    expect("unique: no", "unique: sum", &[(Id::WrongType, "sum")]);
    let beside = "- { name: other, label: 其他, en: other, type: String8, required: N }";
    expect(
        beside,
        &format!("{beside}\n  - {{ name: n, label: 数, en: n, type: int, required: Y, count_of: list }}"),
        &[(Id::WrongType, "list")],
    );
    // An amount may be in two sections, of which at most one exists. A name that is a text in one and an amount in the
    // other is neither.
    expect("body.y = 1", "body.x = 1", &[]);
    expect(
        "name: z, label: 值, en: value, type: int",
        "name: y, label: 值, en: value, type: String",
        &[(Id::WrongType, "body.y"), (Id::UnknownField, "body.z")],
    );
    expect("body.y = 1", "len(list) = 1", &[]);
    expect("body.y = 1", "sum(list.sum) = 1", &[]);
    expect("body.y = 1", "sum(list.total) = 1", &[(Id::WrongType, "sum(list.total)")]);
    let twice = "{ name: sum, label: 和, en: sum, type: int, required: N }\n          - when: { how: B }\n            \
        spelling: InB\n            fields:\n              - { name: sum, label: 和, en: sum, type: int, required: N }\n\
        rules:\n  - { id: s, check: \"sum(list.sum) = 1\", zh: 为一, en: is one }";
    let from = "{ name: sum, label: 和, en: sum, type: int, required: N }\nrules:";
    expect(from, twice, &[(Id::WrongType, "sum(list.sum)")]);
    expect("body.y = 1", "sum(list) = 1", &[(Id::WrongType, "sum(list)")]);
    expect("body.y = 1", "given(body)", &[]);
    expect("body.y = 1", "body.w = 1", &[(Id::UnknownField, "body.w")]);
    expect("given: size", "given: body", &[(Id::WrongType, "body")]);
    expect("needs: other", "needs: size", &[(Id::WrongType, "size")]);
}

#[test]
fn sections_of_a_response_cannot_have_a_spelling() {
    let text = include_str!("../../specs/payinsurance/getmedinfo.yaml");
    let head = "    - when: { return_code: SUCCESS }\n";
    assert_eq!(text.matches(head).count(), 1);
    let mut sources = wxmed_specs::shipped();
    sources.add(
        "getmedinfo.yaml",
        "made/up",
        text.replace(head, &format!("{head}      spelling: Rows\n"))
            .replace("operation: getmedinfo", "operation: getmadeup")
            .replace("payinsurance/getmedinfo", "payinsurance/getmadeup")
            .replace("spelling: GetMedInfo", "spelling: GetMadeUp"),
    );
    let (_, diagnostics) = compile(&sources, &Options::default());
    let found: Vec<Id> = diagnostics.iter().map(|one| one.id).collect();
    assert_eq!(found, [Id::WrongType], "{diagnostics:?}");
}

#[test]
fn an_erratum_finds_the_section_that_contains_its_path() {
    let erratum = "errata:\n  - id: e\n    target: made/up.body.y\n    set: { required: Y }\n    \
        why: { zh: 缺, en: missing }\n    evidence: { zh: 见, en: seen }\n    confidence: high\n";
    let text = format!("{GOOD}{erratum}");
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text);
    let (model, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let broken = |json: &str| validate_content_text(&model.contents[0], json).unwrap();
    let found = broken(r#"{"kind":"B","body":{},"list":[{"no":"1","how":"B"}]}"#);
    assert_eq!(found.keys(), [("body.y", "required")]);
    assert!(broken(r#"{"kind":"A","body":{},"size":"0","other":"o"}"#).is_empty());
}

#[test]
fn rows_of_one_section_have_distinct_api_names() {
    use wxmed_codegen::{EmitOptions, emit};
    let size = "      - { name: size, label: 数";
    let reported = |text: &str| {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made/up", text);
        let (model, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let (_, diagnostics) = emit(&model, &EmitOptions::default());
        diagnostics.iter().map(|one| (one.id, text[one.span.start..one.span.end].to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(reported(GOOD), []);
    let other = format!("      - {{ name: Size, label: 大, en: large, type: String, required: N }}\n{size}");
    assert_eq!(reported(&GOOD.replace(size, &other)), [(Id::ApiName, "size".to_owned())]);
    // The same name in another section is in another type.
    let b = "    spelling: RowsOfB\n    fields:\n";
    let other = format!("{b}      - {{ name: Size, label: 大, en: large, type: String, required: N }}\n");
    assert_eq!(reported(&GOOD.replace(b, &other)), []);
}

/// If several rows have the name, the tag decides which of them is a JSON text.
#[test]
fn a_name_can_hold_json_in_one_section_and_an_object_in_another() {
    let spec = GOOD.replace("        spelling: BodyA\n", "        spelling: BodyA\n        wire: json-text\n");
    let mut sources = wxmed_specs::shipped();
    sources.add("made/up.yaml", "made/up", spec);
    let (model, diagnostics) = compile(&sources, &Options::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let content = model.content("made/up").unwrap();
    let a = r#"{"kind":"A","body":BODY,"size":"0","other":"o"}"#;
    let b = r#"{"kind":"B","body":BODY,"list":[{"no":"1","how":"B"}]}"#;
    for (text, body, expected) in [
        (a, r#""{\"x\":\"1\"}""#, vec![]),
        (a, r#"{"x":"1"}"#, vec![("body", "json-type")]),
        (b, r#"{"x":"1"}"#, vec![]),
        (b, r#""{\"x\":\"1\"}""#, vec![("body", "json-type")]),
    ] {
        let text = text.replace("BODY", body);
        assert_eq!(validate_content_text(content, &text).unwrap().keys(), expected, "{text}");
    }
}
