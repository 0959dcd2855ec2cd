//! What the bureau behind the platform would say of a content.

use wxmed::spec::Format;
use wxmed::spec::model::{Content, Example, ExampleValue, Operation};
use wxmed_sandbox::{Platform, Sandbox, Settings, Specs, StartError};

use crate::support::{Fields, breaks, good, operations, prepared, set, settings, unmarked};

/// The requests that carry a content, each with the row that does.
fn carriers() -> Vec<(Operation, String)> {
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
        ExampleValue::Fields(fields) => panic!("{fields:?} is no content"),
    }
}

fn with(operation: &Operation, row: &str, text: &str) -> Fields {
    let mut sent = good(operation);
    set(&mut sent, row, text);
    sent
}

/// What is answered to a content: nothing if it passes, else why not.
fn refused(settings: Settings, operation: &Operation, row: &str, text: &str) -> Option<String> {
    judged(settings, operation, &with(operation, row, text))
}

/// A content in a request with these fields, as far as the request has them.
fn around(operation: &Operation, row: &str, text: &str, outer: &[(String, String)]) -> Fields {
    let mut sent = with(operation, row, text);
    for (name, value) in outer.iter().filter(|(name, _)| operation.request.position(name).is_some()) {
        set(&mut sent, name, value);
    }
    sent
}

fn judged(settings: Settings, operation: &Operation, sent: &Fields) -> Option<String> {
    let answer = prepared(settings, operation, sent).answer(&operation.path, sent);
    assert_eq!(answer["return_code"], "SUCCESS", "{answer:?}");
    if answer["result_code"] == "SUCCESS" {
        return None;
    }
    assert_eq!(answer["err_code"], "SANDBOX_CONTENT");
    Some(unmarked(&answer["err_code_des"]))
}

/// Whether an example says what it is in this request: the bindings of its content speak of fields that it gives.
fn is_about(operation: &Operation, content: &Content, example: &Example) -> bool {
    let rows = content.outer.fields.iter().filter(|row| operation.request.position(&row.name).is_some());
    let given = |name: &str| example.outer.iter().any(|(outer, _)| outer == name);
    // An order of nothing, for one, is a content of its own and no request of every operation.
    let is_taken = |(name, value): &(String, String)| {
        operation.request.field(name).is_none_or(|row| !row.schema().validate(value).has_errors())
    };
    let is_complete = content.bindings.is_empty() || rows.map(|row| &row.name).all(|name| given(name));
    is_complete && example.outer.iter().all(is_taken)
}

/// The rules that an example breaks in this request: a binding says nothing of fields that it does not have.
fn broken_in<'e>(operation: &Operation, content: &Content, example: &'e Example) -> Vec<(&'e str, &'e str)> {
    let missing = |text: &str| {
        let rows = content.outer.fields.iter().filter(|row| operation.request.position(&row.name).is_none());
        rows.map(|row| format!("outer.{}", row.name)).any(|name| text.contains(&name))
    };
    let speaks = |rule: &str| !content.bindings.iter().any(|one| one.id == rule && missing(&one.text));
    breaks(example).into_iter().filter(|(_, rule)| speaks(rule)).collect()
}

/// Whether a content can be told by its outermost key in a text.
fn is_told(content: &Content, text: &str) -> bool {
    content.wrapped_in.as_ref().is_some_and(|key| text.starts_with(&format!("{{\"{key}\"")))
}

#[test]
fn every_example_of_every_content_passes_or_breaks_as_it_says() {
    let specs = Specs::shipped();
    let (mut passed, mut broken) = (0, 0);
    for (operation, row) in carriers() {
        for content in specs.model().contents.iter().filter(|content| !content.received) {
            for example in content.examples.iter().filter(|example| is_about(&operation, content, example)) {
                let text = json(example);
                let rules = broken_in(&operation, content, example);
                let sent = around(&operation, &row, text, &example.outer);
                let named = judged(settings().content(content.name.clone()), &operation, &sent);
                let told = judged(settings(), &operation, &sent);
                match named {
                    None => {
                        assert!(rules.is_empty(), "{}", example.title);
                        passed += 1;
                    }
                    Some(says) => {
                        // What is about the whole content is said of the row that carries it.
                        let place = |path: &str| if path == "*" { row.clone() } else { path.to_owned() };
                        let explains =
                            |(path, rule): &(&str, &str)| says.ends_with(&format!("{}: {rule}", place(path)));
                        assert!(rules.iter().any(explains), "{says}: {rules:?}");
                        broken += 1;
                    }
                }
                let expected = is_told(content, text) && !rules.is_empty();
                assert_eq!(told.is_some(), expected, "{}", example.title);
            }
        }
    }
    assert!(passed > 0 && broken > 0);
}

#[test]
fn what_no_spec_describes_passes() {
    for (operation, row) in carriers() {
        for text in ["{}", "{\"another\":1}", "[]", "no JSON at all"] {
            assert_eq!(refused(settings(), &operation, &row, text), None);
        }
        let content = Specs::shipped().model().contents[0].name.clone();
        let says = refused(settings().content(content), &operation, &row, "no JSON at all");
        assert!(says.unwrap().ends_with(&format!("{row}: json")));
    }
}

#[test]
fn specs_of_ones_own_stand_beside_those_that_ship_or_alone() {
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
    for (operation, row) in carriers() {
        let settings = || settings().specs(both.clone());
        assert_eq!(refused(settings(), &operation, &row, r#"{"visit":{"room":"1"}}"#), None);
        let says = refused(settings(), &operation, &row, r#"{"visit":{"room":"12345"}}"#);
        assert!(says.unwrap().ends_with("room: length"));
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
fn a_content_that_does_not_go_with_its_request_is_refused() {
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
    for (operation, row) in carriers().into_iter().filter(|(one, _)| one.request.position("serial_no").is_some()) {
        let around = |serial: &str| {
            let outer = [("serial_no".to_owned(), serial.to_owned())];
            let sent = around(&operation, &row, r#"{"visit":{"order":"S1"}}"#, &outer);
            judged(settings().specs(specs.clone()), &operation, &sent)
        };
        assert_eq!(around("S1"), None);
        assert!(around("S2").unwrap().ends_with(&format!("{row}: same-order")));
        seen += 1;
    }
    assert!(seen > 0);
}

/// With a network and without one: a name that was misspelt does not let every content pass.
#[test]
fn a_content_that_nobody_describes_is_refused_at_the_beginning() {
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
