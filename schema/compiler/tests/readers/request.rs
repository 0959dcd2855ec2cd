//! The dynamic reader on requests: one test for each rule, and for combinations of rules.

use wxmed_compiler::model::{Exhaustiveness, Field, LengthUnit, Needs, Record, Role, WireType};
use wxmed_compiler::validate_request;
use wxmed_core::{Format, Lang, Rule, Violations};

use crate::report::report;
use crate::support::*;

fn validate(record: &Record, fields: &[(&str, &str)]) -> Violations {
    let fields: Vec<_> = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    validate_request(&operation(record.clone()), &fields)
}

#[track_caller]
fn expect(record: &Record, fields: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(report(&validate(record, fields)), expected, "for {fields:?}");
}

#[test]
fn a_mandatory_field_needs_a_text_that_is_not_empty() {
    let record = record(vec![mandatory(text("a")), text("b"), mandatory(text("c"))]);
    expect(&record, &[("a", "1"), ("c", "0")], &[]);
    expect(&record, &[("c", "")], &["a: required", "c: required"]);
    let found = validate(&record, &[("a", "1")]);
    let only = found.iter().next().unwrap();
    assert_eq!((only.label.zh.as_ref(), only.section.as_ref()), ("字段 c", "9.1"));
    assert_eq!(only.message(Lang::En), "c (the c, section 9.1) is mandatory and has no value [required]");
}

#[test]
fn a_row_under_a_condition_is_not_mandatory() {
    let record = record(vec![text("s"), when(mandatory(text("a")), &[("s", "1")])]);
    expect(&record, &[("s", "1")], &[]);
}

#[test]
fn in_a_request_an_empty_text_counts_as_absent() {
    let record = record(vec![present(text("a"))]);
    expect(&record, &[("a", "1")], &[]);
    expect(&record, &[("a", "")], &["a: required"]);
}

#[test]
fn a_field_given_twice_is_reported_once_and_its_first_value_counts() {
    let record = record(vec![alias(whole("a", WireType::Uint8, Format::Uint8), "b")]);
    expect(&record, &[("a", "1"), ("a", "x"), ("a", "y")], &["a: duplicate"]);
    expect(&record, &[("b", "x"), ("a", "1")], &["a: duplicate", "a: format"]);
    expect(&record, &[("a", ""), ("b", "x")], &["a: format"]);
    expect(&record, &[("a", "1"), ("b", "")], &[]);
}

#[test]
fn the_client_fills_in_nonce_and_signature() {
    let nonce = mandatory(limited("n", 4, LengthUnit::Uncertain));
    let record = record(vec![
        Field { role: Role::Nonce, ..nonce },
        Field { role: Role::Signature, ..mandatory(whole("s", WireType::Uint8, Format::Uint8)) },
    ]);
    expect(&record, &[], &[]);
    expect(&record, &[("n", "12345"), ("s", " no number ")], &["n: length", "s: computed"]);
    expect(&record, &[("s", "1"), ("s", "2")], &["s: duplicate", "s: computed"]);
}

#[test]
fn characters_that_xml_cannot_represent_are_rejected() {
    let record = record(vec![text("a")]);
    for good in ["a\tb\nc\rd", "\u{20}\u{7f}\u{d7ff}\u{e000}\u{fffd}\u{10000}\u{10ffff}".trim_start(), "张三"] {
        expect(&record, &[("a", good)], &[]);
    }
    for (bad, code) in [("a\0\u{1}b", 0), ("a\u{1f}b", 0x1f), ("a\u{fffe}", 0xfffe), ("\u{ffff}", 0xffff)] {
        let found = validate(&record, &[("a", bad)]);
        let rules: Vec<_> = found.iter().map(|violation| violation.rule.clone()).collect();
        assert_eq!(rules, [Rule::ControlCharacter { code }]);
    }
}

#[test]
fn leading_and_trailing_white_space_is_rejected() {
    let record = record(vec![text("a")]);
    for bad in [" a", "a\n", "\u{3000}a", "a\u{a0}", " "] {
        expect(&record, &[("a", bad)], &["a: white-space"]);
    }
    expect(&record, &[("a", "a b\u{200b}c")], &[]);
    expect(&record, &[("a", "\u{b}a")], &["a: control-character", "a: white-space"]);
}

#[test]
fn formats() {
    let record = record(vec![whole("u", WireType::Uint8, Format::Uint8), formatted("ip", Format::Ipv4), text("t")]);
    expect(&record, &[("u", "0"), ("ip", "10.193.0.1"), ("t", "?")], &[]);
    expect(&record, &[("u", "256"), ("ip", "::1")], &["u: format", "ip: format"]);
}

