//! The dynamic reader on answers: what keeps one from being read, and what does not.

use wxmed_compiler::model::{Exhaustiveness, Field, Role, WireType};
use wxmed_compiler::validate_reply;
use wxmed_core::Format;

use crate::report::report;
use crate::support::*;

/// Whether it worked, and then a mandatory text and two numbers, the second of which may be left out.
#[track_caller]
fn expect(fields: &[(&str, &str)], expected: &[&str]) {
    let statuses =
        codes("status", Exhaustiveness::Closed, &[("SUCCESS", "成功", "success"), ("FAIL", "失败", "failure")]);
    let worked: &[_] = &[("return_code", "SUCCESS")];
    let mut operation = operation(record(Vec::new()));
    operation.response = record(vec![
        Field { codes: Some(statuses), ..mandatory(text("return_code")) },
        when(mandatory(text("card")), worked),
        when(mandatory(whole("left", WireType::Uint32, Format::Uint32)), worked),
        when(whole("kind", WireType::Uint8, Format::Uint8), worked),
        when(formatted("born", Format::Timestamp), worked),
        Field { role: Role::Signature, ..mandatory(text("sign")) },
    ]);
    let fields: Vec<_> = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert_eq!(report(&validate_reply(&operation, &fields)), expected, "for {fields:?}");
}

const WORKED: (&str, &str) = ("return_code", "SUCCESS");

#[test]
fn an_answer_that_can_be_read() {
    expect(&[WORKED, ("card", "1"), ("left", "3")], &[]);
    expect(&[WORKED, ("card", "1"), ("left", "3"), ("kind", ""), ("born", "yesterday"), ("new", "x")], &[]);
    expect(&[WORKED, ("card", "1"), ("left", "3"), ("left", "x")], &[]);
}

#[test]
fn a_row_is_mandatory_where_its_condition_holds() {
    expect(&[WORKED], &["card: required", "left: required"]);
    // An empty text is as good as none.
    expect(&[WORKED, ("card", ""), ("left", "")], &["card: required", "left: required"]);
    // So is one in which nothing is to be seen.
    for blank in [" ", "\u{3000}", "\u{200B}", " \n\u{A0}\u{FEFF}"] {
        expect(&[WORKED, ("card", blank), ("left", "0"), ("kind", "")], &["card: required"]);
    }
    expect(&[WORKED, ("card", " 1 "), ("left", "0"), ("kind", "")], &[]);
    expect(&[("return_code", "FAIL")], &[]);
    expect(&[("return_code", "FAIL"), ("left", "x")], &[]);
}

#[test]
fn a_number_is_one_if_it_can_be_read() {
    for odd in ["007", "+3"] {
        expect(&[WORKED, ("card", "1"), ("left", odd)], &[]);
        // Once the answer cannot be read, whatever may have been meant otherwise is named.
        expect(&[WORKED, ("left", odd)], &["card: required", "left: format"]);
    }
    for none in ["x", "-1", " 1", "4294967296"] {
        expect(&[WORKED, ("card", "1"), ("left", none)], &["left: format"]);
    }
    expect(&[WORKED, ("card", "1"), ("left", "1"), ("kind", "256")], &["kind: format"]);
}

#[test]
fn a_code_that_says_nothing_of_what_became_of_the_request() {
    expect(&[], &["return_code: required"]);
    expect(&[("return_code", "")], &["return_code: required"]);
    for unknown in ["success", "OK"] {
        expect(&[("return_code", unknown)], &["return_code: code"]);
    }
}
