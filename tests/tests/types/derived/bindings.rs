//! A content with bindings to the request that contains it.

use wxmed::{Content, Fen, Request as _, ToValid, Valid, Yuan};
use wxmed_tests::compiled::bound::Bound;
use wxmed_tests::compiled::carrier::Carrier;

#[derive(wxmed::Request)]
#[wxmed(path = "specs/bound.yaml", into = wxmed_tests::compiled::bound::Bound)]
struct Charge {
    #[wxmed(name = "akc190")]
    serial: String,
    #[wxmed(name = "akc264")]
    total: Yuan,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/carrier.yaml", into = Carrier)]
struct WithContent<C: wxmed::field_types::Content> {
    serial_no: &'static str,
    total_fee: Fen,
    request_content: C,
}

fn charge() -> Valid<Bound> {
    Charge { serial: "S1".to_owned(), total: "9.50".parse().unwrap() }.to_valid().unwrap()
}

fn with_content<C: wxmed::field_types::Content>(total_fee: i64, request_content: C) -> WithContent<C> {
    WithContent { serial_no: "S1", total_fee: Fen::new(total_fee), request_content }
}

#[test]
fn the_bindings_of_a_content_are_checked_with_the_request() {
    assert!(with_content(950, charge()).to_valid().is_ok());
    let text = Content::from(charge());
    let fields = [("serial_no", "S1"), ("total_fee", "95"), ("request_content", text.as_str())];
    let expected = Carrier::from_fields_with_content::<Bound>(fields).map(drop).unwrap_err();
    assert_eq!(expected.keys(), [("request_content", "same-total")]);
    assert_eq!(with_content(95, charge()).to_valid().map(drop).unwrap_err(), expected);
    assert_eq!(with_content(95, Some(&text)).to_valid().map(drop).unwrap_err(), expected);
}

/// A raw text has no bindings, and an accepted request keeps the bindings of its content.
#[test]
fn only_a_typed_content_has_bindings() {
    assert!(with_content(95, Content::from(charge()).as_str()).to_valid().is_ok());
    let valid = with_content(950, charge()).to_valid().unwrap();
    let changed = valid.change(|request| request.total_fee = Fen::new(95)).map(drop).unwrap_err();
    assert_eq!(changed.keys(), [("request_content", "same-total")]);
}
