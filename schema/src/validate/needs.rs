use std::borrow::Cow;

use super::scope::Scope;
use crate::{Rule, Violation};

/// Fields that are mandatory because others are given.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for needs in &scope.record.needs {
        if scope.given(needs.given) {
            demand(needs.given, needs.needs, scope, found);
        }
    }
}

/// Reports a field that is not given although another one is, once for however many others.
pub(super) fn demand(given: usize, needed: usize, scope: &Scope<'_>, found: &mut Vec<Violation>) {
    if scope.given(needed) {
        return;
    }
    if let (Some(given), Some(needed)) = (scope.row(given), scope.row(needed)) {
        let violation = scope.spot(needed).breaks(Rule::Needs { given: Cow::Owned(given.name.clone()) });
        let same = |other: &Violation| other.path == violation.path && matches!(other.rule, Rule::Needs { .. });
        if !found.iter().any(same) {
            found.push(violation);
        }
    }
}
