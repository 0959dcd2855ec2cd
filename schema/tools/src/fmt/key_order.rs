//! Sorts the keys of mappings, and determines which values get separate lines.
//!
//! The keys, their order and the types of their values come from [`wxmed_compiler::grammar`].

use super::cst::{Content, Value};
use super::quoting::Style;
use wxmed_compiler::grammar::{BILINGUAL, CONTENT, ERRATUM, EXAMPLE, FILES, KeyValue, NOTIFICATION, OPERATION, Shape};

/// The kind of mappings below a key, directly or as items of a list.
#[derive(Clone, Copy)]
enum Below {
    /// Mappings of a shape.
    Of(&'static Shape),
    /// Arbitrary names, whose order is significant.
    Free,
}

use Below::{Free, Of};

/// Values that get separate lines even if they are short, because they are read like a table.
const SPREAD: &[(&Shape, &str)] =
    &[(&ERRATUM, "why"), (&ERRATUM, "evidence"), (&EXAMPLE, "fields"), (&EXAMPLE, "json")];

/// The long parts of a file that describes an operation, a notification or a content; a blank line precedes each.
const PARTS: &[&str] = &["request", "response", "fields", "sections", "errors", "codes", "examples", "errata"];

/// Sorts the keys of a file, and marks values that get separate lines.
pub(super) fn arrange(root: &mut Value) {
    let shape = kind(root);
    arrange_as(root, shape.map(Of));
    if shape.is_some_and(|shape| [&OPERATION, &NOTIFICATION, &CONTENT].into_iter().any(|long| is(shape, long))) {
        for entry in root.entries_mut() {
            entry.is_apart = entry.key.as_deref().is_some_and(|key| PARTS.contains(&key));
        }
    }
}

/// The kind of a file: of the kinds whose first key it has, the one with most of its keys.
///
/// The first key determines the kind, but here the keys may not be sorted yet.
fn kind(root: &Value) -> Option<&'static Shape> {
    let known = |shape: &Shape| {
        root.entries().iter().filter_map(|entry| entry.key.as_deref()).filter(|key| has(shape, key)).count()
    };
    let has_head = |shape: &&&'static Shape| {
        let head = shape.keys.first().map(|key| key.name);
        root.entries().iter().any(|entry| entry.key.as_deref() == head)
    };
    // `max_by_key` returns the last maximum, so reverse to get the first.
    FILES.iter().rev().filter(has_head).max_by_key(|shape| known(shape)).copied()
}

fn is(shape: &Shape, other: &Shape) -> bool {
    shape.name == other.name && shape.keys.len() == other.keys.len()
}

fn has(shape: &Shape, key: &str) -> bool {
    shape.keys.iter().any(|known| known.name == key)
}

fn arrange_as(value: &mut Value, below: Option<Below>) {
    match &mut value.content {
        Content::Text(_) => {}
        Content::List(items) => items.iter_mut().for_each(|item| arrange_as(&mut item.value, below)),
        Content::Map(pairs) => {
            let shape = match below {
                Some(Of(shape)) => Some(shape),
                Some(Free) => None,
                None => guess(pairs.iter().filter_map(|pair| pair.key.as_deref())),
            };
            if let Some(shape) = shape {
                let rank = |key: Option<&str>| shape.keys.iter().position(|known| Some(known.name) == key);
                // Unknown keys follow the known ones, in their original order.
                pairs.sort_by_key(|pair| rank(pair.key.as_deref()).unwrap_or(usize::MAX));
            }
            for pair in pairs {
                let key = pair.key.as_deref().unwrap_or_default();
                pair.value.is_spread = shape.is_some_and(|shape| is_spread(shape, key));
                if shape.and_then(|shape| shape.key(key)).is_some_and(|key| key.value.is_number()) {
                    pair.value.style = Style::Number;
                }
                arrange_as(&mut pair.value, shape.and_then(|shape| below_key(shape, key)));
            }
        }
    }
}

fn below_key(shape: &Shape, key: &str) -> Option<Below> {
    match shape.key(key)?.value {
        KeyValue::Mapping(below) | KeyValue::List(below) => Some(Of(below)),
        KeyValue::Pairs => Some(Free),
        _ => None,
    }
}

fn is_spread(shape: &Shape, key: &str) -> bool {
    SPREAD.iter().any(|(above, name)| is(above, shape) && *name == key)
}

/// The shape of a mapping below an unknown key.
fn guess<'k>(mut keys: impl Iterator<Item = &'k str>) -> Option<&'static Shape> {
    keys.all(|key| has(&BILINGUAL, key)).then_some(&BILINGUAL)
}

/// The keys with mappings below them that no table describes.
#[cfg(test)]
pub(super) fn unknown_below(tree: &wxmed_compiler::yaml::Node) -> Vec<String> {
    use wxmed_compiler::yaml::Kind;

    fn look(node: &wxmed_compiler::yaml::Node, path: &str, below: Option<Below>, unknown: &mut Vec<String>) {
        match &node.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => items.iter().for_each(|item| look(item, path, below, unknown)),
            Kind::Map(pairs) => {
                let names: Vec<&str> = pairs.iter().filter_map(|(key, _)| super::text_of(key)).collect();
                let shape = match below {
                    Some(Of(shape)) => Some(shape),
                    Some(Free) => return,
                    None => guess(names.iter().copied()),
                };
                let Some(shape) = shape else { return unknown.push(path.to_owned()) };
                for (name, (_, value)) in names.iter().zip(pairs) {
                    look(value, &format!("{path}.{name}"), below_key(shape, name), unknown);
                }
            }
        }
    }

    let mut unknown = Vec::new();
    let Kind::Map(pairs) = &tree.kind else { return unknown };
    let head = pairs.first().and_then(|(key, _)| super::text_of(key)).unwrap_or_default();
    let shape = FILES.iter().find(|shape| shape.keys.first().is_some_and(|key| key.name == head));
    look(tree, head, shape.map(|shape| Of(shape)), &mut unknown);
    unknown
}
