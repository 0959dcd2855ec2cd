//! Contents that a bureau would accept or reject.

use wxmed::spec::Format;
use wxmed::spec::model::{Content, Example, ExampleValue, Operation};
use wxmed_sandbox::{Platform, Sandbox, Settings, Specs, StartError};

use crate::support::{Fields, breaks, good, operations, prepared, set, settings, unmarked};

/// The operations whose requests have a content, with the name of its row.
fn operations_with_content() -> Vec<(Operation, String)> {
    let has = |operation: &Operation| {
        operation.request.fields.iter().find(|row| row.format == Format::Content).map(|row| row.name.clone())
    };
    operations(|operation| has(operation).is_some())
        .into_iter()
        .map(|operation| (has(&operation).unwrap(), operation))
        .map(|(row, operation)| (operation, row))
        .collect()
}

fn json(example: &Example) -> &str {
    match &example.value {
        ExampleValue::Json(json) => json,
        ExampleValue::Fields(fields) => panic!("{fields:?} isn't a content"),
    }
}

fn with(operation: &Operation, row: &str, text: &str) -> Fields {
    let mut sent = good(operation);
    set(&mut sent, row, text);
    sent
}

/// The error for a content in a valid request; `None` if it is accepted.
fn refused(settings: Settings, operation: &Operation, row: &str, text: &str) -> Option<String> {
    rejection(settings, operation, &with(operation, row, text))
}

/// A request with a content and with these outer fields, as far as the operation has them.
fn around(operation: &Operation, row: &str, text: &str, outer: &[(String, String)]) -> Fields {
    let mut sent = with(operation, row, text);
    for (name, value) in outer.iter().filter(|(name, _)| operation.request.index_of(name).is_some()) {
        set(&mut sent, name, value);
    }
    sent
}

fn rejection(settings: Settings, operation: &Operation, sent: &Fields) -> Option<String> {
    let reply = prepared(settings, operation, sent).reply(&operation.path, sent);
    assert_eq!(reply["return_code"], "SUCCESS", "{reply:?}");
    if reply["result_code"] == "SUCCESS" {
        return None;
    }
    assert_eq!(reply["err_code"], "SANDBOX_CONTENT");
    Some(unmarked(&reply["err_code_des"]))
}

/// Whether an example applies to this operation: it gives the fields that the bindings of its content use.
fn is_about(operation: &Operation, content: &Content, example: &Example) -> bool {
    let rows = content.outer.fields.iter().filter(|row| operation.request.index_of(&row.name).is_some());
    let given = |name: &str| example.outer.iter().any(|(outer, _)| outer == name);
    // The outer fields must also be valid in the request. Not every operation allows a total fee of 0, for example.
    let is_taken = |(name, value): &(String, String)| {
        operation.request.field(name).is_none_or(|row| !row.schema().validate(value).has_errors())
    };
    let is_complete = content.bindings.is_empty() || rows.map(|row| &row.name).all(|name| given(name));
    is_complete && example.outer.iter().all(is_taken)
}

/// The rules that an example breaks in this request. Bindings to fields that the operation doesn't have don't apply.
fn broken_in<'e>(operation: &Operation, content: &Content, example: &'e Example) -> Vec<(&'e str, &'e str)> {
    let missing = |text: &str| {
        let rows = content.outer.fields.iter().filter(|row| operation.request.index_of(&row.name).is_none());
        rows.map(|row| format!("outer.{}", row.name)).any(|name| text.contains(&name))
    };
    let applies = |rule: &str| !content.bindings.iter().any(|one| one.id == rule && missing(&one.text));
    breaks(example).into_iter().filter(|(_, rule)| applies(rule)).collect()
}

/// Whether a text identifies the content by its outermost key.
fn is_identified(content: &Content, text: &str) -> bool {
    content.wrapped_in.as_ref().is_some_and(|key| text.starts_with(&format!("{{\"{key}\"")))
}

#[test]
fn every_example_of_every_content_passes_or_breaks_as_documented() {
    let specs = Specs::shipped();
    let (mut passed, mut broken) = (0, 0);
    for (operation, row) in operations_with_content() {
        for content in specs.model().contents.iter().filter(|content| !content.received) {
            for example in content.examples.iter().filter(|example| is_about(&operation, content, example)) {
                let text = json(example);
                let rules = broken_in(&operation, content, example);
                let sent = around(&operation, &row, text, &example.outer);
                let named = rejection(settings().content(content.name.clone()), &operation, &sent);
                let by_key = rejection(settings(), &operation, &sent);
                match named {
                    None => {
                        assert!(rules.is_empty(), "{}", example.title);
                        passed += 1;
                    }
                    Some(message) => {
                        // A violation of the whole content is reported for its row.
                        let shown = |path: &str| if path == "*" { row.clone() } else { path.to_owned() };
                        let explains =
                            |(path, rule): &(&str, &str)| message.ends_with(&format!("{}: {rule}", shown(path)));
                        assert!(rules.iter().any(explains), "{message}: {rules:?}");
                        broken += 1;
                    }
                }
                let expected = is_identified(content, text) && !rules.is_empty();
                assert_eq!(by_key.is_some(), expected, "{}", example.title);
            }
        }
    }
    assert!(passed > 0 && broken > 0);
}

