//! What a content states of the request that carries it: both readers say the same of it, and a request that is built
//! is held against it.

use wxmed::{Content, Decimal, Fen, Json, Request as _, Valid, Violations, Yuan};
use wxmed_schema::model::{Comparison, Content as Spec, ExampleValue, Expr, Operation, Truth, Words};
use wxmed_schema::{validate_request, validate_request_with_content};
use wxmed_tests::compare::{Census, difference};
use wxmed_tests::compiled::bound::{Bound, Payer};
use wxmed_tests::compiled::carrier::Carrier;
use wxmed_tests::compiled::{self, CompiledContent};
use wxmed_tests::contents;
use wxmed_tests::dice::Dice;
use wxmed_tests::requests::{self, Fields};
use wxmed_tests::runner::{self, Case};
use wxmed_tests::specs::model;

fn carrier() -> &'static Operation {
    model().operation("carrier").unwrap()
}

fn set(fields: &mut Fields, name: &str, text: String) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = text,
        None => fields.push((name.to_owned(), text)),
    }
}

/// The text at a place of a content.
fn text<'j>(content: &Spec, path: &[usize], json: &'j Json) -> Option<&'j str> {
    let Json::Object(entries) = json else { return None };
    let inside = match &content.wrapped_in {
        Some(key) => &entries.iter().find(|(name, _)| name == key)?.1,
        None => json,
    };
    let (mut record, mut json) = (Some(&content.record), inside);
    for place in path {
        let (field, Json::Object(entries)) = (&record?.fields[*place], json) else { return None };
        json = &entries.iter().find(|(name, _)| *name == field.name)?.1;
        record = field.object.as_deref();
    }
    if let Json::Text(text) = json { Some(text) } else { None }
}

/// Gives the request what the simplest of the bindings demand.
fn bind(content: &Spec, json: &Json, fields: &mut Fields) {
    let outer = |path: &[usize]| match path {
        [Spec::OUTER, place] => Some(content.outer.fields[*place].name.as_str()),
        _ => None,
    };
    let own = |path: &[usize]| match path {
        [Spec::OWN, rest @ ..] => text(content, rest, json),
        _ => None,
    };
    for binding in &content.bindings {
        match &binding.states {
            Truth::Same(Words::Field(left), Words::Field(right)) => {
                let sides = [(outer(left), own(right)), (outer(right), own(left))];
                if let Some((Some(name), Some(text))) =
                    sides.into_iter().find(|(name, text)| name.is_some() && text.is_some())
                {
                    set(fields, name, text.to_owned());
                }
            }
            Truth::Compare(Expr::Field(left), Comparison::Equal, Expr::Product(right, by)) => {
                if let (Some(name), Expr::Field(right), Expr::Number(by)) = (outer(left), &**right, &**by)
                    && let Some(amount) = own(right).and_then(|text| Decimal::from_str_exact(text).ok())
                {
                    set(fields, name, (amount * by).normalize().to_string());
                }
            }
            _ => {}
        }
    }
}

fn damaged(content: &Spec, case: &Case) -> Fields {
    let operation = carrier();
    let mut dice = Dice::new(&case.words);
    let mut json = contents::good(content, &mut dice);
    let mut fields = requests::good(operation, &mut dice);
    if !dice.once_in(4) {
        bind(content, &json, &mut fields);
    }
    let mut written = None;
    for blow in &case.blows {
        let mut dice = Dice::new(blow);
        match dice.below(6) {
            0 => requests::damage(operation, &mut fields, &mut dice),
            1 if dice.once_in(3) => written = Some(dice.pick(&["", "{", "[]", "1", "{\"a\":1"]).to_owned()),
            2 => drop(fields.pop()),
            _ => contents::damage(content, &mut json, &mut dice),
        }
    }
    set(&mut fields, "request_content", written.unwrap_or_else(|| json.to_string()));
    fields
}

