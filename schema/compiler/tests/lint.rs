//! Errors in specs: each is reported at its position, and none causes a panic.

use wxmed_compiler::{Id, Options, Scope, Sources, compile};

/// A content of three amounts, with this rule and label.
fn spec(rule: &str, label: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: a, label: {label}, en: a, type: String, required: Y, format: yuan }}\nrules:\n  \
         - {{ id: r, check: \"{rule}\", zh: 相等, en: equal }}\n"
    )
}

/// The kinds of errors, with line and column.
fn mistakes(text: &str) -> Vec<(Id, usize, usize)> {
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text.to_owned());
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let id_and_position = |diagnostic: &wxmed_compiler::Diagnostic| {
        let position = sources.position(diagnostic.span);
        (diagnostic.id, position.line, position.column)
    };
    diagnostics.iter().map(id_and_position).collect()
}

#[test]
fn the_number_of_terms_of_a_rule_is_limited() {
    assert_eq!(mistakes(&spec("a = a", "甲")), []);
    let terms = |count: usize| vec!["a"; count].join(" + ") + " = a";
    assert_eq!(mistakes(&spec(&terms(64), "甲")), []);
    for count in [65, 100_000] {
        // The rule begins in column 22, and each term except the last is followed by ` + `.
        assert_eq!(mistakes(&spec(&terms(count), "甲")), [(Id::RuleSyntax, 7, 22 + 63 * 4 + 2)], "{count} terms");
    }
}

#[test]
fn anchors_tags_and_aliases_are_rejected_at_their_position() {
    for label in ["&x 甲", "!!str 甲", "!foo 甲"] {
        let found = mistakes(&spec("a = a", label));
        assert!(matches!(found.as_slice(), [(Id::YamlFeature, 5, _)]), "{label}: {found:?}");
    }
    let aliased = spec("a = a", "甲").replace("zh: 相等, en: equal", "zh: &z 相等, en: *z");
    assert!(mistakes(&aliased).iter().all(|(id, line, _)| (*id, *line) == (Id::YamlFeature, 7)));
    let harmless = format!("# see &x\n{}", spec("a = a", "\"&x !y\""));
    assert_eq!(mistakes(&harmless), []);
}

#[test]
fn blank_texts_are_reported_as_missing() {
    for nothing in ["\"\"", "~", "null", "\" \""] {
        let text = spec("a = a", "甲").replace("en: made up", &format!("en: {nothing}"));
        assert!(matches!(mistakes(&text).as_slice(), [(Id::MissingKey, 3, _)]), "{nothing}: {:?}", mistakes(&text));
    }
}

/// A content with one row, with these keys in addition to its name and label.
fn row(keys: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: a, label: 甲, en: a, {keys} }}\ncodes:\n  \
         - name: letters\n    kind: closed\n    section: \"1\"\n    title: {{ zh: 字母, en: letters }}\n    \
         values:\n      - {{ code: \"1\", name: one, zh: 一, en: one }}\n      \
         - {{ code: X, name: ex, zh: 叉, en: ex }}\n"
    )
}

/// Asserts the only error of a row: its kind, and the text at its position.
#[track_caller]
fn expect_in_row(keys: &str, expected: Option<(Id, &str)>) {
    let text = row(keys);
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text.clone());
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let found: Vec<(Id, &str)> =
        diagnostics.iter().map(|one| (one.id, text.get(one.span.start..one.span.end).unwrap_or(""))).collect();
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{keys}");
    assert!(diagnostics.iter().all(|one| one.help.is_some()), "{keys}");
}

#[test]
fn wire_number_requires_a_numeric_format() {
    expect_in_row("type: String, required: Y, wire: number", None);
    expect_in_row("type: String, required: Y, wire: string, format: ipv4", None);
    expect_in_row("type: String, required: Y, wire: number, format: yyyyMMdd", None);
    expect_in_row("type: String, required: Y, wire: numbr", Some((Id::UnknownKeyword, "numbr")));
    let wrong = Some((Id::WrongType, "number"));
    for keys in [
        "type: String, required: Y, wire: number, format: ipv4",
        "type: String, required: Y, wire: number, format: yyyy-MM-dd",
        "type: String, required: present, wire: number",
        "type: String, required: Y, wire: number, codes: letters",
        "type: object, required: Y, wire: number, fields: [{ name: b, label: 乙, type: String, required: Y }]",
    ] {
        expect_in_row(keys, wrong);
    }
}

