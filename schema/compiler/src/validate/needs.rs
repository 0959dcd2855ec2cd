use std::borrow::Cow;
use std::collections::HashSet;

use super::scope::Scope;
use wxmed_core::{Rule, Violation};

/// The fields of which it was said that another one needs them.
#[derive(Default)]
pub(super) struct Needed<'a>(HashSet<&'a str>);

impl<'a> Needed<'a> {
    /// Reports a field that is not given although another one is, once for however many others.
    pub(super) fn demand(&mut self, given: usize, needed: usize, scope: &Scope<'a>, found: &mut Vec<Violation>) {
        if scope.given(needed) {
            return;
        }
        if let (Some(given), Some(needed)) = (scope.row(given), scope.row(needed))
            && self.0.insert(&needed.name)
        {
            found.push(scope.spot(needed).breaks(Rule::Needs { given: Cow::Owned(given.name.clone()) }));
        }
    }
}

/// Fields that are mandatory because others are given.
pub(super) fn check<'a>(scope: &Scope<'a>, needed: &mut Needed<'a>, found: &mut Vec<Violation>) {
    for needs in &scope.record.needs {
        if scope.given(needs.given) {
            needed.demand(needs.given, needs.needs, scope, found);
        }
    }
}
