//! Rows of low confidence: a value that breaks one can be sent, with a warning, unless the caller is strict. Both
//! readers report the same.

use wxmed::dynamic::{SpecOptions, Specs};
use wxmed::{Content, ContentError, ContentRecord as _, Json, Violations, Yuan};
use wxmed_core::Severity;
use wxmed_tests::compiled::inferred::{Inferred, Kind};
use wxmed_tests::compiled::strictly_inferred;
use wxmed_tests::specs;

/// A content in which almost every value differs from its inferred row.
const OTHER: &str =
    r#"{"price":2,"count":"three","kind":"9","day":"5 May","tags":"a","ward":{"floor":[1]},"known":"x"}"#;

const BROKEN: &[(&str, &str)] = &[
    ("price", "json-type"),
    ("count", "json-type"),
    ("tags", "json-type"),
    ("ward.floor", "json-type"),
    ("kind", "code"),
    ("day", "format"),
    ("day", "all-or-none"),
];

fn severities(found: &Violations) -> Vec<(&str, &str, Severity)> {
    found.iter().map(|one| (one.path.as_str(), one.rule.id(), one.severity)).collect()
}

fn all(severity: Severity) -> Vec<(&'static str, &'static str, Severity)> {
    let mut all: Vec<_> = BROKEN.iter().map(|(path, rule)| (*path, *rule, severity)).collect();
    all.sort();
    all
}

fn sorted(found: &Violations) -> Vec<(&str, &str, Severity)> {
    let mut found = severities(found);
    found.sort();
    found
}

fn dynamic() -> wxmed::dynamic::Content {
    Specs::from(specs::model().clone()).content("inferred").unwrap()
}

