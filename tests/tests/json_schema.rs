//! The JSON Schema of the language, for editors: every spec is valid by it, and a damaged one isn't.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use wxmed_compiler::Id;
use wxmed_tools::explanation;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator() -> Validator {
    let schema = fs::read_to_string(root().join("schema/wxmed.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

/// A YAML text as editors parse it: `yes` and `N` are texts.
fn parsed(text: &str) -> Value {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).unwrap()
}

/// All valid specs of the workspace, with their paths.
fn specs() -> Vec<(PathBuf, Value)> {
    let mut folders: Vec<PathBuf> =
        ["schema/specs", "schema/tools/src/examples", "tests/specs", "tests/schema", "tests/outside/hospital"]
            .iter()
            .map(|folder| root().join(folder))
            .collect();
    let mut specs = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                let value = parsed(&fs::read_to_string(&path).unwrap());
                specs.push((path, value));
            }
        }
    }
    specs
}

#[test]
fn every_spec_is_valid() {
    let validator = validator();
    let specs = specs();
    assert!(specs.len() > 25, "{}", specs.len());
    for (path, spec) in specs {
        assert!(validator.is_valid(&spec), "{}", path.display());
    }
}

/// Visits the mappings of a spec, with their JSON pointers, except those with free keys.
fn mappings(value: &Value, pointer: &str, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(entries) => {
            visit(pointer, entries);
            for (key, value) in entries {
                let is_free = matches!(key.as_str(), "when" | "fields" | "outer") && value.is_object();
                if !is_free {
                    mappings(value, &format!("{pointer}/{key}"), visit);
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| mappings(item, &format!("{pointer}/{at}"), visit));
        }
        _ => {}
    }
}

/// A spec with one mapping damaged.
fn spoilt(spec: &Value, pointer: &str, spoil: impl Fn(&mut Map<String, Value>)) -> Value {
    let mut spec = spec.clone();
    spoil(spec.pointer_mut(pointer).unwrap().as_object_mut().unwrap());
    spec
}

#[test]
fn a_damaged_spec_is_invalid() {
    let validator = validator();
    let mut number = 0;
    for (path, spec) in specs() {
        mappings(&spec, "", &mut |pointer, entries| {
            let mut refused = |what: &str, spoil: &dyn Fn(&mut Map<String, Value>)| {
                let spoilt = spoilt(&spec, pointer, spoil);
                assert!(!validator.is_valid(&spoilt), "{}{pointer}: {what}", path.display());
                number += 1;
            };
            refused("an unknown key", &|entries| {
                entries.insert("weather".to_owned(), json!("fine"));
            });
            for key in ["required", "retry", "kind", "format", "give", "confidence"] {
                if entries.contains_key(key) {
                    refused("an unknown keyword", &|entries| {
                        entries.insert(key.to_owned(), json!("maybe"));
                    });
                }
            }
            for key in ["operation", "name", "title", "values", "fields"] {
                if entries.contains_key(key) {
                    refused("another shape", &|entries| {
                        entries.insert(key.to_owned(), json!([["a"]]));
                    });
                }
            }
        });
    }
    assert!(number > 2000, "{number}");
}

#[test]
fn editors_find_the_shape_errors_that_lint_finds() {
    let validator = validator();
    for id in Id::ALL {
        let explanation = explanation(*id);
        assert!(validator.is_valid(&parsed(explanation.right)), "{}", id.name());
        let is_about_shape = matches!(
            id,
            Id::UnknownKind | Id::UnknownKey | Id::MissingKey | Id::WrongShape | Id::UnknownKeyword | Id::UnknownType
        );
        if is_about_shape {
            assert!(!validator.is_valid(&parsed(explanation.wrong)), "{}", id.name());
        }
    }
}
