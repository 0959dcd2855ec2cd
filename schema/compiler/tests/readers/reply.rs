//! The dynamic reader on responses: which deviations make a response unreadable, and which don't.

use wxmed_compiler::model::{Exhaustiveness, Field, Role, WireType};
use wxmed_compiler::validate_reply;
use wxmed_core::Format;

use crate::report::report;
use crate::support::*;

/// Asserts the violations of a response with a result, a mandatory text and two numbers, of which the second is
/// optional.
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
fn a_readable_response() {
    expect(&[WORKED, ("card", "1"), ("left", "3")], &[]);
    expect(&[WORKED, ("card", "1"), ("left", "3"), ("kind", ""), ("born", "yesterday"), ("new", "x")], &[]);
    expect(&[WORKED, ("card", "1"), ("left", "3"), ("left", "x")], &[]);
}

#[test]
fn a_row_is_mandatory_if_its_condition_holds() {
    expect(&[WORKED], &["card: required", "left: required"]);
    // An empty text counts as absent.
    expect(&[WORKED, ("card", ""), ("left", "")], &["card: required", "left: required"]);
    // So does a blank text.
    for blank in [" ", "\u{3000}", "\u{200B}", " \n\u{A0}\u{FEFF}"] {
        expect(&[WORKED, ("card", blank), ("left", "0"), ("kind", "")], &["card: required"]);
    }
    expect(&[WORKED, ("card", " 1 "), ("left", "0"), ("kind", "")], &[]);
    expect(&[("return_code", "FAIL")], &[]);
    expect(&[("return_code", "FAIL"), ("left", "x")], &[]);
}

#[test]
fn a_number_is_accepted_if_it_can_be_parsed() {
    for odd in ["007", "+3"] {
        expect(&[WORKED, ("card", "1"), ("left", odd)], &[]);
        // If the response can't be read, oddly written numbers are reported, too.
        expect(&[WORKED, ("left", odd)], &["card: required", "left: format"]);
    }
    for none in ["x", "-1", " 1", "4294967296"] {
        expect(&[WORKED, ("card", "1"), ("left", none)], &["left: format"]);
    }
    expect(&[WORKED, ("card", "1"), ("left", "1"), ("kind", "256")], &["kind: format"]);
}

#[test]
fn an_unknown_return_code_is_reported() {
    expect(&[], &["return_code: required"]);
    expect(&[("return_code", "")], &["return_code: required"]);
    for unknown in ["success", "OK"] {
        expect(&[("return_code", unknown)], &["return_code: code"]);
    }
}