#[test]
fn an_unexpected_value_is_sent_unchanged_with_a_warning() {
    let value = Inferred::from_json(OTHER).unwrap();
    assert_eq!(sorted(&value.warnings()), all(Severity::Warning));
    let (theirs, ours) = (Json::parse(OTHER).unwrap(), Json::parse(Content::from(value).as_str()).unwrap());
    let entries = |json: Json| match json {
        Json::Object(mut entries) => {
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            entries
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(entries(ours), entries(theirs));
    assert_eq!(sorted(&dynamic().validate(&Json::parse(OTHER).unwrap())), all(Severity::Warning));
    assert_eq!(dynamic().check(OTHER).unwrap().as_str(), OTHER);
}

#[test]
fn a_builder_takes_any_text_and_requires_no_inferred_row() {
    let value = Inferred::builder().known("x").build().unwrap();
    let missing = [("price", "required", Severity::Warning), ("kind", "required", Severity::Warning)];
    assert_eq!(severities(&value.warnings()), missing);
    let value = Inferred::builder().known("x").price("free").kind("9").count("many").build().unwrap();
    let warned = [
        ("price", "format", Severity::Warning),
        ("count", "format", Severity::Warning),
        ("count", "json-type", Severity::Warning),
        ("kind", "code", Severity::Warning),
        ("day", "all-or-none", Severity::Warning),
    ];
    assert_eq!(severities(&value.warnings()), warned);
    assert_eq!(Content::from(value).as_str(), r#"{"price":"free","count":"many","kind":"9","known":"x"}"#);
    let value = Inferred::builder().known("x").price("1.00").kind(Kind::Inpatient).build().unwrap();
    assert_eq!(severities(&value.warnings()), [("", "dear", Severity::Warning)]);
}

#[test]
fn certain_rows_and_general_rules_are_still_errors() {
    let found = Inferred::builder().known("too long").price(" 2.00").build().unwrap_err();
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    let errors: Vec<_> = errors.iter().map(|one| (one.path.as_str(), one.rule.id())).collect();
    assert_eq!(errors, [("price", "white-space"), ("known", "length")]);
    let twice = r#"{"price":"2.00","price":"3.00","kind":"1","known":"x"}"#;
    let Err(ContentError::Invalid { violations, .. }) = Inferred::from_json(twice) else { panic!() };
    assert_eq!(severities(&violations), [("price", "duplicate", Severity::Error)]);
}

#[test]
fn a_strict_caller_gets_exact_types_and_errors() {
    let value = strictly_inferred::Inferred::builder();
    let value = value.price(Yuan::from_fen(2_00)).kind(strictly_inferred::Kind::Outpatient).known("x").build().unwrap();
    assert!(value.warnings().is_empty());
    let Err(ContentError::Invalid { violations, .. }) = strictly_inferred::Inferred::from_json(OTHER) else { panic!() };
    assert_eq!(sorted(&violations), all(Severity::Error));
}

#[test]
fn specs_can_be_loaded_strictly() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/inferred.yaml");
    let other = Json::parse(OTHER).unwrap();
    for (options, severity) in [(SpecOptions::new(), Severity::Warning), (SpecOptions::new().strict(), Severity::Error)]
    {
        for specs in [options.load(folder).unwrap(), options.load_alone(folder).unwrap()] {
            specs.reload().unwrap();
            assert_eq!(sorted(&specs.content("inferred").unwrap().validate(&other)), all(severity));
        }
    }
    let unknown = SpecOptions::new().warn("deer").load_alone(folder).unwrap_err().to_string();
    assert_eq!(unknown, "there is no rule `deer` in these specs; did you mean `dear`?");
    let warned = SpecOptions::new().strict().warn("dear").load_alone(folder).unwrap();
    let cheap = Json::parse(r#"{"price":"1.00","kind":"1","known":"x"}"#).unwrap();
    assert_eq!(severities(&warned.content("inferred").unwrap().validate(&cheap)), [("", "dear", Severity::Warning)]);
}

#[test]
fn a_received_content_is_read_despite_unexpected_values() {
    let received = Inferred::read_leniently(r#"{"price":2,"kind":"9","ward":"none","count":"many"}"#);
    assert!(received.value().is_none(), "a row of high confidence is missing");
    let received = Inferred::read_leniently(r#"{"price":2,"kind":"9","ward":"none","count":"many","known":"x"}"#);
    let value = received.value().unwrap();
    assert_eq!(value.price.as_deref(), Some("2"));
    assert!(value.ward.is_none());
}

#[test]
fn an_unexpected_value_is_read_back_equal() {
    for text in [
        OTHER,
        r#"{"known":"x","ward":{"floor":[]}}"#,
        r#"{"known":"x","ward":{"floor":"many"}}"#,
        r#"{"known":"x","count":1,"tags":["0","0"]}"#,
        r#"{"known":"x","tags":[]}"#,
        r#"{"known":"x","price":[]}"#,
        r#"{"known":"x","price":""}"#,
    ] {
        let value = Inferred::from_json(text).unwrap();
        let written = Content::from(value.clone());
        let again = Inferred::from_json(written.as_str()).unwrap();
        assert!(again == value, "{text} was written as {}", written.as_str());
    }
}

/// Rules, conditions and groups that read a row of low confidence, in a content of high confidence.
const MIXED: &str = r#"content: mixed
section: "1"
title: { zh: 部分推断, en: inferred in part }
fields:
  - name: x
    label: 推断
    en: inferred
    type: String
    required: N
    format: yuan
    provenance: { source: { zh: 推断。, en: Inferred. }, confidence: low }
  - { name: y, label: 确知, en: known, type: String, required: N, format: yuan }
  - { name: z, label: 也确知, en: known too, type: String, required: N, format: yuan }
conditions:
  - { when: x = 1, needs: z }
  - { given: x, needs: y }
rules:
  - { id: of-x, check: x < 5, zh: 甲, en: a }
  - { id: of-y, check: y < 5, zh: 乙, en: b }
  - { id: of-both, check: "min(x, y) < 5", zh: 丙, en: c }
outer:
  - { name: bill_no, label: 单据号, en: bill number, type: String32 }
bindings:
  - { id: bound-x, check: x < 5 or given(outer.bill_no), zh: 丁, en: d }
  - { id: bound-y, check: y < 5 or given(outer.bill_no), zh: 戊, en: e }
"#;

#[test]
fn rules_over_a_row_of_low_confidence_are_warnings() {
    let mut sources = wxmed_compiler::Sources::new();
    sources.add("mixed.yaml", "mixed", MIXED);
    for (low_confidence, softer) in [
        (wxmed_compiler::LowConfidence::Warns, Severity::Warning),
        (wxmed_compiler::LowConfidence::Refuses, Severity::Error),
    ] {
        let options = wxmed_compiler::Options { low_confidence, ..wxmed_compiler::Options::default() };
        let (model, diagnostics) = wxmed_compiler::compile(&sources, &options);
        assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().next());
        let found = |json| wxmed_compiler::validate_content_text(&model.contents[0], json).unwrap();
        let broken = found(r#"{"x":"9.00","y":"9.00"}"#);
        assert_eq!(sorted(&broken), [("", "of-both", softer), ("", "of-x", softer), ("", "of-y", Severity::Error)]);
        let json = Json::parse(r#"{"x":"9.00","y":"9.00"}"#).unwrap();
        let bound = wxmed_compiler::validate_bindings(&model.contents[0], &json, &[]);
        assert_eq!(sorted(&bound), [("", "bound-x", softer), ("", "bound-y", Severity::Error)]);
        let missing = found(r#"{"x":"1.00"}"#);
        assert_eq!(sorted(&missing), [("y", "needs", softer), ("z", "needed-when", softer)]);
    }
}
