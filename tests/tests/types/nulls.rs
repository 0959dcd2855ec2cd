//! JSON `null` counts as a missing key and isn't sent, unless a row keeps it. Both readers do the same.

use wxmed::dynamic::Specs;
use wxmed::{Content, ContentRecord as _, Json, Request as _, Yuan};
use wxmed_tests::compiled::carrier::Carrier;
use wxmed_tests::compiled::nulls::{HeldBack, Nulls, Ward};
use wxmed_tests::specs;

/// The text that is sent for a content, from the compiled types and from the dynamic reader.
fn sent(json: &str) -> (String, String) {
    let typed = Content::from(Nulls::from_json(json).unwrap_or_else(|error| panic!("{json}: {error}")));
    let dynamic = Specs::from(specs::model().clone()).content("nulls").unwrap();
    let dynamic = dynamic.check(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    (typed.as_str().to_owned(), dynamic.as_str().to_owned())
}

#[test]
fn serdes_null_for_none_is_not_sent() {
    let none = None::<&str>;
    let theirs = serde_json::json!({ "a": "x", "b": none, "tags": none, "ward": none }).to_string();
    assert_eq!(theirs, r#"{"a":"x","b":null,"tags":null,"ward":null}"#);
    let expected = r#"{"a":"x","price":"1.00"}"#.to_owned();
    assert_eq!(sent(&theirs), (expected.clone(), expected));
}

#[test]
fn null_gets_the_default_like_a_missing_key() {
    let value = Nulls::from_json(r#"{"a":"x","price":null}"#).unwrap();
    assert_eq!(value.price, Yuan::from_fen(1_00));
}

#[test]
fn a_row_that_keeps_null_sends_it() {
    for kept in [
        r#"{"a":"x","price":"1.00","kept":null}"#,
        r#"{"a":"x","price":"1.00","count":null,"held_back":null}"#,
        r#"{"a":"x","price":"1.00","ward":{"floor":null}}"#,
        r#"{"a":"x","price":"1.00","held":"{\"mark\":null}"}"#,
        r#"{"a":"x","price":"1.00","held":null}"#,
        r#"{"a":"x","price":"1.00","unknown":null,"more":[null]}"#,
    ] {
        assert_eq!(sent(kept), (kept.to_owned(), kept.to_owned()));
    }
    let mixed = r#"{"a":"x","b":null,"price":"1.00","ward":{"number":null,"floor":null},"held":"{\"note\":null,\"mark\":null}"}"#;
    let expected = r#"{"a":"x","price":"1.00","ward":{"floor":null},"held":"{\"mark\":null}"}"#.to_owned();
    assert_eq!(sent(mixed), (expected.clone(), expected));
}

/// A text without superfluous `null`s is sent unchanged.
#[test]
fn a_text_without_nulls_is_sent_unchanged() {
    let text = "{ \"a\" : \"null\", \"price\":\"2.00\", \"kept\": null }";
    let dynamic = Specs::from(specs::model().clone()).content("nulls").unwrap();
    assert_eq!(dynamic.check(text).unwrap().as_str(), text);
}

#[test]
fn a_value_takes_the_place_of_a_null_that_was_kept() {
    let value = Nulls::from_json(r#"{"a":"x","kept":null,"ward":{"floor":null}}"#).unwrap();
    assert_eq!((value.kept.as_deref(), value.ward.as_ref().and_then(|ward| ward.floor.as_deref())), (None, None));
    let value = value.change(|value| {
        value.kept = Some("y".to_owned());
        value.ward = Some(Ward::builder().floor("3").build().unwrap());
        value.held = Some(HeldBack::builder().build().unwrap());
    });
    let written = Content::from(value.unwrap());
    assert_eq!(written.as_str(), r#"{"a":"x","kept":"y","price":"1.00","ward":{"floor":"3"},"held":"{}"}"#);
}

#[test]
fn a_request_sends_its_content_without_nulls() {
    let fields = |content| [("serial_no", "S1"), ("total_fee", "1"), ("request_content", content)];
    let request = Carrier::from_fields_with_content::<Nulls>(fields(r#"{"a":"x","b":null,"kept":null}"#)).unwrap();
    let sent = request.to_fields().into_iter().find(|(name, _)| name == "request_content").unwrap().1;
    assert_eq!(sent, r#"{"a":"x","price":"1.00","kept":null}"#);
    let found = Carrier::from_fields_with_content::<Nulls>(fields(r#"{"a":null}"#)).map(drop).unwrap_err();
    assert_eq!(found.keys(), [("request_content.a", "required")]);
}

/// Without a spec, the text is sent unchanged.
#[test]
fn a_raw_content_keeps_its_nulls() {
    let json = Json::Object(vec![("a".to_owned(), Json::Null)]);
    assert_eq!(Content::raw(json.to_string()).as_str(), r#"{"a":null}"#);
}

#[test]
fn nulls_of_a_received_content_count_as_missing() {
    let read =
        Nulls::read_leniently(r#"{"a":"x","b":null,"kept":null,"ward":{"floor":null},"held":null,"tags":[null]}"#);
    assert_eq!(read.violations().keys(), [("tags[0]", "json-type")]);
    let value = read.into_value().unwrap();
    assert_eq!((value.a.as_str(), value.b, value.kept), ("x", None, None));
}
