use super::scope::{Scope, Spot};
use crate::model::Content;
use wxmed_core::{Json, Rule, Violation};

/// Everything that is wrong with a content at some path: the empty one, or the row of the request that holds it.
pub(super) fn check(content: &Content, json: &Json, path: String, found: &mut Vec<Violation>) {
    let whole = Spot { path, ..Spot::content(content) };
    let Reading { inside, mistakes } = read(content, json);
    for Mistake { key, rule } in mistakes {
        let spot = match rule {
            Rule::BesideWrapper { .. } => Spot::unknown(&whole.within(key)),
            _ if key.is_empty() => Spot { path: whole.path.clone(), ..whole },
            _ => Spot { path: whole.within(key), ..whole },
        };
        found.push(spot.breaks(rule));
    }
    if let Some(entries) = inside {
        super::check(&Scope::of_json(&content.record, whole, entries), found);
    }
}

/// What a content is inside its wrapper.
pub(super) struct Reading<'a> {
    /// The entries of its object, if there is one.
    pub(super) inside: Option<&'a [(String, Json)]>,
    mistakes: Vec<Mistake<'a>>,
}

/// What is wrong with the outermost object, at one of its keys or, where that is empty, as a whole.
struct Mistake<'a> {
    key: &'a str,
    rule: Rule,
}

/// Looks inside the wrapper. It is no row, so the paths inside leave it out.
pub(super) fn read<'a>(content: &'a Content, json: &'a Json) -> Reading<'a> {
    let no_object = |key: &'a str| Mistake { key, rule: Rule::JsonType { expected: "object" } };
    let Json::Object(entries) = json else { return Reading { inside: None, mistakes: vec![no_object("")] } };
    let Some(key) = &content.wrapped_in else { return Reading { inside: Some(entries), mistakes: Vec::new() } };
    let mut values = entries.iter().filter(|(name, _)| name == key).map(|(_, value)| value);
    let Some(first) = values.next() else {
        return Reading { inside: None, mistakes: vec![Mistake { key, rule: Rule::Required }] };
    };
    let beside = entries.iter().filter(|(name, _)| name != key);
    let mut mistakes: Vec<Mistake<'_>> = beside
        .map(|(name, _)| Mistake { key: name, rule: Rule::BesideWrapper { wrapper: key.to_owned().into() } })
        .collect();
    if values.next().is_some() {
        mistakes.push(Mistake { key, rule: Rule::Duplicate });
    }
    let Json::Object(entries) = first else {
        mistakes.push(no_object(key));
        return Reading { inside: None, mistakes };
    };
    Reading { inside: Some(entries), mistakes }
}
