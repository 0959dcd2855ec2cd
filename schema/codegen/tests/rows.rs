//! The constants with the indices of rows: each is the index of the row with that name.

use std::collections::BTreeSet;

use wxmed_codegen::api::{Api, Layout, Options, Record, Row, Rows, Source};
use wxmed_codegen::{EmitOptions, print};
use wxmed_compiler::{Options as CompileOptions, Scope, Sources, compile, model};

/// A content whose rows would share the constant `A_TAIL`, and whose types the module `up_row`.
const SPEC: &str = r#"content: made/up
section: "1"
title: { zh: 虚构, en: made up }
fields:
  - { name: kind, label: 种类, en: kind, type: String8, required: Y, codes: kind, tag: act }
  - { name: tail, label: 尾, en: tail, type: String8, required: N }
  - { name: a_tail, label: 尾, en: tail, type: String8, required: N }
sections:
  - when: { kind: A }
    fields:
      - { name: tail_a, label: 值, en: value, type: int, required: N, api: tail }
  - when: { kind: B }
    fields:
      - { name: tail_b, label: 值, en: value, type: int, required: N, api: tail }
      - name: act
        label: 事
        en: act
        type: object
        required: Y
        spelling: UP
        fields:
          - { name: x, label: 值, en: value, type: int, required: Y }
codes:
  - name: kind
    kind: open
    section: "1"
    title: { zh: 种类, en: kind }
    values:
      - { code: A, name: a, zh: 甲, en: a }
      - { code: B, name: b, zh: 乙, en: b }
"#;

#[test]
fn each_constant_is_the_index_of_its_row() {
    let mut own = Sources::new();
    own.add("up.yaml", "made/up", SPEC);
    let mut constants = 0;
    for (sources, scope) in [(wxmed_specs::shipped(), Scope::Everything), (own, Scope::Named)] {
        let (model, diagnostics) = compile(&sources, &CompileOptions { scope, ..CompileOptions::default() });
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let (api, diagnostics) = Api::of(&model, &Options { layout: Layout::Nested, ..Options::default() });
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let options = EmitOptions { layout: Layout::Nested, ..EmitOptions::default() };
        let code = print(&api, &options).to_string();
        for part in &api.parts {
            constants += held(&part.rows, &part.of.fields.iter().map(String::as_str).collect::<Vec<_>>(), &code);
        }
        for operation in &api.operations {
            constants += record(&operation.request, &operation.of.request, &code);
            constants += record(&operation.reply, &operation.of.reply(), &code);
        }
        for content in &api.contents {
            constants += record(&content.record, &content.of.record, &code);
        }
    }
    assert!(constants > 140, "{constants}");
}

fn record(api: &Record, record: &model::Record, code: &str) -> usize {
    let cases = api.tag.iter().flat_map(|tag| tag.cases.iter().filter_map(|case| case.fields.as_ref()));
    for member in cases.chain([&api.structure]).flat_map(|structure| &structure.members) {
        if let Source::Row(row) = member.source {
            assert_eq!(api.rows.rows[row].name, member.name);
        }
    }
    let names: Vec<&str> =
        record.fields.iter().map(|field| field.api.as_deref().unwrap_or(field.name.as_str())).collect();
    let inside = api.objects.iter().map(|object| {
        let record_inside = record.fields[object.row].object.as_deref().unwrap();
        self::record(&object.record, record_inside, code)
    });
    inside.sum::<usize>() + held(&api.rows, &names, code)
}

/// Checks that each constant belongs to the row with its name. Returns the number of constants.
fn held(rows: &Rows, names: &[&str], code: &str) -> usize {
    let Rows { module, rows } = rows;
    assert_eq!(rows.len(), names.len(), "{module}");
    let distinct: BTreeSet<&str> = rows.iter().map(|row| row.constant.as_str()).collect();
    assert_eq!(distinct.len(), rows.len(), "{module}: the constants are unique");
    for (Row { constant, .. }, name) in rows.iter().zip(names) {
        let plain = |text: &str| text.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "");
        assert!(plain(constant).ends_with(&plain(name)), "{module}: {constant} names {name}");
    }
    let head = format!("mod {module} {{");
    let mut modules = code.match_indices(&head).map(|(at, _)| &code[at + head.len()..]);
    let Some(body) = modules.next().and_then(|rest| rest.split('}').next()) else { return 0 };
    assert_eq!(modules.next(), None, "{module}: there is only one module with this name");
    let written: Vec<(&str, usize)> = body
        .split("const ")
        .skip(1)
        .map(|one| {
            let (name, rest) = one.split_once(" :").unwrap();
            (name, rest.split_once("= ").unwrap().1.split(' ').next().unwrap().parse().unwrap())
        })
        .collect();
    for (name, index) in &written {
        assert_eq!(rows[*index].constant, *name, "{module}");
    }
    written.len()
}
