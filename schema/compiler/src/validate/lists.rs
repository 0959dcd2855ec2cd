use std::borrow::Cow;
use std::collections::BTreeSet;

use super::scope::{Belongs, Scope, Seen, Spot};
use super::value;
use crate::model::{Field, List, Presence};
use wxmed_core::{Json, Rule, Violation};

/// The items of a list: as many as there may be, each as its row wants it, and no two alike where they must differ.
pub(super) fn check(items: &[Json], list: &List, field: &Field, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    size(items.len(), list, field, spot, found);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (index, json) in items.iter().enumerate() {
        let spot = Spot { path: format!("{}[{index}]", spot.path), ..*spot };
        match (&field.object, json) {
            (Some(record), Json::Object(entries)) => {
                let scope = Scope::of_json(record, spot, entries);
                super::check(&scope, found);
                let unique = list.unique.and_then(|place| Some((scope.row(place)?, scope.seen(place))));
                if let Some((row, Seen::Text(text))) = unique
                    && !seen.insert(text)
                {
                    found.push(scope.spot(row).breaks(Rule::Unique));
                }
            }
            (Some(_), _) => found.push(spot.breaks(Rule::JsonType { expected: "object" })),
            (None, json) => single(json, field, &spot, found),
        }
    }
}

/// How long a list is; one that is empty and must have items is already reported as missing.
pub(super) fn size(items: usize, list: &List, field: &Field, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    let is_reported = items == 0 && field.presence == Presence::Required;
    if !is_reported && !list.takes(items) {
        found.push(spot.breaks(Rule::Items { min: list.min, max: list.max, found: items }));
    }
}

fn single(json: &Json, field: &Field, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    match field.wire.text_of(json) {
        Some("") => found.push(spot.breaks(Rule::Required)),
        Some(text) => value::check(text, field, spot, found),
        None => found.push(spot.breaks(Rule::JsonType { expected: field.wire.name() })),
    }
}

/// The fields that say how long a list is.
pub(super) fn counts(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for (place, field) in scope.rows() {
        let list = field.count_of.and_then(|place| Some((place, scope.row(place)?)));
        let Some((counted, list)) = list.filter(|_| scope.belongs(place) != Belongs::Elsewhere) else { continue };
        let items = match scope.seen(counted) {
            Seen::Absent | Seen::Empty => 0,
            Seen::List(items) => items.len(),
            _ => continue,
        };
        if let Seen::Text(text) = scope.seen(place)
            && field.format.accepts(text)
            && text != items.to_string()
        {
            found.push(scope.spot(field).breaks(Rule::Count { list: Cow::Owned(list.name.clone()), items }));
        }
    }
}
