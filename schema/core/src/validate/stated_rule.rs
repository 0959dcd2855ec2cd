//! Rules that specs state.

use crate::{Rule, Severity};

use super::expression::Scope;
use super::{Path, ViolationCollector, certainty};
use crate::schema::{FieldValues, RecordSchema, StatedRule, Truth};

/// A rule of the spec; skipped if it can't be evaluated. A rule about all items of a list is reported at each violating
/// item.
pub(super) fn stated(
    table: &RecordSchema,
    rule: &StatedRule,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let scope = Scope::of(table, cells);
    if scope.holds(&rule.states) == Some(false) {
        let severity = certainty::of_rule(table, rule);
        report((scope, &rule.states), (table, rule, severity), path, collector);
    }
}

fn report(
    (scope, truth): (Scope<'_>, &Truth),
    of: (&RecordSchema, &StatedRule, Severity),
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let Truth::All(list, inner) = truth else {
        let (table, rule, severity) = of;
        return collector.whole_as(table, path.here(), broken(rule), severity);
    };
    let name = scope.name(list);
    for (index, item) in scope.items(list).into_iter().flatten().enumerate() {
        if let Some(item) = item.filter(|item| item.holds(inner) == Some(false)) {
            report((item, inner), of, &path.item(&name, index), collector);
        }
    }
}

/// The violated rule, for a rule that a spec states.
pub(super) fn broken(rule: &StatedRule) -> Rule {
    Rule::Stated { id: rule.id.clone(), message: rule.message.clone() }
}

/// Whether an expression is true; `None` if that depends on a missing or invalid field.
pub(super) fn holds(table: &RecordSchema, truth: &Truth, cells: &FieldValues<'_>) -> Option<bool> {
    Scope::of(table, cells).holds(truth)
}
