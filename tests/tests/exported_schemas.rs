//! The exported JSON Schemas accept valid values, by an independent validator, and reject the violations that a schema
//! can express.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use jsonschema::Validator;
use serde_json::Value;
use wxmed_compiler::model::{Content, Encoding, Example, ExampleValue, Model, Record};
use wxmed_compiler::{Options, compile, validate_bindings, validate_content, validate_reply, validate_request};
use wxmed_core::{Json, Violations};
use wxmed_tests::runner::Case;
use wxmed_tests::{agree, runner, specs};
use wxmed_tools::{export_json_schema, export_json_schemas, json_schema_names};

/// Rules that a schema can't express, besides those of the specs. An amount in a text has no range.
const BEYOND_SCHEMAS: [&str; 12] = [
    "length-bytes",
    "count",
    "unique",
    "duplicate",
    "white-space",
    "invisible",
    "control-character",
    "range",
    "needed-when",
    "absent-when",
    "sign-type",
    "unknown-name",
];

/// The validators of all schemas of a model, by name.
fn validators(model: &Model) -> BTreeMap<String, Validator> {
    json_schema_names(model)
        .into_iter()
        .map(|name| {
            let schema: Value = serde_json::from_str(&export_json_schema(model, &name).unwrap()).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{name}");
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            (name, validator)
        })
        .collect()
}

