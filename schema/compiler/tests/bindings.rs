//! Compiling the bindings of a content to its request: each error is reported at its position.

use wxmed_compiler::{Id, Options, Scope, Sources, compile, validate_bindings, validate_content_text};

/// A content with an amount `a`, a text `t` and a list `l` of amounts, which refers to the request's text `serial` and
/// amount `total` in fen. `rest` is appended.
fn spec(outer: &str, rest: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: a, label: 甲, en: a, type: String, required: Y, format: yuan }}\n  \
         - {{ name: t, label: 文, en: t, type: String, required: N }}\n  \
         - {{ name: l, label: 表, en: l, type: list, of: String, format: yuan, required: N }}\n\
         outer:\n  - {{ name: serial, label: 号, en: serial, type: String20 }}\n  \
         - {{ name: total, label: 额, en: total, {outer} }}\n{rest}\n"
    )
}

fn binding(check: &str) -> String {
    spec(
        "type: Uint32, format: fen",
        &format!("bindings:\n  - {{ id: b, check: \"{check}\", zh: 对应, en: a binding }}"),
    )
}

/// An operation with a content, and with a total of this type.
fn request_spec(total: &str) -> String {
    let row = |name: &str, keys: &str| format!("    - {{ name: {name}, label: 行, en: row, required: Y, {keys} }}\n");
    format!(
        "operation: carry\npath: /carry\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nretry: never\n\
         answer: unsigned\nrequest:\n  fields:\n{}{}{}response:\n  fields:\n{}",
        row("content", "type: String, format: content"),
        row("total", total),
        row("sign", "type: String32, role: signature"),
        row("return_code", "type: String16"),
    )
}

#[track_caller]
fn expect_with(texts: &[String], expected: &[(Id, &str)]) {
    let mut sources = Sources::new();
    for (index, text) in texts.iter().enumerate() {
        sources.add(format!("{index}.yaml"), format!("{index}"), text.clone());
    }
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let at = |one: &wxmed_compiler::Diagnostic| {
        let text = &sources.file(one.span).unwrap().text;
        (one.id, text.get(one.span.start..one.span.end).unwrap_or("").to_owned())
    };
    let found: Vec<(Id, String)> = diagnostics.iter().map(at).collect();
    let expected: Vec<(Id, String)> = expected.iter().map(|(id, at)| (*id, (*at).to_owned())).collect();
    assert_eq!(found, expected, "{texts:?}");
    assert!(diagnostics.iter().all(|one| one.help.is_some()), "{texts:?}");
}

#[test]
fn bindings_are_parsed_and_type_checked() {
    for good in [
        "outer.total = a * 100",
        "outer.serial = t",
        "t != outer.serial or given(outer.total)",
        "outer.total = sum(l) * 100",
        "given(t) or outer.serial = 'x'",
    ] {
        expect_with(&[binding(good)], &[]);
    }
    for (bad, id, at) in [
        ("outer.totl = a", Id::UnknownField, "outer.totl"),
        ("outer.total = b", Id::UnknownField, "b"),
        ("outer.serial = a", Id::WrongType, "a"),
        ("outer.total = t", Id::WrongType, "t"),
        ("outer.serial + outer.total = 1", Id::WrongType, "outer.serial"),
        ("outer.serial < t", Id::WrongType, "outer.serial"),
        ("outer.serial.x = t", Id::WrongType, "outer.serial.x"),
        ("sum(outer.total) = a", Id::WrongType, "sum(outer.total)"),
        ("outer.total = ", Id::RuleSyntax, ""),
        ("a = 1", Id::WrongType, "\"a = 1\""),
    ] {
        expect_with(&[binding(bad)], &[(id, at)]);
    }
    expect_with(&[binding("outer = t and outer.serial = t")], &[(Id::UnknownField, "outer")]);
}

