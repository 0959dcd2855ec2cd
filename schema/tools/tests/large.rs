//! Large inputs are processed completely.

use std::fmt::Write as _;

use wxmed_compiler::model::Model;
use wxmed_compiler::{Diagnostics, Options, Scope, Sources, compile};
use wxmed_tools::{Draft, DraftMaterial, draft_content, format_file};

const ITEMS: usize = 5_000;

/// A unique name that consists of letters.
fn name(number: usize) -> String {
    let digits = format!("{number:05}");
    std::iter::once('f').chain(digits.bytes().map(|digit| char::from(digit - b'0' + b'a'))).collect()
}

fn each(items: usize, one: impl Fn(usize) -> String) -> String {
    (0..items).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "{}", one(at));
        text
    })
}

fn draft(text: String, kind: fn(&mut DraftMaterial) -> &mut Vec<usize>) -> Draft {
    let mut material = DraftMaterial::default();
    material.sources.add("input", "input", text);
    kind(&mut material).push(0);
    draft_content("city/x/y", "1.3", &material).unwrap()
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("big.yaml", "city/x/big", text);
    sources
}

fn compiled(text: &str) -> (Model, Diagnostics) {
    compile(&sources(text), &Options { scope: Scope::Named, ..Options::default() })
}

const HEAD: &str = "content: city/x/big\nsection: \"1.3\"\ntitle: { zh: 名, en: name }\nfields:";

fn row(at: usize, more: &str) -> String {
    format!("{{ name: {}, label: 名{at}, en: name {at}, type: String, required: N{more} }}", name(at))
}

#[test]
fn each_row_of_a_table_is_drafted() {
    let row = |at| format!("{}\t名称{at}\tString\t20\tY\t", name(at));
    // A draft is compiled and formatted twice, and in a debug build each row takes milliseconds.
    let rows = 1_000;
    let table = "参数\t参数名称\t类型\t长度\t是否必填\t说明\n".to_owned() + &each(rows, row);
    assert_eq!(draft(table, |material| &mut material.tables).fields, rows);
}

#[test]
fn each_label_is_drafted() {
    let members: Vec<String> = (0..1_000).map(|at| format!("\"{}\":\"名称{at}\"", name(at))).collect();
    let labels = format!("{{{}}}", members.join(","));
    assert_eq!(draft(labels, |material| &mut material.labels).fields, members.len());
}

#[test]
fn a_label_of_a_million_characters_is_drafted_whole() {
    let label = "x".repeat(1_000_000);
    let drafted = draft(format!("{{\"a\":\"{label}\"}}"), |material| &mut material.labels);
    assert!(drafted.text.contains(&label));
}

#[test]
fn rows_on_one_line_are_compiled_and_formatted() {
    let rows: Vec<String> = (0..ITEMS).map(|at| row(at, "")).collect();
    let text = format!("{HEAD} [{}] # all of them\n", rows.join(", "));
    let (model, diagnostics) = compiled(&text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(model.contents[0].record.fields.len(), ITEMS);
    let formatted = format_file(&sources(&text), 0).unwrap();
    assert_eq!(formatted.lines().filter(|line| line.starts_with("  - { name: ")).count(), ITEMS);
}

#[test]
fn each_comment_stays_at_its_row() {
    let text = format!("{HEAD}\n{}", each(ITEMS, |at| format!("  # before {at}\n  - {} # beside {at}", row(at, ""))));
    let formatted = format_file(&sources(&text), 0).unwrap();
    for at in [0, 1, ITEMS / 2, ITEMS - 1] {
        let expected = format!("  # before {at}\n  - {} # beside {at}\n", row(at, ""));
        assert!(formatted.contains(&expected), "{expected}");
    }
}

#[test]
fn each_group_of_a_choice_is_compiled() {
    let group = |at| format!("      - {{ name: v{0}, fields: [{0}] }}", name(at));
    let rows = each(ITEMS, |at| format!("  - {}", row(at, "")));
    let choice = "choices:\n  - name: pick\n    title: { zh: 选, en: choice }\n    of:\n";
    let (model, diagnostics) = compiled(&format!("{HEAD}\n{rows}{choice}{}", each(ITEMS, group)));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(model.contents[0].record.choices[0].distinguishing(), (0..ITEMS).collect::<Vec<_>>());
}

#[test]
fn each_row_of_many_cases_belongs_to_its_case() {
    let cases = 1_000;
    let section = |at| format!("  - when: {{ {}: \"{at}\" }}\n    fields:\n      - {}", name(0), row(at + 1, ""));
    let code = |at| format!("      - {{ code: \"{at}\", name: c_{}, zh: 码, en: code }}", name(at));
    let tag = row(0, ", codes: kinds, tag: kind").replace("required: N", "required: Y");
    let table = "codes:\n  - name: kinds\n    kind: closed\n    section: \"1.3\"\n    title: { zh: 种, en: kinds }\n";
    let text =
        format!("{HEAD}\n  - {tag}\nsections:\n{}{table}    values:\n{}", each(cases, section), each(cases, code));
    let (model, diagnostics) = compiled(&text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let tag = model.contents[0].record.tag.as_ref().unwrap();
    assert!(tag.cases.iter().enumerate().all(|(at, case)| case.fields == [at + 1]));
}

#[test]
fn each_error_on_one_line_has_its_position() {
    let rows: Vec<String> = (0..1_000).map(|at| row(at, "").replace("String", "Strin")).collect();
    let text = format!("{HEAD} [{}]\n", rows.join(", "));
    let (_, diagnostics) = compiled(&text);
    let starts: Vec<usize> = diagnostics.iter().map(|mistake| mistake.span.start).collect();
    let written: Vec<usize> = text.match_indices("Strin").map(|(at, _)| at).collect();
    assert_eq!(starts, written);
}