#[test]
fn contents_without_a_spec_pass() {
    for (operation, row) in operations_with_content() {
        for text in ["{}", "{\"another\":1}", "[]", "no JSON at all"] {
            assert_eq!(refused(settings(), &operation, &row, text), None);
        }
        let content = Specs::shipped().model().contents[0].name.clone();
        let message = refused(settings().content(content), &operation, &row, "no JSON at all");
        assert!(message.unwrap().ends_with(&format!("{row}: json")));
    }
}

#[test]
fn custom_specs_extend_or_replace_the_shipped_ones() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("specs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let spec = r#"
content: here/visit
section: "1.3"
title: { zh: 就诊（虚构）, en: "a visit (made up)" }
wrapped_in: visit
fields:
  - { name: room, label: 诊室, en: room, type: String4, required: Y }
"#;
    std::fs::write(folder.join("visit.yaml"), spec).unwrap();
    let both = Specs::shipped_with([&folder]).unwrap();
    for (operation, row) in operations_with_content() {
        let settings = || settings().specs(both.clone());
        assert_eq!(refused(settings(), &operation, &row, r#"{"visit":{"room":"1"}}"#), None);
        let message = refused(settings(), &operation, &row, r#"{"visit":{"room":"12345"}}"#);
        assert!(message.unwrap().ends_with("room: length"));
    }
    let alone = Specs::read([&folder]).unwrap();
    assert_eq!((alone.model().operations.len(), alone.model().contents.len()), (0, 1));
    std::fs::write(folder.join("visit.yaml"), spec.replace("String4", "Strong4")).unwrap();
    let mistake = Specs::read([&folder]).unwrap_err().to_string();
    assert!(mistake.contains("Strong4") && mistake.contains("visit.yaml"), "{mistake}");
    let missing = Specs::read([folder.join("nothing")]).unwrap_err();
    assert!(missing.to_string().contains("nothing"), "{missing}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_content_that_contradicts_its_request_is_rejected() {
    let spec = r#"
content: here/visit
section: "1.3"
title: { zh: 就诊（虚构）, en: "a visit (made up)" }
wrapped_in: visit
fields:
  - { name: order, label: 订单, en: order, type: String20, required: Y }
outer:
  - { name: serial_no, label: 流水号, en: serial number, type: String20 }
bindings:
  - { id: same-order, check: "outer.serial_no = order", zh: 订单须一致, en: the order must be the request's }
"#;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bound-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("visit.yaml"), spec).unwrap();
    let specs = Specs::shipped_with([&folder]).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    let mut seen = 0;
    for (operation, row) in
        operations_with_content().into_iter().filter(|(one, _)| one.request.index_of("serial_no").is_some())
    {
        let around = |serial: &str| {
            let outer = [("serial_no".to_owned(), serial.to_owned())];
            let sent = around(&operation, &row, r#"{"visit":{"order":"S1"}}"#, &outer);
            rejection(settings().specs(specs.clone()), &operation, &sent)
        };
        assert_eq!(around("S1"), None);
        assert!(around("S2").unwrap().ends_with(&format!("{row}: same-order")));
        seen += 1;
    }
    assert!(seen > 0);
}

/// A misspelt name must not let every content pass.
#[test]
fn a_content_without_a_spec_in_the_settings_is_rejected_at_the_start() {
    let settings = || settings().content("city/nowhere/visit");
    let refused = Platform::new(settings(), "http://sandbox.test").unwrap_err();
    assert_eq!(refused.name, "city/nowhere/visit");
    assert_eq!(refused.known.len(), Specs::shipped().model().contents.len());
    let StartError::UnknownContent(at_start) = Sandbox::start(settings()).unwrap_err() else { panic!("{refused}") };
    assert_eq!(at_start, refused);
    for text in [refused.to_string(), format!("{refused:#}")] {
        assert!(text.contains("city/nowhere/visit") && text.contains(&refused.known[0]), "{text}");
    }
}