/// Whether both readers say the same of a request with a content, and whether it is the same when it comes back.
fn read_twice(content: &Spec, compiled: &CompiledContent, fields: &Fields) -> Result<Violations, String> {
    let dynamic = validate_request_with_content(carrier(), content, fields);
    let differs = match (compiled.carried)(fields) {
        Ok(_) if dynamic.has_errors() => Some("the compiled types accept it".to_owned()),
        // What is worth a look inside the content was told when the content was made.
        Ok(request) => {
            let of_request: Violations =
                dynamic.iter().filter(|one| !one.path.starts_with("request_content.")).cloned().collect();
            let of_request: Violations =
                of_request.iter().filter(|one| !is_of_content(content, one)).cloned().collect();
            difference(&request.warnings(), &of_request)
        }
        Err(found) if !dynamic.has_errors() => Some(format!("the compiled types refuse it:\n{found}")),
        Err(found) => difference(&found, &dynamic),
    };
    match differs {
        Some(difference) => Err(format!("{difference}\nof {fields:?}, where the dynamic reader finds\n{dynamic}")),
        None => Ok(dynamic),
    }
}

/// A rule of the content as a whole is told at its row.
fn is_of_content(content: &Spec, violation: &wxmed::Violation) -> bool {
    content.record.rules.iter().any(|rule| rule.id == violation.rule.id())
}

#[test]
fn both_readers_of_a_request_with_a_content_find_the_same() {
    let census = Census::default();
    for compiled in compiled::contents() {
        let content = model().content(compiled.name).unwrap();
        runner::damaged(&content.name, |case| {
            let found = read_twice(content, &compiled, &damaged(content, case))?;
            if !content.bindings.is_empty() {
                census.count(&found);
            }
            Ok(())
        });
    }
    let rules =
        ["same-serial", "same-bill", "same-total", "cash-covered", "bill-given", "json-type", "required", "format"];
    census.finds(&rules);
}

#[test]
fn every_example_of_a_binding_holds_for_the_compiled_types() {
    let mut seen = 0;
    for compiled in compiled::contents() {
        let content = model().content(compiled.name).unwrap();
        for example in content.examples.iter().filter(|example| !example.outer.is_empty()) {
            let ExampleValue::Json(json) = &example.value else { panic!("{}", example.title) };
            let knows = |name: &str| carrier().request.position(name).is_some();
            let mut fields: Fields = example.outer.iter().filter(|(name, _)| knows(name)).cloned().collect();
            set(&mut fields, "request_content", json.clone());
            let found = match (compiled.carried)(&fields) {
                Ok(request) => request.warnings(),
                Err(violations) => violations,
            };
            for binding in &content.bindings {
                let is_listed = example.breaks.contains(&format!("*: {}", binding.id));
                let speaks = !binding.text.contains("other_no");
                let key = ("request_content", binding.id.as_str());
                assert_eq!(found.keys().contains(&key), is_listed && speaks, "{}: {found}", example.title);
                seen += usize::from(is_listed && speaks);
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
fn a_request_is_built_only_with_the_content_that_it_goes_with() {
    let good = request(content("9.50")).unwrap();
    let refused = request(content("9.5").change(|content| content.akc190 = "S2".to_owned()).unwrap()).unwrap_err();
    assert_eq!(refused.keys(), [("request_content", "same-serial")]);
    assert_eq!(
        format!("{refused:#}"),
        "request_content（内容，文档 9.10）流水号须与外层一致 [same-serial]",
        "what is said names the rule and no value"
    );
    let changed = good.clone().change(|request| request.total_fee = Fen::new(951)).unwrap_err();
    assert_eq!(changed.keys(), [("request_content", "same-total")]);
    let softer = good.change(|request| request.cash_fee = Some(Fen::new(101))).unwrap();
    assert_eq!(softer.warnings().keys(), [], "no parts: nothing can be said of them");
}

#[test]
fn text_that_no_spec_describes_is_bound_to_nothing() {
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
    assert!(change(Carrier::from_fields(pairs()).unwrap()).is_ok(), "nobody said what the content is");
    let other = pairs().map(|(name, text)| (name, if name == "serial_no" { "S3" } else { text }));
    let refused = Carrier::from_fields_with_content::<Bound>(other).unwrap_err();
    assert_eq!(refused.keys(), [("request_content", "same-serial")]);
}

#[test]
fn a_content_in_a_request_is_held_against_its_own_spec() {
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