#[test]
fn lengths_by_unit() {
    let record = record(vec![
        limited("u", 4, LengthUnit::Uncertain),
        limited("c", 4, LengthUnit::Characters),
        limited("b", 4, LengthUnit::Bytes),
    ]);
    expect(&record, &[("u", "1234"), ("c", "一二三四"), ("b", "1234")], &[]);
    expect(
        &record,
        &[("u", "一二"), ("c", "一二三四五"), ("b", "一二")],
        &["c: length", "b: length-bytes", "u: length-bytes (warning)"],
    );
    let found = validate(&record, &[("u", "一二三四五")]);
    let rules: Vec<_> = found.iter().map(|violation| violation.rule.clone()).collect();
    assert_eq!(rules, [Rule::Length { max: 4, found: 5 }]);
    let found = validate(&record, &[("b", "一二")]);
    assert!(found.has_errors());
    assert_eq!(found.iter().next().unwrap().rule, Rule::LengthBytes { max: 4, found: 6 });
}

#[test]
fn closed_codes_are_checked_and_open_codes_are_not() {
    let values = [("1", "一", "one"), ("9", "九", "nine")];
    let with = |openness| record(vec![Field { codes: Some(codes("kind", openness, &values)), ..text("a") }]);
    expect(&with(Exhaustiveness::Closed), &[("a", "9")], &[]);
    expect(&with(Exhaustiveness::Open), &[("a", "2")], &[]);
    let found = validate(&with(Exhaustiveness::Closed), &[("a", "2")]);
    let rule = &found.iter().next().unwrap().rule;
    let Rule::Code { allowed } = rule else { panic!("{rule:?}") };
    assert_eq!(allowed.iter().map(|(code, _)| code.as_ref()).collect::<Vec<_>>(), ["1", "9"]);
}

#[test]
fn everything_that_applies_to_a_value_is_reported() {
    let all = Field {
        codes: Some(codes("kind", Exhaustiveness::Closed, &[("1", "一", "one")])),
        format: Format::Timestamp,
        ..limited("a", 3, LengthUnit::Uncertain)
    };
    expect(
        &record(vec![all]),
        &[("a", "ab\u{1} ")],
        &["a: control-character", "a: white-space", "a: format", "a: length", "a: code"],
    );
}

#[test]
fn exactly_one_of_two() {
    let mut record = record(vec![chosen(text("a")), chosen(text("b"))]);
    record.choices.push(choice(&record, "order", &[&["a"], &["b"]]));
    expect(&record, &[("a", "1")], &[]);
    expect(&record, &[("b", "1"), ("a", "")], &[]);
    expect(&record, &[], &["a: choice-missing"]);
    expect(&record, &[("a", "1"), ("b", "1")], &["a: choice-conflict"]);
    let found = validate(&record, &[]);
    assert_eq!(found.iter().next().unwrap().rule, Rule::ChoiceMissing { of: vec!["a".into(), "b".into()] });
}

#[test]
fn a_group_without_fields_of_its_own_is_the_default() {
    let mut record = record(vec![mandatory(text("app")), text("sub_app"), text("sub"), chosen(text("other"))]);
    let groups: [&[&str]; 3] = [&["app"], &["app", "sub_app?", "sub"], &["app", "other"]];
    record.choices.push(choice(&record, "merchant", &groups));
    expect(&record, &[("app", "1")], &[]);
    expect(&record, &[], &["app: required"]);
    expect(&record, &[("app", "1"), ("sub", "1")], &[]);
    expect(&record, &[("app", "1"), ("sub_app", "1")], &["sub: needs"]);
    // A conflict is the only violation reported for a choice, at the first distinguishing field.
    expect(&record, &[("app", "1"), ("sub_app", "1"), ("other", "1")], &["sub_app: choice-conflict"]);
    let found = validate(&record, &[("app", "1"), ("sub_app", "1")]);
    assert_eq!(found.iter().next().unwrap().rule, Rule::Needs { given: "sub_app".into() });
}

#[test]
fn a_field_of_several_groups_distinguishes_each_of_them() {
    let mut record = record(vec![chosen(text("a")), chosen(text("b")), chosen(text("c")), chosen(text("d"))]);
    record.choices.push(choice(&record, "pick", &[&["a", "b"], &["a", "c"], &["d"]]));
    expect(&record, &[("a", "1")], &["a: choice-conflict"]);
    expect(&record, &[("c", "1")], &["a: needs"]);
    expect(&record, &[("b", "1")], &["a: needs"]);
    expect(&record, &[("d", "1")], &[]);
    let found = validate(&record, &[]);
    let of = ["a", "b", "c", "d"].map(Into::into).to_vec();
    assert_eq!(found.iter().next().unwrap().rule, Rule::ChoiceMissing { of });
}