fn fields(fields: &[(String, String)]) -> Value {
    fields
        .iter()
        .map(|(name, text)| (name.clone(), Value::String(text.clone())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn instance(example: &Example) -> Value {
    match &example.value {
        ExampleValue::Fields(of) => fields(of),
        ExampleValue::Json(text) => serde_json::from_str(text).unwrap(),
    }
}

/// Examples of operations and contents, with the name of the schema that they belong to.
fn examples(model: &Model) -> Vec<(String, Example)> {
    let of_operations = model.operations.iter().flat_map(|operation| {
        operation.examples.iter().map(|example| (format!("{}.request", operation.name), example.clone()))
    });
    let of_contents = model
        .contents
        .iter()
        .flat_map(|content| content.examples.iter().map(|example| (content.name.clone(), example.clone())));
    of_operations.chain(of_contents).collect()
}

#[test]
fn valid_examples_are_accepted_and_invalid_ones_rejected() {
    let mut rejected = 0;
    let model = specs::model();
    let validators = validators(model);
    for (name, example) in examples(model) {
        let stated: BTreeSet<&str> = model
            .contents
            .iter()
            .flat_map(|content| content.rule_ids())
            .chain(model.operations.iter().flat_map(|operation| operation.request.rule_ids()))
            .collect();
        let rules = example.breaks.iter().map(|broken| broken.rsplit(": ").next().unwrap_or_default());
        // A schema doesn't cover decimal places of numbers, or JSON in strings.
        let content = model.contents.iter().find(|content| content.name == name);
        let is_open = content.is_some_and(|content| has_numbers_or_texts_of_json(&content.record));
        let is_beyond =
            |rule: &str| BEYOND_SCHEMAS.contains(&rule) || stated.contains(rule) || (is_open && rule != "required");
        let errors: Vec<&str> = rules.filter(|rule| !is_beyond(rule)).collect();
        let accepted = validators[&name].is_valid(&instance(&example));
        let is_warned_of = content.is_some_and(|content| is_only_warned_of(content, &example));
        if example.breaks.is_empty() || is_warned_of {
            let why: Vec<String> =
                validators[&name].iter_errors(&instance(&example)).map(|error| error.to_string()).collect();
            assert!(accepted, "{name}: {}: {why:?}", example.title.en);
        } else if !errors.is_empty() {
            assert!(!accepted, "{name}: {}: {errors:?}", example.title.en);
            rejected += 1;
        }
    }
    assert!(rejected > 40, "{rejected}");
}

#[test]
fn the_document_with_all_schemas_has_each_of_them() {
    let model = specs::model();
    let all: Value = serde_json::from_str(&export_json_schemas(model)).unwrap();
    assert!(jsonschema::meta::is_valid(&all));
    let names: Vec<&String> = all["$defs"].as_object().unwrap().keys().collect();
    let expected: BTreeSet<String> = json_schema_names(model).into_iter().collect();
    assert_eq!(names.into_iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert!(expected.contains("preregister.request") && expected.contains("city/shenzhen/registration"));
}

/// Whether the example only breaks rows of low confidence, so that it is sent with warnings.
fn is_only_warned_of(content: &Content, example: &Example) -> bool {
    let ExampleValue::Json(text) = &example.value else { return false };
    let json = Json::parse(text).unwrap();
    let between = validate_bindings(content, &json, &example.outer);
    !validate_content(content, &json).has_errors() && !between.has_errors()
}

fn has_numbers_or_texts_of_json(record: &Record) -> bool {
    record.fields.iter().any(|field| {
        field.encoding != Encoding::Text || field.object.as_deref().is_some_and(has_numbers_or_texts_of_json)
    })
}

/// Whether an object has a duplicate key. The independent reader would only see one of the two.
fn has_key_twice(json: &Json) -> bool {
    match json {
        Json::Object(entries) => {
            let names: BTreeSet<&String> = entries.iter().map(|(name, _)| name).collect();
            names.len() < entries.len() || entries.iter().any(|(_, value)| has_key_twice(value))
        }
        Json::List(items) => items.iter().any(has_key_twice),
        Json::Text(_) | Json::Number(_) | Json::Bool(_) | Json::Null => false,
    }
}

/// Fewer cases than other properties: the independent validator is slow.
fn each_case(about: &str, property: impl Fn(&Case) -> Result<(), String>) {
    let cases = runner::requested_cases().unwrap_or(500);
    runner::try_damaged(about, cases, property).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Checks that the schema accepts what the validator accepts, and counts how much of the rest it rejects.
fn holds(
    validator: &Validator,
    instance: &Value,
    verdict: &Violations,
    counts: &[AtomicUsize; 2],
) -> Result<(), String> {
    let accepted = validator.is_valid(instance);
    if verdict.has_errors() {
        counts[0].fetch_add(1, Ordering::Relaxed);
        counts[1].fetch_add(usize::from(!accepted), Ordering::Relaxed);
    } else if !accepted {
        let why: Vec<String> =
            validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
        return Err(format!("is valid, but the schema rejects it: {why:?}"));
    }
    Ok(())
}

fn most_are_rejected(counts: &[AtomicUsize; 2]) {
    let [wrong, rejected] = counts.each_ref().map(|count| count.load(Ordering::Relaxed));
    assert!(rejected * 2 > wrong, "{rejected} of {wrong}");
}

fn accepts_what_is_valid(content: &Content, validator: &Validator, counts: &[AtomicUsize; 2]) {
    each_case(&content.name, |case| {
        let json: Json = agree::damaged_content(content, case).map_err(String::from)?;
        let Ok(instance) = serde_json::from_str(&json.to_string()) else { return Ok(()) };
        if has_key_twice(&json) {
            return Ok(());
        }
        holds(validator, &instance, &validate_content(content, &json), counts)
    });
}

#[test]
fn random_contents_that_are_valid_are_accepted() {
    let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let model = specs::model();
    let validators = validators(model);
    runner::each(&model.contents, |content| accepts_what_is_valid(content, &validators[&content.name], &counts));
    most_are_rejected(&counts);
}

#[test]
fn random_requests_that_are_valid_are_accepted() {
    let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let model = specs::model();
    let validators = validators(model);
    runner::each(&model.operations, |operation| {
        each_case(&operation.name, |case| {
            let sent = agree::damaged_request(operation, case).map_err(String::from)?;
            let names: BTreeSet<&String> = sent.iter().map(|(name, _)| name).collect();
            if names.len() < sent.len() {
                return Ok(());
            }
            let validator = &validators[&format!("{}.request", operation.name)];
            holds(validator, &fields(&sent), &validate_request(operation, &sent), &counts)
        });
    });
    most_are_rejected(&counts);
}

#[test]
fn schemas_of_random_specs_accept_valid_values() {
    let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let mut sources = wxmed_specs::shipped();
    for (file, text) in wxmed_random::specs::contents(3, 25).take(40).flat_map(|unit| unit.files) {
        sources.add(format!("{file}.yaml"), file.as_str(), text);
    }
    let (model, diagnostics) = compile(&sources, &Options::default());
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    let random: Vec<&Content> = model.contents.iter().filter(|content| content.name.starts_with("random/")).collect();
    assert_eq!(random.len(), 40);
    let validators = validators(&model);
    runner::each(&random, |content| accepts_what_is_valid(content, &validators[&content.name], &counts));
    most_are_rejected(&counts);
}

/// A response is read leniently, so a schema only rejects a missing mandatory field, and a value that isn't a text.
#[test]
fn readable_random_responses_are_accepted() {
    let model = specs::model();
    let validators = validators(model);
    runner::each(&model.operations, |operation| {
        let validator = &validators[&format!("{}.response", operation.name)];
        assert!(!validator.is_valid(&serde_json::json!({})), "{}", operation.name);
        assert!(!validator.is_valid(&serde_json::json!({ "return_code": 1 })), "{}", operation.name);
        each_case(&operation.name, |case| {
            let received = agree::damaged_response(operation, case);
            let names: BTreeSet<&String> = received.iter().map(|(name, _)| name).collect();
            if names.len() < received.len() || validate_reply(operation, &received).has_errors() {
                return Ok(());
            }
            let instance = fields(&received);
            let why: Vec<String> = validator.iter_errors(&instance).map(|error| error.to_string()).collect();
            if why.is_empty() { Ok(()) } else { Err(format!("can be read, but the schema rejects it: {why:?}")) }
        });
    });
}
