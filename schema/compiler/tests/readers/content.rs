//! The dynamic reader on contents: kinds of JSON, presence of keys, wrappers and nesting.

use wxmed_compiler::model::{Content, Exhaustiveness, Field, List, Needs, Null};
use wxmed_compiler::{content_with_defaults, validate_content_text};
use wxmed_core::{Format, Json, Rule};

use crate::report::report;
use crate::support::*;

#[track_caller]
fn expect(content: &Content, json: &str, expected: &[&str]) {
    let found = validate_content_text(content, json).expect("the test's text is JSON");
    assert_eq!(report(&found), expected, "for {json}");
}

/// A content with an object `bill`, which has amounts and a rule, and with `name` and `note`.
fn visit() -> Content {
    let mut bill = record(vec![
        mandatory(formatted("fee", Format::Yuan)),
        present(formatted("extra", Format::Yuan)),
        mandatory(formatted("sum", Format::Yuan)),
        alias(text("no"), "number"),
    ]);
    bill.rules.push(sum_rule(&bill, "total", &["fee", "extra"], &["sum"]));
    content(record(vec![present(text("name")), mandatory(nested("bill", bill)), text("note")]))
}

#[test]
fn a_valid_content() {
    let json = r#"{"name":"","bill":{"fee":"1.00","extra":"2","sum":"3.0","no":"7","unknown":{"x":[1]}},"more":null}"#;
    expect(&visit(), json, &[]);
}

