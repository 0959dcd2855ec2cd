//! The compiled replies and the dynamic reader report the same for any response.

use wxmed_compiler::model::Operation;
use wxmed_compiler::validate_reply;
use wxmed_tests::agree;
use wxmed_tests::compare::Census;
use wxmed_tests::compiled::{self, CompiledOperation};
use wxmed_tests::dice::Dice;
use wxmed_tests::responses;
use wxmed_tests::runner;
use wxmed_tests::specs::model;

/// Each operation, with its compiled types.
fn operations() -> Vec<(&'static Operation, CompiledOperation)> {
    let compiled = compiled::operations().into_iter();
    compiled.map(|compiled| (model().operation(compiled.name).unwrap(), compiled)).collect()
}

#[test]
fn both_readers_of_a_response_find_the_same() {
    let census = Census::default();
    runner::each(&operations(), |(operation, compiled)| {
        runner::damaged(&operation.name, |case| {
            let fields = agree::damaged_response(operation, case);
            let violations = validate_reply(operation, &fields);
            census.count(&violations);
            agree::response(operation, compiled, &fields, &violations)
        });
    });
    census.finds("required format code");
}

#[test]
fn both_readers_accept_every_generated_good_response() {
    runner::each(&operations(), |(operation, compiled)| {
        runner::good(&operation.name, |numbers| {
            let fields = responses::good(operation, &mut Dice::new(numbers));
            let violations = validate_reply(operation, &fields);
            if !violations.is_empty() {
                return Err(format!("{fields:?} is refused:\n{violations}"));
            }
            agree::response(operation, compiled, &fields, &violations)
        });
    });
}