#[test]
fn a_pattern_may_have_comments() {
    expect_in_row("type: String, required: Y, pattern: '(?x) [0-9]{4} # the year'", None);
    expect_in_row("type: String, required: Y, pattern: '[0-9]{4} # the year'", None);
    expect_in_row("type: String, required: Y, pattern: '(?x) ( # open'", Some((Id::Pattern, "'(?x) ( # open'")));
}

#[test]
fn json_text_requires_an_object_or_a_list_of_objects() {
    let rows = "fields: [{ name: b, label: 乙, type: String, required: Y }]";
    for keys in ["type: object, required: Y", "type: object, required: present", "type: list, required: present"] {
        expect_in_row(&format!("{keys}, wire: json-text, {rows}"), None);
    }
    let wrong = Some((Id::WrongType, "json-text"));
    expect_in_row("type: String, required: Y, wire: json-text", wrong);
    expect_in_row("type: list, of: String, required: Y, wire: json-text", wrong);
    expect_in_row("type: String, required: Y, wire: json", Some((Id::UnknownKeyword, "json")));
}

#[test]
fn a_format_is_known_and_fits_its_type() {
    for format in ["fen", "decimal", "yyyyMMdd", "yyyy-MM-dd", "yyyyMMddHHmmss", "\"yyyy-MM-dd HH:mm:ss\""] {
        expect_in_row(&format!("type: String, required: Y, format: {format}"), None);
    }
    expect_in_row("type: String, required: Y, format: yyyy-mm-dd", Some((Id::UnknownKeyword, "yyyy-mm-dd")));
    expect_in_row("type: Uint8, required: Y, format: yyyyMMdd", Some((Id::WrongType, "yyyyMMdd")));
}

#[test]
fn limits_are_valid_for_their_row_and_satisfiable() {
    for keys in [
        "format: yuan, range: { min: \"0.01\", max: \"100\" }, decimals: 1",
        "format: decimal, range: { min: \"-1\" }, decimals: 0",
        "pattern: \"[0-9]{2}|张\"",
    ] {
        expect_in_row(&format!("type: String, required: Y, {keys}"), None);
    }
    for (keys, id, at) in [
        ("range: { min: \"1\" }", Id::WrongType, "min"),
        ("format: fen, decimals: 1", Id::WrongType, "1"),
        ("format: yuan, decimals: two", Id::Limit, "two"),
        ("format: yuan, decimals: 29", Id::Limit, "29"),
        ("format: yuan, range: { min: one }", Id::Limit, "one"),
        ("format: yuan, range: { min: \"2\", max: \"1\" }", Id::Limit, "min"),
        ("format: yuan, range: {}", Id::MissingKey, "{"),
        ("format: yuan, range: { mim: \"1\", max: \"2\" }", Id::UnknownKey, "mim"),
        ("pattern: \"[0-9\"", Id::Pattern, "\"[0-9\""),
        ("pattern: \"\"", Id::Pattern, "\"\""),
    ] {
        expect_in_row(&format!("type: String, required: Y, {keys}"), Some((id, at)));
    }
}

#[test]
fn a_list_states_the_type_of_its_items() {
    let of = |rest: &str| format!("type: list, required: Y, {rest}");
    let rows = "fields: [{ name: b, label: 乙, type: String, required: Y }]";
    for keys in
        ["of: String8, min: 1, max: 3".to_owned(), "of: Uint8, wire: number".to_owned(), format!("unique: b, {rows}")]
    {
        expect_in_row(&of(&keys), None);
    }
    for (keys, id, at) in [
        (of("min: 1"), Id::MissingKey, "list"),
        (of(&format!("of: String, {rows}")), Id::WrongType, "["),
        (of("of: object"), Id::WrongType, "object"),
        (of("of: Strng"), Id::UnknownType, "Strng"),
        (of("of: String, min: few"), Id::Limit, "few"),
        (of("of: String, min: 3, max: 2"), Id::Limit, "2"),
        (of("of: String, max: 0"), Id::Limit, "0"),
        (of("of: String, unique: b"), Id::WrongType, "b"),
        (of(&format!("unique: bb, {rows}")), Id::UnknownField, "bb"),
        ("type: String, required: Y, of: String".to_owned(), Id::WrongType, "String"),
        ("type: Uint8, required: Y, count_of: lst".to_owned(), Id::UnknownField, "lst"),
        ("type: lst, required: Y".to_owned(), Id::UnknownType, "lst"),
    ] {
        expect_in_row(&keys, Some((id, at)));
    }
}

#[test]
fn a_count_is_a_mandatory_whole_number() {
    let list = "required: N, type: list, of: String } \n  - { name: n, label: 数, en: n";
    for (keys, expected) in [
        ("type: Uint8, required: Y, count_of: a", None),
        ("type: String, required: Y, count_of: a", Some((Id::WrongType, "a"))),
        ("type: Uint8, required: N, count_of: a", Some((Id::WrongType, "a"))),
    ] {
        expect_in_row(&format!("{list}, {keys}"), expected);
    }
}