#[test]
fn a_needed_field_is_reported_once() {
    let mut record = record(vec![chosen(text("a")), chosen(text("b")), text("c")]);
    record.choices.push(choice(&record, "user", &[&["a"], &["b", "c"]]));
    record.needs.push(Needs { given: at(&record, "b"), needs: at(&record, "c") });
    expect(&record, &[("a", "1")], &[]);
    expect(&record, &[("b", "1"), ("c", "1")], &[]);
    expect(&record, &[("b", "1")], &["c: needs"]);
    record.choices.clear();
    expect(&record, &[("b", "1")], &["c: needs"]);
    record.needs.push(Needs { given: at(&record, "a"), needs: at(&record, "c") });
    expect(&record, &[("a", "1"), ("b", "1")], &["c: needs"]);
}

/// `kind` 1 has `first` (at most 3) and `extra`, `kind` 2 has `first` (at most 5) and `remark`.
fn tagged() -> Record {
    let mut record = record(vec![mandatory(whole("kind", WireType::Int, Format::Int)), mandatory(text("id"))]);
    let first = |max| mandatory(limited("first", max, LengthUnit::Characters));
    let one = ("1", vec![first(3), mandatory(text("extra")), text("maybe")]);
    let two = ("2", vec![first(5), mandatory(text("remark"))]);
    cases(&mut record, vec![one, two]);
    record
}

#[test]
fn the_tag_selects_its_rows() {
    let record = tagged();
    expect(&record, &[("kind", "1"), ("id", "1"), ("first", "abc"), ("extra", "1")], &[]);
    expect(&record, &[("kind", "2"), ("id", "1"), ("first", "abcde"), ("remark", "1")], &[]);
    expect(&record, &[("kind", "1"), ("id", "1"), ("first", "abcde")], &["first: length", "extra: required"]);
    expect(&record, &[("kind", "2"), ("id", "1")], &["first: required", "remark: required"]);
}

#[test]
fn a_field_of_another_case_is_reported_and_still_validated() {
    let record = tagged();
    let given = [("kind", "2"), ("id", "1"), ("first", "a"), ("remark", "b"), ("maybe", " x"), ("extra", "")];
    expect(&record, &given, &["maybe: white-space", "maybe: wrong-case"]);
    let found = validate(&record, &given);
    assert_eq!(found.iter().last().unwrap().rule, Rule::WrongCase { tag: "kind".into() });
}

#[test]
fn without_a_known_tag_the_first_row_of_a_name_checks_its_value() {
    let record = tagged();
    expect(&record, &[("id", "1"), ("first", "abcd"), ("remark", "1")], &["kind: required", "first: length"]);
    expect(&record, &[("kind", "7"), ("id", "1"), ("first", "abc"), ("maybe", "1")], &[]);
    expect(&record, &[("kind", "x"), ("id", "1")], &["kind: format"]);
}

#[test]
fn stated_rules_hold_between_amounts() {
    let yuan = |name| formatted(name, Format::Yuan);
    let mut record = record(vec![yuan("a"), yuan("b"), yuan("sum"), whole("n", WireType::Int, Format::Int)]);
    record.rules.push(sum_rule(&record, "total", &["a", "b"], &["sum"]));
    expect(&record, &[("a", "0.10"), ("b", "0.2"), ("sum", "0.3")], &[]);
    expect(&record, &[("a", "0.01"), ("b", "0.01"), ("sum", "0.01")], &[": total"]);
    // Absent or invalid amounts: the rule is skipped, and the rows report the errors.
    expect(&record, &[("a", "0.01"), ("b", "0.01")], &[]);
    expect(&record, &[("a", "0.01"), ("b", "0.01元"), ("sum", "9")], &["b: format"]);
    expect(&record, &[("a", "-1"), ("b", "1"), ("sum", "9")], &["a: format"]);
    let found = validate(&record, &[("a", "1"), ("b", "1"), ("sum", "1")]);
    let only = found.iter().next().unwrap();
    assert_eq!((only.label.en.as_ref(), only.section.as_ref()), ("Look up", "9.1"));
}

#[test]
fn a_number_may_be_negative_and_a_rule_may_only_warn() {
    let mut record = record(vec![whole("n", WireType::Int, Format::Int), whole("m", WireType::Int, Format::Int)]);
    let mut rule = sum_rule(&record, "same", &["n"], &["m"]);
    rule.severity = wxmed_core::Severity::Warning;
    record.rules.push(rule);
    expect(&record, &[("n", "-3"), ("m", "-3")], &[]);
    expect(&record, &[("n", "-3"), ("m", "3")], &[": same (warning)"]);
    expect(&record, &[("n", "-03"), ("m", "3")], &["n: format"]);
}