/// A content with a row in two sections, with different fields inside.
fn varied(check: &str, second: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: k, label: 种, en: k, type: String1, required: Y, codes: k, tag: kind }}\nsections:\n  \
         - {{ when: {{ k: A }}, fields: [{{ name: b, label: 体, type: object, required: Y, spelling: One, \
         fields: [{{ name: t, label: 文, type: String, required: Y }}] }}] }}\n  \
         - {{ when: {{ k: B }}, fields: [{{ name: b, label: 体, type: object, required: Y, spelling: Two, \
         fields: [{{ name: {second}, label: 文, required: Y }}] }}] }}\n\
         outer:\n  - {{ name: serial, label: 号, en: serial, type: String20 }}\n\
         bindings:\n  - {{ id: b, check: \"{check}\", zh: 对应, en: a binding }}\n\
         codes:\n  - {{ name: k, kind: closed, section: \"1\", title: {{ zh: 种, en: k }}, values: [\
         {{ code: A, name: a, zh: 甲, en: A }}, {{ code: B, name: b, zh: 乙, en: B }}] }}\n"
    )
}

#[test]
fn a_binding_applies_to_a_row_in_each_of_its_sections() {
    for second in ["t, type: String", "u, type: String"] {
        expect_with(&[varied("outer.serial = b.t", second)], &[]);
    }
    expect_with(&[varied("outer.serial = b.t", "t, type: Uint8")], &[(Id::WrongType, "b.t")]);
    expect_with(&[varied("outer.serial = b.x", "u, type: String")], &[(Id::UnknownField, "b.x")]);
}

#[test]
fn a_rule_cannot_refer_to_the_request() {
    let rule = "rules:\n  - { id: r, check: \"outer.total = a\", zh: 规则, en: a rule }";
    expect_with(&[spec("type: Uint32", rule)], &[(Id::UnknownField, "outer.total")]);
}

#[test]
fn bindings_and_rules_have_distinct_ids() {
    let twice = "rules:\n  - { id: b, check: \"a = 1\", zh: 规则, en: a rule }\n\
        bindings:\n  - { id: b, check: \"outer.total = a\", zh: 对应, en: a binding }";
    expect_with(&[spec("type: Uint32", twice)], &[(Id::DuplicateName, "b")]);
}

#[test]
fn outer_fields_are_plain_rows() {
    for (outer, id, at) in [
        ("type: Uint31", Id::UnknownType, "Uint31"),
        ("type: Uint8, format: ipv4", Id::WrongType, "ipv4"),
        ("type: object", Id::WrongType, "object"),
        ("type: Uint32, required: Y", Id::UnknownKey, "required"),
    ] {
        expect_with(&[spec(outer, "")], &[(id, at)]);
    }
}

#[test]
fn outer_fields_must_agree_with_the_operations() {
    let yuan = "type: String16, format: yuan";
    let fen = "type: Uint32, format: fen";
    for (known, is, expected) in [
        (fen, fen, vec![]),
        (fen, "type: Uint32", vec![]),
        (fen, yuan, vec![(Id::WrongType, "total")]),
        (fen, "type: String16", vec![(Id::WrongType, "total")]),
        ("type: String", fen, vec![(Id::WrongType, "total")]),
    ] {
        expect_with(&[request_spec(is), spec(known, "")], &expected);
    }
    let plain = request_spec(yuan).replace("format: content", "format: text");
    expect_with(&[plain, spec(fen, "")], &[]);
}

#[test]
fn a_low_confidence_binding_only_warns() {
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", binding("outer.total = a * 100"));
    let request = [("total".to_owned(), "1".to_owned())];
    for (warnings, has_errors) in [(vec![], true), (vec!["b".to_owned()], false)] {
        let (model, diagnostics) = compile(&sources, &Options { scope: Scope::Named, warnings, ..Options::default() });
        assert!(diagnostics.is_empty());
        let json = wxmed_core::Json::parse(r#"{"a":"9.50"}"#).unwrap();
        let found = validate_bindings(&model.contents[0], &json, &request);
        assert_eq!((found.keys(), found.has_errors()), (vec![("", "b")], has_errors));
        assert!(validate_content_text(&model.contents[0], r#"{"a":"9.50"}"#).unwrap().is_empty());
        assert_eq!(model.contents[0].rule_ids(), ["b"]);
    }
}
