//! Validates the bindings of a content to its request.

use crate::Json;

use super::{Path, ViolationCollector, certainty, json, stated_rule};
use crate::schema::{Bindings, Check, FieldValue, FieldValues, RecordSchema, StatedRule};

/// Validates the content in a row against the other fields.
///
/// Violations of the content alone are not reported here, because it was validated when it was created.
pub(super) fn check(
    table: &RecordSchema,
    (index, bindings): &(u16, Bindings),
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let (Some(row), Some(text)) = (table.row(*index), cells.get(*index).given()) else { return };
    let Some(outer) = bindings.table.row(1).and_then(|row| row.object.as_deref()) else { return };
    let Ok(json) = Json::parse(text) else { return };
    for rule in broken(bindings, &json, known(outer, table, cells)) {
        let severity = certainty::of_rule(&bindings.table, rule);
        collector.row_as(table, row, path, stated_rule::broken(rule), severity);
    }
}

/// The violated rules between a content and its request.
pub(super) fn broken<'b>(bindings: &'b Bindings, json: &Json, outer: FieldValues<'_>) -> Vec<&'b StatedRule> {
    let mut nothing = ViolationCollector::default();
    let own = bindings.table.row(0).and_then(|row| row.object.as_deref());
    let own = own.and_then(|own| json::content(own, bindings.wrapped_in.as_deref(), json, &Path::ROOT, &mut nothing));
    let Some(own) = own else { return Vec::new() };
    let mut both = FieldValues::of(&bindings.table);
    both.set(0, FieldValue::Object(Box::new(own)));
    both.set(1, FieldValue::Object(Box::new(outer)));
    let stated = bindings.table.checks.iter().filter_map(|check| match check {
        Check::Stated(rule) => Some(rule),
        Check::Choice(_)
        | Check::Needs { .. }
        | Check::Demand(_)
        | Check::Group(..)
        | Check::Cases { .. }
        | Check::Unique { .. }
        | Check::Composed(_) => None,
    });
    stated.filter(|rule| stated_rule::holds(&bindings.table, &rule.states, &both) == Some(false)).collect()
}

/// The fields of a request that the bindings of a content refer to.
fn known<'a>(outer: &RecordSchema, table: &RecordSchema, cells: &FieldValues<'a>) -> FieldValues<'a> {
    let mut known = FieldValues::of(outer);
    for (index, wanted) in outer.indexed() {
        let mut rows = table.rows.iter().zip(cells.iter());
        if let Some((_, cell)) = rows.find(|(row, cell)| row.reads(&wanted.name) && cell.is_given()) {
            known.set(index, cell.clone());
        }
    }
    known
}
