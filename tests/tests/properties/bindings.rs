//! Bindings of a content to the request that contains it: both readers report the same, and a request is checked against
//! them when it is built.

use wxmed::{Content, Fen, Request as _, Valid, Violations, Yuan};
use wxmed_compiler::model::{ExampleValue, Operation};
use wxmed_compiler::{validate_request, validate_request_with_content};
use wxmed_tests::compare::Census;
use wxmed_tests::compiled::bound::{Bound, Payer};
use wxmed_tests::compiled::carrier::Carrier;
use wxmed_tests::compiled::{self};
use wxmed_tests::requests::Fields;
use wxmed_tests::requests_with_content;
use wxmed_tests::runner::{self};
use wxmed_tests::specs::model;

fn carrier() -> &'static Operation {
    model().operation("carrier").unwrap()
}

#[test]
fn both_readers_of_a_request_with_a_content_find_the_same() {
    let census = Census::default();
    runner::each(&compiled::contents(), |compiled| {
        let content = model().content(compiled.name).unwrap();
        runner::damaged(&content.name, |case| {
            let found = requests_with_content::agree(
                carrier(),
                content,
                compiled,
                &requests_with_content::damaged(carrier(), content, case)?,
            )?;
            if !content.bindings.is_empty() {
                census.count(&found);
            }
            Ok(())
        });
    });
    census.finds("same-serial same-bill same-total cash-covered bill-given json-type required format");
}

#[test]
fn every_example_of_a_binding_holds_for_the_compiled_types() {
    let mut seen = 0;
    for compiled in compiled::contents() {
        let content = model().content(compiled.name).unwrap();
        for example in content.examples.iter().filter(|example| !example.outer.is_empty()) {
            let ExampleValue::Json(json) = &example.value else { panic!("{}", example.title) };
            let knows = |name: &str| carrier().request.index_of(name).is_some();
            let mut fields: Fields = example.outer.iter().filter(|(name, _)| knows(name)).cloned().collect();
            requests_with_content::set(&mut fields, "request_content", json.clone());
            let found = match (compiled.request_with_content)(&fields) {
                Ok(request) => request.warnings(),
                Err(violations) => violations,
            };
            for binding in &content.bindings {
                let is_listed = example.breaks.contains(&format!("*: {}", binding.id));
                let is_checked = !binding.text.contains("other_no");
                let key = ("request_content", &*binding.id);
                assert_eq!(found.keys().contains(&key), is_listed && is_checked, "{}: {found}", example.title);
                seen += usize::from(is_listed && is_checked);
            }
        }
    }
    assert!(seen >= 5, "{seen}");
}

fn content(fee: &str) -> Valid<Bound> {
    let payer = Payer::builder().own("1.00".parse::<Yuan>().unwrap()).build();
    Bound::builder().akc190("S1").akc264(fee.parse::<Yuan>().unwrap()).payer(payer).build().unwrap()
}

fn request(content: impl Into<Content>) -> Result<Valid<Carrier>, Violations> {
    Carrier::builder().serial_no("S1").total_fee(Fen::new(950)).request_content(content).build()
}

#[test]
fn a_request_is_refused_with_a_content_of_another_request() {
    let good = request(content("9.50")).unwrap();
    let refused = request(content("9.5").change(|content| content.akc190 = "S2".to_owned()).unwrap()).unwrap_err();
    assert_eq!(refused.keys(), [("request_content", "same-serial")]);
    assert_eq!(
        format!("{refused:#}"),
        "request_content（内容，文档 9.10）流水号须与外层一致 [same-serial]",
        "the message has the rule and no value"
    );
    let changed = good.clone().change(|request| request.total_fee = Fen::new(951)).unwrap_err();
    assert_eq!(changed.keys(), [("request_content", "same-total")]);
    let softer = good.change(|request| request.cash_fee = Some(Fen::new(101))).unwrap();
    assert_eq!(softer.warnings().keys(), [], "without parts the rule doesn't apply");
}

#[test]
fn a_raw_content_has_no_bindings() {
    let written = Content::from(content("1.00"));
    let raw = Content::raw(written.as_str());
    assert_eq!(raw, written, "the same text");
    assert!(request(raw).is_ok());
    assert_eq!(request(written).unwrap_err().keys(), [("request_content", "same-total")]);
    let json = Content::json(&["x"]).unwrap();
    assert!(request(json).is_ok());
}

#[test]
fn fields_are_read_with_a_content_and_stay_bound_to_it() {
    let sent = request(content("9.50")).unwrap().to_fields();
    let pairs = || sent.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let read = Carrier::from_fields_with_content::<Bound>(pairs()).unwrap();
    assert_eq!(read, Carrier::from_fields(pairs()).unwrap());
    let change = |request: Valid<Carrier>| request.change(|request| request.total_fee = Fen::new(1));
    assert_eq!(change(read).unwrap_err().keys(), [("request_content", "same-total")]);
    assert!(change(Carrier::from_fields(pairs()).unwrap()).is_ok(), "read without the type of its content");
    let other = pairs().map(|(name, text)| (name, if name == "serial_no" { "S3" } else { text }));
    let refused = Carrier::from_fields_with_content::<Bound>(other).unwrap_err();
    assert_eq!(refused.keys(), [("request_content", "same-serial")]);
}

#[test]
fn a_content_in_a_request_is_validated_against_its_spec() {
    let spec = model().content("bound").unwrap();
    let fields = |text: &str| -> Fields {
        [("serial_no", "S1"), ("total_fee", "950"), ("request_content", text)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .to_vec()
    };
    for (text, expected) in [
        (r#"{"charge":{"akc190":"S1","akc264":"9.50"}}"#, vec![]),
        ("{", vec![("request_content", "json-type")]),
        ("[]", vec![("request_content", "json-type")]),
        ("{}", vec![("request_content.charge", "required")]),
        (r#"{"charge":1}"#, vec![("request_content.charge", "json-type")]),
        (
            r#"{"charge":{"akc264":"9","payer":{"own":"x"}},"bz":1}"#,
            vec![
                ("request_content", "same-total"),
                ("request_content.akc190", "required"),
                ("request_content.bz", "beside-wrapper"),
                ("request_content.payer.own", "format"),
            ],
        ),
    ] {
        let fields = fields(text);
        assert!(validate_request(carrier(), &fields).is_empty());
        assert_eq!(validate_request_with_content(carrier(), spec, &fields).keys(), expected, "{text}");
    }
}
