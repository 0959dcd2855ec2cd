use std::borrow::Cow;

use super::scope::{Belongs, Scope};
use crate::{Rule, Violation};

/// Fields that are given although the tag has another value than theirs.
///
/// A tag that is missing or unknown selects nothing, and then it is the tag that is wrong, not the fields.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    let tag = scope.record.tag.as_ref().and_then(|tag| scope.record.fields.get(tag.field));
    if let (Some(tag), Some(_)) = (tag, scope.case) {
        for (place, field) in scope.rows() {
            if scope.belongs(place) == Belongs::Elsewhere && scope.given(place) {
                found.push(scope.spot(field).breaks(Rule::WrongCase { tag: Cow::Owned(tag.name.clone()) }));
            }
        }
    }
}
