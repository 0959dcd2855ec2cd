//! Examples for a spec, with_breaks by the dynamic reader.

use wxmed_compiler::model::Model;
use wxmed_compiler::{validate_bindings, validate_content, validate_request};
use wxmed_core::Violations;

use super::draw::Draw;
use super::yaml::{Map, bilingual};
use crate::dice::Dice;
use crate::{contents, requests};

/// A valid and an invalid example of the only operation or content.
pub(super) fn examples(model: &Model, name: &str, draw: &mut Draw) -> Vec<Map> {
    let mut examples = Vec::new();
    for blows in [0, 2] {
        let numbers: Vec<u32> = (0..120).map(|_| number(draw)).collect();
        let blows: Vec<Vec<u32>> = (0..blows).map(|_| (0..9).map(|_| number(draw)).collect()).collect();
        let title =
            if blows.is_empty() { bilingual("好的", "a good one") } else { bilingual("坏的", "a damaged one") };
        let example = Map::default().with("title", title);
        if let Some(operation) = model.operation(name) {
            let mut fields =
                requests::good(operation, &mut Dice::new(&numbers)).expect("a generated spec can be satisfied");
            blows.iter().for_each(|blow| requests::damage(operation, &mut fields, &mut Dice::new(blow)));
            // Keys of a mapping must be distinct.
            let mut distinct = Map::default();
            fields.iter().for_each(|(name, text)| distinct.put(name, text.as_str()));
            let fields: requests::Fields = distinct.texts().collect();
            let found = validate_request(operation, &fields);
            examples.push(with_breaks(example.with("fields", distinct), &[found]));
        } else if let Some(content) = model.content(name) {
            let mut json =
                contents::good(content, &mut Dice::new(&numbers)).expect("a generated spec can be satisfied");
            blows.iter().for_each(|blow| contents::damage(content, &mut json, &mut Dice::new(blow)));
            let mut example = example.with("json", json.to_string());
            let mut outer = Map::default();
            if !content.bindings.is_empty() {
                outer = outer.with("bill_no", "B1").with("total_fee", "950").with("cash_fee", "100");
                example.put("outer", outer.clone());
            }
            let outer: Vec<(String, String)> = outer.texts().collect();
            let found = [validate_content(content, &json), validate_bindings(content, &json, &outer)];
            examples.push(with_breaks(example, &found));
        }
    }
    examples
}

fn number(draw: &mut Draw) -> u32 {
    u32::try_from(draw.below(1 << 24)).unwrap_or_default()
}

fn with_breaks(example: Map, found: &[Violations]) -> Map {
    let written = |path: &str, rule: &str| format!("{}: {rule}", if path.is_empty() { "*" } else { path });
    let all: Violations = found.iter().flat_map(Violations::iter).cloned().collect();
    let breaks: Vec<String> = all.keys().into_iter().map(|(path, rule)| written(path, rule)).collect();
    if breaks.is_empty() { example } else { example.with("breaks", breaks) }
}
