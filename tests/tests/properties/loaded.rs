//! Specs that are loaded at run time validate and sign like the compiled types, for any input.

use std::path::Path;

use wxmed::dynamic::Specs;
use wxmed::{ApiKey, Error, Violations};
use wxmed_compiler::content_with_defaults;
use wxmed_tests::compare::difference;
use wxmed_tests::dice::Dice;
use wxmed_tests::naive::KEY;
use wxmed_tests::runner;
use wxmed_tests::{compiled, contents, requests};

fn specs() -> Specs {
    Specs::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs")).unwrap()
}

fn agree(compiled: &Violations, loaded: &Violations) -> Result<(), String> {
    difference(compiled, loaded).map_or(Ok(()), Err)
}

#[test]
fn the_loaded_specs_list_the_compiled_operations_and_contents() {
    let specs = specs();
    let mut listed: Vec<String> = specs.operations().iter().map(|operation| operation.name().to_owned()).collect();
    let mut compiled: Vec<&str> = compiled::operations().iter().map(|operation| operation.name).collect();
    listed.sort_unstable();
    compiled.sort_unstable();
    assert_eq!(listed, compiled);
    let listed: Vec<String> = specs.contents().iter().map(|content| content.name().to_owned()).collect();
    let mut compiled: Vec<&str> = compiled::contents().iter().map(|content| content.name).collect();
    compiled.sort_unstable();
    assert_eq!(listed, compiled);
    assert!(specs.warnings().is_empty());
}

/// The nonce is fixed, so that whole messages can be compared.
#[test]
fn requests_have_the_same_verdicts_and_the_same_bytes() {
    let (specs, key) = (specs(), ApiKey::new(KEY));
    runner::each(&compiled::operations(), |compiled| {
        let operation = specs.operation(compiled.name).unwrap();
        let nonce = operation.fields().iter().find(|row| row.role == wxmed::spec::model::Role::Nonce);
        runner::damaged(compiled.name, |case| {
            let mut fields = requests::good(operation.spec(), &mut Dice::new(&case.numbers))?;
            for blow in &case.blows {
                requests::damage(operation.spec(), &mut fields, &mut Dice::new(blow));
            }
            let is_given = |name: &str| fields.iter().any(|(other, text)| other == name && !text.is_empty());
            if let Some(nonce) = nonce.filter(|nonce| !is_given(&nonce.name)) {
                fields.push((nonce.name.clone(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned()));
            }
            let pairs = || fields.iter().map(|(name, text)| (name, text));
            let (verdict, signed) = (operation.validate(pairs()), operation.sign(pairs(), &key));
            match ((compiled.from_fields)(&fields), signed) {
                (Ok(request), Ok(signed)) => {
                    agree(&request.warnings(), &verdict)?;
                    let ours = request.sign(&key).map_err(|error| error.to_string())?;
                    let is_same = ours.body.xml() == signed.body.xml() && ours.nonce == signed.nonce;
                    if is_same {
                        Ok(())
                    } else {
                        Err(format!("{fields:?} is {} and {}", ours.body.xml(), signed.body.xml()))
                    }
                }
                (Err(found), Err(Error::Invalid(refused))) => {
                    agree(&found, &verdict)?;
                    if refused.has_errors() { Ok(()) } else { Err(format!("{fields:?} is refused for nothing")) }
                }
                (typed, loaded) => Err(format!("{fields:?} is {:?} and {loaded:?}", typed.map(drop))),
            }
        });
    });
}

#[test]
fn contents_have_the_same_verdicts() {
    let specs = specs();
    runner::each(&compiled::contents(), |compiled| {
        let content = specs.content(compiled.name).unwrap();
        runner::damaged(compiled.name, |case| {
            let mut json = contents::good(content.spec(), &mut Dice::new(&case.numbers))?;
            for blow in &case.blows {
                contents::damage(content.spec(), &mut json, &mut Dice::new(blow));
            }
            let (verdict, text) = (content.validate(&json), json.to_string());
            let checked = content.check(&text);
            let complete = content_with_defaults(content.spec(), &json).to_string();
            match ((compiled.from_fields)(&json), checked) {
                (Ok(value), Ok(sent)) if sent.as_str() == complete => agree(&value.warnings(), &verdict),
                (Err(found), Err(error)) if error.text() == text => agree(&found, &verdict),
                (typed, checked) => Err(format!("{text} is {:?} and {checked:?}", typed.map(drop))),
            }
        });
    });
}
