//! The random specs use every construct of the language: every key, every keyword of a key, and every element of an
//! expression.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use wxmed_compiler::Sources;
use wxmed_compiler::grammar::{FILES, KeyValue, NOTATIONS, Shape, shapes};
use wxmed_tools::expressions::{Construct, FUNCTIONS, OPERANDS, OPERATORS};

/// The parts of the language that specs use.
#[derive(Default)]
struct Used {
    /// Keys, with the names of their shapes.
    keys: BTreeSet<(&'static str, &'static str)>,
    /// Keywords, by their keys.
    keywords: BTreeMap<(&'static str, &'static str), BTreeSet<String>>,
    notations: BTreeSet<String>,
    expressions: Vec<String>,
}

impl Used {
    fn all() -> Self {
        let mut used = Used::default();
        for file in Sources::read(wxmed_generated::specs(), "specs").unwrap().files() {
            let spec: Json = serde_yaml::from_str(&file.text).unwrap();
            let first = file.text.split(':').next().unwrap();
            let shape = FILES.iter().find(|shape| shape.keys[0].name == first).unwrap();
            used.mapping(shape, &spec);
        }
        used
    }

    fn mapping(&mut self, shape: &'static Shape, mapping: &Json) {
        for (key, value) in mapping.as_object().unwrap() {
            let key = shape.key(key).unwrap_or_else(|| panic!("`{key}` of {}", shape.name));
            let id = (shape.name, key.name);
            self.keys.insert(id);
            match key.value {
                KeyValue::Mapping(below) => self.mapping(below, value),
                KeyValue::List(below) => value.as_array().unwrap().iter().for_each(|one| self.mapping(below, one)),
                KeyValue::Keyword(_) => drop(self.keywords.entry(id).or_default().insert(text(value))),
                KeyValue::Notation => drop(self.notations.insert(text(value))),
                KeyValue::Expression => self.expressions.push(text(value)),
                KeyValue::Text
                | KeyValue::WholeNumber
                | KeyValue::Amount
                | KeyValue::Texts
                | KeyValue::TextOrTexts
                | KeyValue::Pairs => {}
            }
        }
    }
}

fn text(value: &Json) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn every_key_is_used() {
    let used = Used::all();
    for shape in shapes() {
        for key in shape.keys {
            assert!(used.keys.contains(&(shape.name, key.name)), "`{}` of {} is used nowhere", key.name, shape.name);
        }
    }
}

/// A key can occur in several shapes with the same keywords: `format` in a row, in the outer field of a content, and in
/// an erratum. Each keyword must be used in one of them.
#[test]
fn every_word_is_used() {
    let used = Used::all().keywords;
    let mut missing = Vec::new();
    for shape in shapes() {
        for key in shape.keys {
            if let KeyValue::Keyword(keywords) = key.value {
                let alike = |(_, name): &&(&str, &str)| *name == key.name;
                let known: BTreeSet<&String> = used.keys().filter(alike).flat_map(|id| &used[id]).collect();
                let keywords = keywords().into_iter().filter(|word| !known.contains(&(*word).to_owned()));
                missing.extend(keywords.map(|word| format!("{}.{}: {}", shape.name, key.name, word)));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_type_is_used() {
    let used = Used::all().notations;
    let missing: Vec<&&str> = NOTATIONS.iter().filter(|notation| !used.contains(**notation)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_element_of_an_expression_is_used() {
    let expressions = Used::all().expressions;
    let used: BTreeSet<String> = expressions.iter().flat_map(|expression| tokens(expression)).collect();
    let constructs = OPERANDS.iter().chain(OPERATORS).chain(FUNCTIONS);
    let written = constructs.flat_map(|Construct { written, .. }| written.split(' '));
    let missing: Vec<&str> = written.filter(|written| !used.contains(*written)).collect();
    assert!(missing.is_empty(), "{missing:?} of {used:?}");
}

/// The operators and keywords of an expression, as in the language's table.
fn tokens(expression: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let (token, length) = if first == '\'' {
            ("'text'".to_owned(), rest[1..].find('\'').unwrap() + 2)
        } else if first == '`' {
            ("`name`".to_owned(), rest[1..].find('`').unwrap() + 2)
        } else if is_word(first) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = &rest[..length];
            let token = if first.is_ascii_digit() {
                "0.50"
            } else if ["and", "or", "not"].contains(&word) || rest[length..].starts_with('(') {
                word
            } else if word.starts_with("parent.") {
                "parent.name"
            } else {
                "name"
            };
            (token.to_owned(), length)
        } else {
            let two = ["!=", "<=", ">="].into_iter().find(|sign| rest.starts_with(sign));
            two.map_or_else(|| (first.to_string(), first.len_utf8()), |sign| (sign.to_owned(), 2))
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// The number of conditions, and of rules, that read a row of their own table that has a default.
fn that_look_at_defaults(table: &Json) -> [usize; 2] {
    let list = |key: &str| table[key].as_array().into_iter().flatten();
    let rows = list("fields").filter(|row| row.get("default").is_some());
    let names: BTreeSet<&str> = rows.filter_map(|row| row["name"].as_str()).collect();
    let is_outside_of_names = |c: char| !(c.is_ascii_alphanumeric() || "_.'".contains(c));
    let looks = |text: &&str| text.split(is_outside_of_names).any(|word| names.contains(word));
    let looking = |key, text| list(key).filter_map(|one: &Json| one[text].as_str()).filter(looks).count();
    let own = [looking("conditions", "when"), looking("rules", "check")];
    let inner = list("fields").chain(table.get("request")).map(that_look_at_defaults);
    inner.fold(own, |[conditions, rules], inner| [conditions + inner[0], rules + inner[1]])
}

/// Conditions and rules also apply to a row that wasn't set: they read its default.
#[test]
fn conditions_and_rules_read_defaults() {
    let mut seen = [0, 0];
    for file in Sources::read(wxmed_generated::specs(), "specs").unwrap().files() {
        let [conditions, rules] = that_look_at_defaults(&serde_yaml::from_str(&file.text).unwrap());
        seen = [seen[0] + conditions, seen[1] + rules];
    }
    assert!(seen.iter().all(|times| *times >= 5), "{seen:?}");
}

#[test]
fn there_are_enough_specs() {
    assert!(wxmed_generated::operations().len() + wxmed_generated::contents().len() >= 50);
}
