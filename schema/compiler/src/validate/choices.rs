use std::borrow::Cow;

use super::needs::Needed;
use super::scope::Scope;
use crate::model::Choice;
use wxmed_core::{Rule, Violation};

/// Of several groups, exactly one: the fields that all groups share decide nothing.
pub(super) fn check<'a>(scope: &Scope<'a>, needed: &mut Needed<'a>, found: &mut Vec<Violation>) {
    for choice in &scope.record.choices {
        check_one(choice, scope, needed, found);
    }
}

fn check_one<'a>(choice: &Choice, scope: &Scope<'a>, needed: &mut Needed<'a>, found: &mut Vec<Violation>) {
    let groups = choice.own_members();
    let chosen: Vec<&Vec<(usize, bool)>> =
        groups.iter().filter(|group| group.iter().any(|(place, _)| scope.given(*place))).collect();
    match chosen.as_slice() {
        // A group without fields of its own is what an absence means.
        [] if groups.iter().any(Vec::is_empty) => {}
        [] => report(choice, scope, |of| Rule::ChoiceMissing { of }, found),
        [group] => complete(group, scope, needed, found),
        _ => report(choice, scope, |of| Rule::ChoiceConflict { of }, found),
    }
}

fn complete<'a>(group: &[(usize, bool)], scope: &Scope<'a>, needed: &mut Needed<'a>, found: &mut Vec<Violation>) {
    let Some((given, _)) = group.iter().find(|(place, _)| scope.given(*place)) else { return };
    for (place, mandatory) in group {
        if *mandatory {
            needed.demand(*given, *place, scope, found);
        }
    }
}

fn report(
    choice: &Choice,
    scope: &Scope<'_>,
    rule: impl Fn(Vec<Cow<'static, str>>) -> Rule,
    found: &mut Vec<Violation>,
) {
    let fields: Vec<_> = choice.distinguishing().into_iter().filter_map(|place| scope.row(place)).collect();
    if let Some(first) = fields.first() {
        let of = fields.iter().map(|field| Cow::Owned(field.name.clone())).collect();
        found.push(scope.spot(first).breaks(rule(of)));
    }
}