#[test]
fn present_means_the_key_and_required_means_a_value() {
    expect(
        &content(record(vec![present(text("a")), mandatory(text("b")), text("c")])),
        r#"{"b":"","c":""}"#,
        &["a: required", "b: required"],
    );
    expect(&visit(), r#"{"name":"x"}"#, &["bill: required"]);
    expect(
        &visit(),
        r#"{"name":"x","bill":{}}"#,
        &["bill.fee: required", "bill.extra: required", "bill.sum: required"],
    );
}

#[test]
fn the_fields_of_an_absent_object_are_not_checked() {
    let inner = record(vec![mandatory(text("x"))]);
    expect(&content(record(vec![nested("o", inner)])), "{}", &[]);
}

#[test]
fn null_counts_as_absent() {
    let content = visit();
    expect(&content, r#"{"name":"","note":null,"bill":{"fee":"1","extra":"","sum":"1","number":null}}"#, &[]);
    expect(&content, r#"{"name":null,"bill":null}"#, &["name: required", "bill: required"]);
    expect(&content, r#"{"name":"","bill":{"fee":null,"extra":"","sum":"1"}}"#, &["bill.fee: required"]);
    // It isn't a duplicate either, under any name.
    expect(&content, r#"{"name":"","note":null,"note":"x","bill":{"fee":"1","extra":"","sum":"1"}}"#, &[]);
    // In a list it is an item.
    let listed = content_of_texts();
    expect(&listed, r#"{"tags":null}"#, &[]);
    expect(&listed, r#"{"tags":["a",null]}"#, &["tags[1]: json-type"]);
}

/// A list of texts.
fn content_of_texts() -> Content {
    let tags = Field { list: Some(List { min: 1, ..List::ANY }), ..text("tags") };
    content(record(vec![tags]))
}

#[test]
fn a_kept_null_is_sent_but_is_not_a_value() {
    let kept = |field| Field { null: Null::Kept, ..field };
    let mut record = record(vec![kept(text("a")), kept(alias(text("b"), "other")), text("c")]);
    record.needs.push(Needs { given: 0, needs: 2 });
    let content = content(record);
    let as_sent = |json: &str| content_with_defaults(&content, &Json::parse(json).unwrap()).to_string();
    expect(&content, r#"{"a":null,"other":null,"c":null}"#, &[]);
    assert_eq!(as_sent(r#"{"a":null,"other":null,"c":null,"d":null}"#), r#"{"a":null,"other":null,"d":null}"#);
    assert_eq!(as_sent(r#"{"c":"x"}"#), r#"{"c":"x"}"#);
    // It is present, so a second value is a duplicate.
    expect(&content, r#"{"b":null,"other":"x"}"#, &["b: duplicate"]);
    expect(&content, r#"{"a":"1"}"#, &["c: needs"]);
}

#[test]
fn kinds_of_json() {
    let content = visit();
    for value in ["1", "0.10", "true", "[]", "{}"] {
        expect(
            &content,
            &format!(r#"{{"name":{value},"bill":{{"fee":"1","extra":"","sum":"1"}}}}"#),
            &["name: json-type"],
        );
    }
    expect(&content, r#"{"name":"","bill":"x"}"#, &["bill: json-type"]);
    expect(&content, r#"{"name":"","bill":""}"#, &["bill: json-type"]);
    expect(&content, r#"{"name":"","bill":{"fee":1,"extra":"1","sum":"1"}}"#, &["bill.fee: json-type"]);
    let found = validate_content_text(&content, r#"{"name":"","bill":[]}"#).unwrap();
    assert_eq!(found.iter().next().unwrap().rule, Rule::JsonType { expected: "object" });
    let found = validate_content_text(&content, "[]").unwrap();
    assert_eq!(report(&found), [": json-type"]);
    assert_eq!(found.iter().next().unwrap().label.en, "a visit");
}

#[test]
fn a_text_that_is_not_json_is_an_error() {
    assert!(validate_content_text(&visit(), "{'name':''}").is_err());
}

#[test]
fn a_value_of_the_wrong_kind_is_present_but_not_given() {
    let mut record = record(vec![mandatory(text("a")), chosen(text("b")), chosen(text("c")), text("d")]);
    record.choices.push(choice(&record, "pick", &[&["b"], &["c"]]));
    record.needs.push(Needs { given: 0, needs: 3 });
    let content = content(record);
    expect(&content, r#"{"a":1,"b":"1"}"#, &["a: json-type"]);
    expect(&content, r#"{"a":"1","b":"1","c":2,"d":"1"}"#, &["c: json-type"]);
    expect(&content, r#"{"a":"1","b":1,"d":"1"}"#, &["b: json-type", "b: choice-missing"]);
    expect(&content, r#"{"a":"1","b":"1","d":1}"#, &["d: json-type", "d: needs"]);
}

#[test]
fn duplicate_keys_are_reported_even_if_empty() {
    let content = visit();
    let with = |bill: &str| format!(r#"{{"name":"","bill":{bill}}}"#);
    expect(
        &content,
        &with(r#"{"fee":"1","fee":"2","extra":"","sum":"x","sum":"1"}"#),
        &["bill.fee: duplicate", "bill.sum: duplicate", "bill.sum: format"],
    );
    expect(&content, &with(r#"{"fee":"1","extra":"","sum":"1","number":"1","no":"2"}"#), &["bill.no: duplicate"]);
    expect(
        &content,
        &with(r#"{"fee":"","fee":"2","extra":"","sum":"1"}"#),
        &["bill.fee: duplicate", "bill.fee: required"],
    );
    expect(
        &content,
        r#"{"name":"","bill":{"fee":"1","extra":"","sum":"1"},"bill":{},"u":1,"u":" "}"#,
        &["bill: duplicate", "u: duplicate"],
    );
}

#[test]
fn an_alias_is_reported_under_the_name() {
    expect(&visit(), r#"{"name":"","bill":{"fee":"1","extra":"","sum":"1","number":" x"}}"#, &["bill.no: white-space"]);
}

#[test]
fn a_rule_is_reported_at_the_record_that_states_it() {
    expect(&visit(), r#"{"name":"","bill":{"fee":"0.01","extra":"0.01","sum":"0.01"}}"#, &["bill: total"]);
    expect(&visit(), r#"{"name":"","bill":{"fee":"0.01","extra":"","sum":"0.02"}}"#, &[]);
}

#[test]
fn unknown_keys_are_not_validated() {
    expect(&content(record(vec![text("a")])), r#"{"1 b":" \u0001","c":{"d":[]}}"#, &[]);
}

#[test]
fn a_wrapper() {
    let wrapped = Content { wrapped_in: Some("envelope".to_owned()), ..visit() };
    expect(
        &wrapped,
        r#"{"envelope":{"name":"","bill":{"fee":"1","extra":"","sum":"1"}},"beside":1}"#,
        &["beside: beside-wrapper"],
    );
    expect(&wrapped, r#"{"envelope":{"name":" x"}}"#, &["name: white-space", "bill: required"]);
    expect(&wrapped, r#"{"envelope":{"name":"","bill":{"fee":"1","extra":"1","sum":"1"}}}"#, &["bill: total"]);
    expect(&wrapped, r#"{"name":"","bill":{}}"#, &["envelope: required"]);
    expect(&wrapped, r#"{"envelope":""}"#, &["envelope: json-type"]);
    expect(&wrapped, r#""envelope""#, &[": json-type"]);
    expect(&wrapped, r#"{"envelope":{"name":"","bill":1},"envelope":{}}"#, &["envelope: duplicate", "bill: json-type"]);
}

/// A value that an open code table doesn't list has unknown rows, with any names.
#[test]
fn an_unlisted_value_of_an_open_tag_allows_any_rows() {
    let mut record = record(vec![mandatory(text("kind"))]);
    let body = mandatory(nested("body", crate::support::record(vec![mandatory(text("x"))])));
    cases(&mut record, vec![("A", vec![alias(body, "old_body")])]);
    record.fields[0].codes = Some(codes("kind", Exhaustiveness::Open, &[("A", "甲", "a")]));
    let content = content(record);
    expect(&content, r#"{"kind":"A","body":{}}"#, &["body.x: required"]);
    expect(&content, r#"{"kind":"A","old_body":{"x":"1"}}"#, &[]);
    expect(&content, r#"{"kind":"B","body":[],"old_body":1}"#, &[]);
    expect(&content, r#"{"kind":"B","body":[],"body":1}"#, &["body: duplicate"]);
    expect(&content, r#"{"kind":"","body":[]}"#, &["kind: required"]);
    expect(&content, r#"{"kind":1,"body":[]}"#, &["kind: json-type"]);
}

/// Objects that don't belong to the selected case aren't validated, because their rows are unknown.
#[test]
fn a_tag_selects_objects() {
    let mut record = record(vec![mandatory(text("kind"))]);
    let body = |name: &str| mandatory(nested("body", crate::support::record(vec![mandatory(text(name))])));
    let one = ("A", vec![body("x")]);
    let two = ("B", vec![body("y"), nested("only_b", crate::support::record(vec![mandatory(text("z"))]))]);
    cases(&mut record, vec![one, two]);
    let content = content(record);
    expect(&content, r#"{"kind":"A","body":{"x":"1"}}"#, &[]);
    expect(&content, r#"{"kind":"B","body":{"x":"1"}}"#, &["body.y: required"]);
    expect(&content, r#"{"kind":"B"}"#, &["body: required"]);
    expect(&content, r#"{"kind":"A","body":{"x":"1"},"only_b":{}}"#, &["only_b: wrong-case"]);
    expect(&content, r#"{"kind":"A","body":{"x":"1"},"only_b":""}"#, &["only_b: wrong-case"]);
    expect(&content, r#"{"kind":1,"body":{"y":"1"}}"#, &["kind: json-type"]);
}