#[test]
fn an_unknown_name_must_be_valid_in_xml() {
    let record = record(vec![text("a")]);
    expect(&record, &[("extra", "1"), ("_x-1.y", "1"), ("xm", "1")], &[]);
    for bad in ["1a", "a b", "a:b", "中文", "", ".a", "xml", "XmlThing", "a\u{0}"] {
        expect(&record, &[(bad, "1")], &[&format!("{bad}: name")]);
    }
    expect(&record, &[("-a", "1")], &["-a: name", "-a: unknown-name (warning)"]);
    expect(&record, &[("extra", " \u{1}")], &["extra: control-character", "extra: white-space"]);
    expect(&record, &[("extra", "1"), ("extra", "2")], &["extra: duplicate"]);
    expect(&record, &[("1a", "")], &[]);
}

#[test]
fn errors_come_first_and_rows_in_the_order_of_the_table() {
    let mut record = record(vec![
        limited("warn", 2, LengthUnit::Uncertain),
        mandatory(text("z")),
        mandatory(text("a")),
        chosen(text("p")),
        chosen(text("q")),
    ]);
    record.choices.push(choice(&record, "pick", &[&["p"], &["q"]]));
    record.needs.push(Needs { given: at(&record, "warn"), needs: at(&record, "a") });
    expect(
        &record,
        &[("warn", "一"), ("1x", "1")],
        &["z: required", "a: required", "p: choice-missing", "a: needs", "1x: name", "warn: length-bytes (warning)"],
    );
}

#[test]
fn a_model_with_wrong_indices_does_not_panic() {
    let mut record = tagged();
    record.needs.push(Needs { given: 99, needs: 98 });
    record.choices.push(choice(&record, "pick", &[&["id"], &["first"]]));
    record.choices[0].alternatives[0].fields.push(77);
    record.choices[0].alternatives[0].mandatory.push(true);
    record.tag.as_mut().unwrap().field = 55;
    expect(&record, &[("id", "1"), ("kind", "1")], &[]);
}

#[test]
fn invisible_characters_at_the_ends_are_rejected() {
    let record = record(vec![text("a")]);
    for hidden in ["\u{200B}", "\u{FEFF}", "\u{200D}", "\u{AD}", "\u{3164}", "\u{E0001}"] {
        expect(&record, &[("a", &format!("x{hidden}"))], &["a: invisible"]);
        expect(&record, &[("extra", &format!("{hidden}x"))], &["extra: invisible"]);
        expect(&record, &[("a", &format!("x{hidden}x"))], &[]);
    }
    expect(&record, &[("a", "x\u{3000}")], &["a: white-space"]);
    expect(&record, &[("a", "👨\u{200D}👩\u{200D}👧"), ("b", "❤\u{FE0F}")], &[]);
    let found = validate(&record, &[("a", "\u{200B}x")]);
    assert!(found.to_string().contains("ends with the invisible character U+200B"), "{found}");
}

#[test]
fn a_name_that_looks_like_a_typing_error_causes_a_warning() {
    let record = record(vec![mandatory(text("openid")), text("from"), text("hosp_out_trade_no")]);
    for (written, meant) in [("form", "from"), ("From", "from"), ("hospOutTradeNo", "hosp_out_trade_no")] {
        let found = validate(&record, &[("openid", "o"), (written, "1")]);
        assert_eq!(report(&found), [format!("{written}: unknown-name (warning)")]);
        assert!(!found.has_errors() && found.to_string().contains(&format!("did you mean {meant}?")), "{found}");
    }
    // No warning if the known field is given under its own name, or if the unknown name is a different word.
    expect(&record, &[("openid", "o"), ("from", "1"), ("form", "1")], &[]);
    expect(&record, &[("openid", "o"), ("scene", "1"), ("version", "1")], &[]);
    expect(&record, &[("open_id", "o")], &["openid: required", "open_id: unknown-name (warning)"]);
}

#[test]
fn an_unsupported_sign_type_must_be_md5() {
    let plain = record(vec![text("a")]);
    for wrong in ["HMAC-SHA256", "md5", "RSA", "0"] {
        expect(&plain, &[("sign_type", wrong)], &["sign_type: sign-type"]);
    }
    expect(&plain, &[("sign_type", "MD5")], &[]);
    expect(&plain, &[("sign_type", "")], &[]);
    expect(&record(vec![text("sign_type")]), &[("sign_type", "HMAC-SHA256")], &[]);
}
