use std::borrow::Cow;
use std::collections::HashSet;

use super::scope::{Belongs, Scope, Seen};
use wxmed_core::{Rule, Violation};

/// Fields that are given although the tag has another value than theirs.
///
/// A tag that is missing or unknown selects nothing, and then it is the tag that is wrong, not the fields.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    if let Some(tag) = scope.selecting() {
        // A name can have several rows, and breaks the rule once.
        let mut said: HashSet<&str> = HashSet::new();
        for (place, field) in scope.rows().filter(|(place, _)| scope.belongs(*place) == Belongs::Elsewhere) {
            if !matches!(scope.seen(place), Seen::Absent | Seen::Empty) && said.insert(&field.name) {
                found.push(scope.spot(field).breaks(Rule::WrongCase { tag: Cow::Owned(tag.name.clone()) }));
            }
        }
    }
}
