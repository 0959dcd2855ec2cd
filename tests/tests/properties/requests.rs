//! The compiled types and the dynamic reader report the same for any request.

use std::collections::BTreeMap;

use wxmed::ApiKey;
use wxmed_compiler::model::{ExampleValue, Operation};
use wxmed_compiler::{request_with_defaults, validate_request};
use wxmed_tests::agree;
use wxmed_tests::compare::{Census, broken, sorted};
use wxmed_tests::compiled::{self, CompiledOperation};
use wxmed_tests::dice::Dice;
use wxmed_tests::naive::{self, KEY};
use wxmed_tests::requests::{self};
use wxmed_tests::runner::{self};
use wxmed_tests::specs::model;

/// Each operation, with its compiled types.
fn operations() -> Vec<(&'static Operation, CompiledOperation)> {
    let compiled = compiled::operations().into_iter();
    compiled.map(|compiled| (model().operation(compiled.name).unwrap(), compiled)).collect()
}

#[test]
fn every_operation_has_a_compiled_type_here() {
    let compiled: Vec<&str> = compiled::operations().iter().map(|operation| operation.name).collect();
    let missing: Vec<_> = model()
        .operations
        .iter()
        .map(|operation| &operation.name)
        .filter(|name| !compiled.contains(&&***name))
        .collect();
    assert!(missing.is_empty(), "these are not in tests/src/compiled.rs: {missing:?}");
}

/// The rules that the damaged values must break often enough.
const RULES: &str = "\
    required length length-bytes format range decimals pattern code choice-missing choice-conflict needs wrong-case \
    white-space control-character computed name duplicate sums paid-in-full needed-when absent-when all-or-none \
    at-least-one at-most-one fees-add-up";

#[test]
fn both_readers_of_a_request_find_the_same() {
    let census = Census::default();
    runner::each(&operations(), |(operation, compiled)| {
        runner::damaged(&operation.name, |case| {
            let fields = agree::damaged_request(operation, case)?;
            let violations = validate_request(operation, &fields);
            census.count(&violations);
            agree::request(compiled, &fields, &violations).map(drop)
        });
    });
    census.finds(RULES);
}

#[test]
fn both_readers_accept_every_generated_good_request() {
    runner::each(&operations(), |(operation, compiled)| {
        runner::good(&operation.name, |numbers| {
            let fields = requests::good(operation, &mut Dice::new(numbers))?;
            let violations = validate_request(operation, &fields);
            let Some(request) = agree::request(compiled, &fields, &violations)? else {
                return Err(format!("{fields:?} is refused:\n{violations}"));
            };
            let (mut sent, mut given) =
                (request.to_fields(), request_with_defaults(&operation.request, &fields).into_owned());
            sent.sort();
            given.sort();
            if sent != given {
                return Err(format!("{sent:?} is sent for {given:?}"));
            }
            match request.survives() {
                Ok(true) => Ok(()),
                Ok(false) => Err(format!("{given:?} came back as something else")),
                Err(violations) => Err(format!("{given:?} did not come back:\n{violations}")),
            }
        });
    });
}

#[test]
fn the_xml_of_a_request_reads_back_and_has_the_vendors_signature() {
    let key = ApiKey::new(KEY);
    runner::each(&operations(), |(operation, compiled)| {
        let nonce = operation.request.fields.iter().find(|field| field.role == wxmed_compiler::model::Role::Nonce);
        let nonce = nonce.map(|field| field.name.as_str());
        runner::good(&operation.name, |numbers| {
            let mut dice = Dice::new(numbers);
            let extras = requests::extras(operation, &mut dice);
            let fields = requests::good(operation, &mut dice)?;
            let mut request = (compiled.from_fields)(&fields).map_err(|violations| violations.to_string())?;
            for (name, text) in &extras {
                request = request.with_field(name, text).map_err(|violations| violations.to_string())?;
            }
            let signed = request.sign(&key).map_err(|error| error.to_string())?;
            let received = wxmed::codec::xml::read(signed.body.xml().as_bytes()).map_err(|error| error.to_string())?;

            let complete = request_with_defaults(&operation.request, &fields);
            let mut expected: BTreeMap<&str, &str> =
                complete.iter().chain(&extras).map(|(name, text)| (name.as_str(), text.as_str())).collect();
            if let Some(name) = nonce {
                expected.insert(name, signed.nonce.as_ref().ok_or("no nonce")?.as_str());
            }
            let pairs = expected.iter().map(|(name, text)| (*name, *text));
            let how = operation.sign_type.map(|row| operation.request.fields[row].name.as_str());
            let signature = match how.and_then(|how| expected.get(how)) {
                Some(&"HMAC-SHA256") => naive::sign_hmac(pairs),
                _ => naive::sign(pairs),
            };
            expected.insert("sign", &signature);
            let received: Vec<(&str, &str)> = received.iter().collect();
            let mut sorted = received.clone();
            sorted.sort_unstable();
            if sorted != expected.into_iter().collect::<Vec<_>>() {
                return Err(format!("{fields:?} with {extras:?} went out as {received:?}"));
            }
            Ok(())
        });
    });
}

/// The lint checks the examples with the dynamic reader; this test checks them with the compiled types.
#[test]
fn every_example_of_an_operation_breaks_the_rules_that_it_lists() {
    let mut seen = 0;
    for (operation, compiled) in operations() {
        for example in &operation.examples {
            let ExampleValue::Fields(fields) = &example.value else { panic!("{}", example.title) };
            let found = match (compiled.from_fields)(fields) {
                Ok(request) => request.warnings(),
                Err(violations) => violations,
            };
            assert_eq!(broken(&found), sorted(&example.breaks), "{}: {}", operation.name, example.title);
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Otherwise the type would require the field where no check does.
#[test]
fn a_field_of_every_group_is_mandatory_in_all_of_them_or_in_none() {
    let spec = include_str!("../../specs/strange.yaml");
    for (of_all, mistakes) in [("fields: [teller, voucher]", 0), (r#"fields: [teller, "voucher?"]"#, 1)] {
        let mut sources = wxmed_specs::shipped();
        sources.add("strange.yaml", "strange", spec.replace("fields: [teller, voucher]", of_all));
        let (_, diagnostics) = wxmed_compiler::compile(&sources, &Default::default());
        let messages = format!("{diagnostics:?}");
        assert_eq!(messages.matches("`voucher` is in every group").count(), mistakes, "{messages}");
    }
}
