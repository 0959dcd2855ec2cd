use std::borrow::Cow;

use super::rules;
use super::scope::Scope;
use wxmed_core::{GroupKind, Rule, Violation};

/// Fields that must be given, or must not be, because something holds.
pub(super) fn demands(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for demand in &scope.record.demands {
        if rules::holds(&demand.when, scope) != Some(true) {
            continue;
        }
        let when = || demand.says.clone();
        for field in demand.needs.iter().filter(|place| !scope.given(**place)).filter_map(|place| scope.row(*place)) {
            found.push(scope.spot(field).breaks(Rule::NeededWhen { when: when() }));
        }
        for field in demand.absent.iter().filter(|place| scope.given(**place)).filter_map(|place| scope.row(*place)) {
            found.push(scope.spot(field).breaks(Rule::AbsentWhen { when: when() }));
        }
    }
}

/// Fields of which so many must be given; said at the first.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for group in &scope.record.groups {
        let given = group.fields.iter().filter(|place| scope.given(**place)).count();
        let holds = match group.kind {
            GroupKind::AtMostOne => given <= 1,
            GroupKind::AtLeastOne => given >= 1,
            GroupKind::AllOrNone => given == 0 || given == group.fields.len(),
        };
        let mut fields = group.fields.iter().filter_map(|place| scope.row(*place)).peekable();
        if let (false, Some(first)) = (holds, fields.peek().copied()) {
            let of = fields.map(|field| Cow::Owned(field.name.clone())).collect();
            found.push(scope.spot(first).breaks(Rule::Group { kind: group.kind, of }));
        }
    }
}
