//! Valid values are found for realistic specs of a city and of an operation.

use wxmed_compiler::{Options, compile, validate_content, validate_request};
use wxmed_random::dice::{Dice, Scatter};
use wxmed_random::{contents, requests};
use wxmed_specs::shipped;

/// The number of values for each.
const VALUES: u32 = 200;

#[test]
fn a_realistic_city_and_operation_have_valid_values() {
    let mut sources = shipped();
    let specs = [
        ("city/jiangcheng/visit", include_str!("../../builds/recipes/visit.yaml")),
        ("payinsurance/querybill", include_str!("../../builds/recipes/querybill.yaml")),
    ];
    for (name, text) in specs {
        sources.add(format!("{name}.yaml"), name, text);
    }
    let (model, diagnostics) = compile(&sources, &Options::default());
    let messages: Vec<String> = diagnostics.iter().map(|one| one.for_compiler(&sources)).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    let (content, operation) = (model.content(specs[0].0).unwrap(), model.operation("querybill").unwrap());
    for seed in 0..VALUES {
        let numbers = Scatter::seeded(seed).numbers(120);
        let json = contents::good(content, &mut Dice::new(&numbers)).unwrap();
        let found = validate_content(content, &json);
        assert!(!found.has_errors(), "{json} breaks\n{found}");
        let fields = requests::good(operation, &mut Dice::new(&numbers)).unwrap();
        let found = validate_request(operation, &fields);
        assert!(!found.has_errors(), "{fields:?} breaks\n{found}");
    }
}
