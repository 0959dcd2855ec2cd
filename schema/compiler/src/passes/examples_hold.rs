use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Example, ExampleValue, Model};
use crate::{Errata, Options, validate_bindings, validate_content, validate_request};
use wxmed_core::{Json, JsonFault, Violations};

/// Every example is valid, or violates exactly the rules that it lists.
///
/// Examples are written for the default errata, so other errata disable this check.
pub(crate) fn check(model: &Model, options: &Options, d: &mut Diagnostics) {
    if d.has_errors() || options.errata != Errata::default() {
        return;
    }
    for operation in &model.operations {
        for example in &operation.examples {
            match &example.value {
                ExampleValue::Fields(_) if !example.outer.is_empty() => {
                    d.error(Id::Example, example.span, "nothing is around a request").help("remove `outer:`");
                }
                ExampleValue::Fields(fields) => compare(example, &validate_request(operation, fields), d),
                ExampleValue::Json(_) => wrong_kind(example, "fields", d),
            }
        }
    }
    for content in &model.contents {
        for example in &content.examples {
            match &example.value {
                ExampleValue::Json(text) => match Json::parse(text) {
                    Ok(json) => {
                        let (inside, between) =
                            (validate_content(content, &json), validate_bindings(content, &json, &example.outer));
                        compare(example, &inside.iter().chain(&between).cloned().collect(), d);
                    }
                    Err(error) => {
                        let help = match error.fault {
                            JsonFault::Syntax => "mend the JSON text",
                            JsonFault::TooDeep => "a content nests 32 levels deep at most",
                        };
                        d.error(Id::Example, example.span, format!("the example is {error}")).help(help);
                    }
                },
                ExampleValue::Fields(_) => wrong_kind(example, "json", d),
            }
        }
    }
}

fn compare(example: &Example, found: &Violations, d: &mut Diagnostics) {
    let written = |path: &str, rule: &str| format!("{}: {rule}", if path.is_empty() { "*" } else { path });
    let mut found: Vec<String> = found.keys().into_iter().map(|(path, rule)| written(path, rule)).collect();
    let mut listed = example.breaks.clone();
    found.sort();
    listed.sort();
    if found != listed {
        let list = |items: &[String]| if items.is_empty() { "nothing".to_owned() } else { items.join("; ") };
        d.error(Id::Example, example.span, format!("the example breaks {}, and lists {}", list(&found), list(&listed)))
            .help("mend the example, or its `breaks:`");
    }
}

fn wrong_kind(example: &Example, key: &str, d: &mut Diagnostics) {
    d.error(Id::Example, example.span, "the example has the wrong kind of value").help(format!("give it `{key}:`"));
}
