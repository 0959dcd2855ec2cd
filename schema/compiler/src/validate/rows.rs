use std::collections::HashSet;

use super::scope::{Belongs, Scope, Seen};
use super::{lists, value};
use crate::model::{Presence, Role};
use wxmed_core::{Rule, Violation};

/// Each row by itself: given once, of the right kind, there if it must be, and with a good value.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    // A name can have several rows, and is said once to be repeated.
    let mut repeated: HashSet<&str> = HashSet::new();
    for (place, field) in scope.rows() {
        let spot = scope.spot(field);
        if scope.repeated(place) && repeated.insert(&scope.speaker(field).name) {
            found.push(scope.spot(scope.speaker(field)).breaks(Rule::Duplicate));
        }
        let wanted = field.role == Role::Value
            && match scope.belongs(place) {
                Belongs::Here => true,
                Belongs::Everywhere => field.when.is_empty(),
                Belongs::Elsewhere => false,
            };
        match scope.seen(place) {
            // What another case has is for the tag to speak of; a text is looked at all the same.
            Seen::Mistyped { .. } | Seen::Object(_) | Seen::List(_) | Seen::Empty
                if scope.belongs(place) == Belongs::Elsewhere => {}
            Seen::Absent if wanted && matches!(field.presence, Presence::Required | Presence::Present) => {
                found.push(spot.breaks(Rule::Required));
            }
            Seen::Empty if wanted && field.presence == Presence::Required => found.push(spot.breaks(Rule::Required)),
            Seen::Empty => {
                if let Some(list) = &field.list {
                    lists::size(0, list, field, &spot, found);
                }
            }
            Seen::Absent => {}
            Seen::Mistyped { expected } => found.push(spot.breaks(Rule::JsonType { expected })),
            Seen::Text(_) if field.role == Role::Signature => found.push(spot.breaks(Rule::Computed)),
            Seen::Text(text) => value::check(text, field, &spot, found),
            Seen::List(items) => {
                if let Some(list) = &field.list {
                    lists::check(items, list, field, &spot, found);
                }
            }
            Seen::Object(entries) => {
                if let Some(record) = &field.object {
                    super::check(&Scope::of_json(record, spot, entries), found);
                }
            }
        }
    }
}
