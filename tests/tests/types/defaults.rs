//! Fields that weren't set get their defaults: in a builder, in a request or content that is read, and in a user's own
//! struct.

use wxmed::{ApiKey, Content, ContentRecord, Nonce, Request, ToValid, Valid, Yuan};
use wxmed_tests::compiled::defaults::{Defaults, Items, Kind, Ward};
use wxmed_tests::compiled::deferred::{self, Deferred};
use wxmed_tests::naive::{self, KEY};
use wxmed_tests::specs::model;

fn xml(request: Valid<Deferred>) -> String {
    let nonce = Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap();
    request.with_nonce(nonce).sign(&ApiKey::new(KEY)).unwrap().body.into_xml()
}

#[test]
fn a_request_is_sent_and_signed_with_its_defaults() {
    let request = Deferred::builder().serial_no("S1").build().unwrap();
    assert_eq!((request.fee_type.as_str(), request.kind), ("CNY", deferred::Kind::One));
    let sent = [
        ("fee_type", "CNY"),
        ("kind", "A"),
        ("nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"),
        ("serial_no", "S1"),
        ("total_fee", "100"),
    ];
    let body = xml(request);
    for (name, text) in sent {
        assert!(
            body.contains(&format!("<{name}>{text}</{name}>"))
                || body.contains(&format!("<{name}><![CDATA[{text}]]></{name}>")),
            "{body}"
        );
    }
    assert!(body.contains(&naive::sign(sent)), "{body}");
}

#[test]
fn a_given_value_replaces_the_default_and_is_validated() {
    let request = Deferred::builder().serial_no("S1").fee_type("USD").build().unwrap();
    assert!(xml(request).contains("USD"));
    let found = Deferred::builder().serial_no("S1").kind(deferred::Kind::Two).build().map(drop).unwrap_err();
    assert_eq!(found.keys(), [("reason", "needed-when")]);
}

#[test]
fn a_content_is_written_with_its_defaults_at_every_depth() {
    let written = Content::from(Defaults::builder().build().unwrap());
    assert_eq!(written.as_str(), r#"{"version":"10","fee":"0.00","days":7,"kind":"2","grp":"9","born":19700101}"#);
    let ward = Ward::builder().number("A").build();
    let items = [Items::builder().code("a").build()];
    let full = Defaults::builder().fee(Yuan::from_fen(1_50)).kind(Kind::Two).ward(ward).items(items).build().unwrap();
    let written = Content::from(full);
    for part in [r#""fee":"1.50""#, r#""ward":{"number":"A","beds":"2"}"#, r#""items":[{"code":"a","quantity":"1"}]"#] {
        assert!(written.as_str().contains(part), "{part} is not in {}", written.as_str());
    }
}

#[test]
fn missing_fields_are_read_as_their_defaults() {
    let request = Deferred::from_fields([("serial_no", "S1"), ("fee_type", "")]).unwrap();
    assert_eq!((request.fee_type.as_str(), request.kind), ("CNY", deferred::Kind::One), "empty counts as missing");
    let read = Defaults::from_json("{}").unwrap();
    assert_eq!((read.version.as_str(), read.days), ("10", 7));
    assert!(Defaults::from_json(r#"{"version":""}"#).is_err(), "an empty text is a text");
}

/// It has no fields for the mandatory rows that have a default.
#[derive(wxmed::Request)]
#[wxmed(path = "specs/deferred.yaml", into = wxmed_tests::compiled::deferred::Deferred)]
struct Own {
    serial_no: &'static str,
}

#[test]
fn a_users_own_struct_may_leave_out_fields_with_a_default() {
    let request = Own { serial_no: "S1" }.to_valid().unwrap();
    assert!(request == Deferred::builder().serial_no("S1").build().unwrap());
}

#[test]
fn the_export_has_the_defaults() {
    let all: serde_json::Value = serde_json::from_str(&wxmed_tools::export_json(model(), model())).unwrap();
    let operation = all["operations"].as_array().unwrap().iter().find(|one| one["name"] == "deferred").unwrap();
    let rows = operation["request"].as_array().unwrap();
    let defaults: Vec<(&str, &str)> =
        rows.iter().filter_map(|row| Some((row["name"].as_str()?, row.get("default")?.as_str()?))).collect();
    assert_eq!(defaults, [("fee_type", "CNY"), ("total_fee", "100"), ("kind", "A")]);
}

/// A content that is invalid without its defaults must be sent with them.
#[test]
fn a_content_of_a_request_is_sent_with_its_defaults() {
    let read = |content: &str| {
        let fields = [("serial_no", "S1"), ("payload", content)];
        let request = Deferred::from_fields_with_content::<Defaults>(fields).unwrap();
        request.to_fields().into_iter().find(|(name, _)| name == "payload").unwrap().1
    };
    let complete = r#"{"version":"10","fee":"0.00","days":7,"kind":"2","grp":"9","born":19700101,"x":1}"#;
    assert_eq!(read(r#"{"x":1}"#), complete);
    let reordered = complete.replace(r#""version":"10","#, "").replace(",\"x\":1}", ", \"version\":\"10\"}");
    assert_eq!(read(&reordered), reordered, "a complete content is sent unchanged");
}

#[test]
fn an_empty_text_gets_the_default_in_a_request_and_not_in_a_content() {
    let request = Deferred::builder().serial_no("S1").fee_type("").build().unwrap();
    assert!(xml(request.change(|request| request.fee_type.clear()).unwrap()).contains("CNY"));
    let found = Defaults::builder().version("").build().map(drop).unwrap_err();
    assert_eq!(found.keys(), [("version", "required")]);
}

#[test]
fn an_unreadable_field_with_a_default_does_not_prevent_reading_the_rest() {
    let read = Defaults::read_leniently(r#"{"days":"abc","reason":"r"}"#);
    let value = read.value().unwrap();
    assert_eq!((value.days, value.reason.as_deref()), (7, Some("r")));
    assert_eq!(read.violations().keys(), [("days", "json-type")]);
}
