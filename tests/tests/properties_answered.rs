//! The compiled replies and the dynamic reader judge an answer alike, whatever the platform sends.

use wxmed::{ApiKey, Error, Malformation, Violations};
use wxmed_schema::model::Operation;
use wxmed_schema::validate_reply;
use wxmed_tests::answers;
use wxmed_tests::compare::{Census, difference};
use wxmed_tests::compiled::{self, CompiledOperation};
use wxmed_tests::dice::Dice;
use wxmed_tests::naive::KEY;
use wxmed_tests::requests::Fields;
use wxmed_tests::runner;
use wxmed_tests::specs::model;

/// Each operation, as the model has it and as it was compiled.
fn operations() -> Vec<(&'static Operation, CompiledOperation)> {
    let compiled = compiled::operations().into_iter();
    compiled.map(|compiled| (model().operation(compiled.name).unwrap(), compiled)).collect()
}

/// Whether the compiled types make of an answer what the dynamic reader does.
fn agree(
    operation: &Operation,
    compiled: &CompiledOperation,
    fields: &Fields,
    dynamic: &Violations,
) -> Result<(), String> {
    let judged = (compiled.read_answer)(&answers::xml(operation, fields), &ApiKey::new(KEY));
    let differs = match &judged {
        // A refusal is an answer that can be read.
        Ok(()) | Err(Error::Protocol(_) | Error::Business(_)) => {
            (!dynamic.is_empty()).then(|| format!("it is read, and the dynamic reader finds\n{dynamic}"))
        }
        Err(Error::Malformed(answer)) => match &answer.cause {
            Malformation::Reply(found) => difference(found, dynamic),
            Malformation::ReturnCode | Malformation::ResultCode if dynamic.has_errors() => None,
            cause => Some(format!("the dynamic reader finds nothing, but: {}", cause.says())),
        },
        Err(error) => Some(error.to_string()),
    };
    differs.map_or(Ok(()), |differs| Err(format!("{differs}\nof {fields:?}")))
}

#[test]
fn both_readers_of_an_answer_find_the_same() {
    let census = Census::default();
    for (operation, compiled) in operations() {
        runner::damaged(&operation.name, |case| {
            let mut fields = answers::good(operation, &mut Dice::new(&case.words));
            for blow in &case.blows {
                answers::damage(operation, &mut fields, &mut Dice::new(blow));
            }
            let violations = validate_reply(operation, &fields);
            census.count(&violations);
            agree(operation, &compiled, &fields, &violations)
        });
    }
    census.finds(&["required", "format", "code"]);
}

#[test]
fn what_the_model_calls_a_good_answer_both_readers_accept() {
    for (operation, compiled) in operations() {
        runner::good(&operation.name, |words| {
            let fields = answers::good(operation, &mut Dice::new(words));
            let violations = validate_reply(operation, &fields);
            if !violations.is_empty() {
                return Err(format!("{fields:?} is refused:\n{violations}"));
            }
            agree(operation, &compiled, &fields, &violations)
        });
    }
}