/// Asserts the only error of a rule over an amount `a`, a text `t`, a list `l` of objects with an amount `b`, and an
/// object `o` with a text `u`: its kind, and the part of the rule at its position.
#[track_caller]
fn expect_in_rule(check: &str, expected: Option<(Id, &str)>) {
    let rest = "required: Y, format: yuan }\n  - { name: t, label: 文, en: t, type: String, required: N }\n  \
        - { name: l, label: 表, en: l, type: list, required: N, fields: [{ name: b, label: 乙, type: int, required: N }] }\n  \
        - { name: o, label: 物, en: o, type: object, required: N, fields: [{ name: u, label: 丙, type: String, required: N }] }\n\
        rules:\n  - { id: r, zh: 规则, en: a rule, check: \"";
    expect_in_row(&format!("type: String, {rest}{check}\""), expected);
}

#[test]
fn rules_are_parsed_and_type_checked() {
    for good in [
        "a = 1 + 2 * a - -3",
        "(a + 1) * 2 >= round(a * 0.5, 2)",
        "sum(l.b) = len(l) or t = 'x' and not given(o.u)",
        "not not (a = 1)",
        "o.u != t",
    ] {
        expect_in_rule(good, None);
    }
    for (bad, id, at) in [
        ("a = b", Id::UnknownField, "b"),
        ("o.v = t", Id::UnknownField, "o.v"),
        ("l.b = a", Id::WrongType, "l.b"),
        ("a = t", Id::WrongType, "t"),
        ("'x' = a", Id::WrongType, "a"),
        ("t < 'x'", Id::WrongType, "t"),
        ("a + t = 1", Id::WrongType, "t"),
        ("o = 1", Id::WrongType, "o"),
        ("a + 1", Id::WrongType, "a + 1"),
        ("given(a) = 1", Id::WrongType, "given(a)"),
        ("len(a) = 1", Id::WrongType, "len(a)"),
        ("sum(l) = 1", Id::WrongType, "sum(l)"),
        ("sum(l.c) = 1", Id::UnknownField, "sum(l.c)"),
        ("sum(o.u) = 1", Id::WrongType, "sum(o.u)"),
        ("round(a) = 1", Id::WrongType, "round(a)"),
        ("round(a, 9) = 1", Id::WrongType, "round(a, 9)"),
        ("total(l.b) = 1", Id::RuleSyntax, "total(l.b)"),
        ("a = 1 = 1", Id::RuleSyntax, "="),
        ("a = ", Id::RuleSyntax, ""),
        ("(a = 1", Id::RuleSyntax, "("),
        ("a ; 1", Id::RuleSyntax, ";"),
        ("a = 1 and", Id::RuleSyntax, ""),
        ("t = 'x", Id::RuleSyntax, "'"),
        ("((((((((((((((((((a)))))))))))))))))) = 1", Id::RuleSyntax, "("),
    ] {
        expect_in_rule(bad, Some((id, at)));
    }
}

#[test]
fn a_rule_can_be_downgraded_to_a_warning() {
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", spec("a = 1", "甲"));
    for (warnings, has_errors) in [(vec![], true), (vec!["r".to_owned()], false)] {
        let (model, diagnostics) = compile(&sources, &Options { scope: Scope::Named, warnings, ..Options::default() });
        assert!(diagnostics.is_empty());
        let found = wxmed_compiler::validate_content_text(&model.contents[0], r#"{"a":"2"}"#).unwrap();
        assert_eq!(found.keys(), [("", "r")]);
        assert_eq!(found.has_errors(), has_errors);
        assert_eq!(model.contents[0].record.rule_ids(), ["r"]);
    }
}

#[test]
fn conditions_and_groups_refer_to_existing_fields() {
    // Comment out the end of the row.
    let with = |rest: &str| {
        let text = "{ name: t, label: 文, en: t, type: String, required: N }";
        format!("type: String, required: N, format: yuan }}\n  - {text}\n{rest}\n#")
    };
    for good in [
        "conditions: [{ when: \"a > 1\", needs: [t] }, { given: t, absent: a }]",
        "groups: [{ give: at-most-one, of: [a, t] }]",
    ] {
        expect_in_row(&with(good), None);
    }
    for (bad, id, at) in [
        ("conditions: [{ when: \"a > t\", needs: [t] }]", Id::WrongType, "t"),
        ("conditions: [{ when: \"a > 1\", needs: [tt] }]", Id::UnknownField, "tt"),
        ("conditions: [{ when: \"a > 1\" }]", Id::MissingKey, "when"),
        ("conditions: [{ needs: t }]", Id::MissingKey, "needs"),
        ("conditions: [{ given: a, when: \"a > 1\", needs: t }]", Id::MissingKey, "given"),
        ("conditions: [{ given: a, needs: t, absent: [t] }]", Id::WrongType, "t"),
        ("groups: [{ give: at-most-one, of: [a] }]", Id::EmptyChoice, "give"),
        ("groups: [{ give: at-most-one, of: [a, a] }]", Id::EmptyChoice, "give"),
        ("groups: [{ give: exactly-one, of: [a, t] }]", Id::UnknownKeyword, "exactly-one"),
        ("groups: [{ give: all-or-none, of: [a, t, u] }]", Id::UnknownField, "u"),
    ] {
        expect_in_row(&with(bad), Some((id, at)));
    }
}

/// A content with this row, and an erratum with this change.
fn corrected(row: &str, set: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: a, label: 甲, en: a, required: Y, {row} }}\nerrata:\n  \
         - id: e\n    target: made/up.a\n    set: {set}\n    why: {{ zh: 错, en: wrong }}\n    \
         evidence: {{ zh: 见过, en: seen }}\n    confidence: low\n"
    )
}

#[test]
fn an_erratum_changes_the_limits_of_a_row() {
    let amount = "type: String, format: yuan, range: { max: \"1\" }, pattern: \"9\"";
    let list = "type: list, of: String8, max: \"1\"";
    for (row, set, good, bad, rule) in [
        (amount, "{ range: { min: \"2\" }, pattern: \"[0-9.]+\" }", "\"2\"", "\"1\"", "range"),
        (amount, "{ range: { min: \"2\" }, decimals: \"1\", pattern: \".*\" }", "\"2.5\"", "\"2.55\"", "decimals"),
        (amount, "{ pattern: \"1\" }", "\"1\"", "\"0\"", "pattern"),
        (amount, "{ wire: number }", "9", "\"9\"", "json-type"),
        (list, "{ min: \"2\", max: \"3\" }", "[\"a\",\"b\",\"c\"]", "[\"a\"]", "items"),
    ] {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made/up", corrected(row, set));
        let (model, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        assert!(diagnostics.is_empty(), "{set}: {diagnostics:?}");
        let found = |value: &str| {
            let text = format!("{{\"a\":{value}}}");
            wxmed_compiler::validate_content_text(&model.contents[0], &text).unwrap()
        };
        let bad = found(bad);
        // Limits that the erratum doesn't change still apply.
        assert!(bad.keys().contains(&("a", rule)), "{set}: {bad}");
        let left = if set.contains("wire") { vec![("a", "range")] } else { vec![] };
        assert_eq!(found(good).keys(), left, "{set}");
    }
    let found = mistakes(&corrected("type: String", "{ max: \"3\" }"));
    assert!(matches!(found.as_slice(), [(Id::ErratumTarget, 9, _)]), "{found:?}");
    let found = mistakes(&corrected(amount, "{ range: { max: many } }"));
    assert!(matches!(found.as_slice(), [(Id::Limit, 9, _)]), "{found:?}");
}

/// The size of a rendered diagnostic doesn't grow with the length of the line, and the position refers to the whole
/// line.
#[test]
fn an_error_in_a_long_line_is_rendered_with_an_excerpt() {
    for count in [10, 1_000, 4_000] {
        let text = format!("content: made/up\nfields: [{}]\n", vec!["甲乙丙丁"; count].join(", "));
        let mut sources = Sources::new();
        sources.add("up.yaml", "made/up", text);
        let (_, found) = compile(&sources, &Options::default());
        let last = found.iter().rfind(|one| one.id == Id::WrongShape).unwrap();
        let drawn = last.for_compiler(&sources);
        assert!(drawn.contains(&format!("up.yaml:2:{}", 10 + 6 * (count - 1))), "{drawn}");
        assert!(drawn.contains("甲乙丙丁"), "{drawn}");
        assert!(drawn.len() < 4_000, "{}", drawn.len());
    }
}

/// Invisible characters of a file are escaped in messages.
#[test]
fn messages_escape_invisible_characters() {
    let text = "content: made/up\n\"键\u{202e}名\": 值\nfields: []\n";
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text);
    let (_, found) = compile(&sources, &Options::default());
    let message = found.iter().find(|one| one.id == Id::UnknownKey).map(|one| one.message.clone()).unwrap();
    assert!(message.contains(r"键\u{202e}名"), "{message}");
}
