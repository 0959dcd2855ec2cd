//! What a content states of the request that carries it.

use wxmed_core::Json;

use super::{Path, ViolationCollector, json, stated_rule};
use crate::schema::record::{FieldValue, FieldValues};
use crate::schema::{Bindings, Check, RecordSchema};

/// Holds the content in a row against the fields beside it.
///
/// What is wrong with the content alone is for the content to say, and was said when it was made.
pub(super) fn check(
    table: &'static RecordSchema,
    (place, bindings): (u16, Bindings),
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let (Some(row), Some(text)) = (table.rows.get(usize::from(place)), cells.get(place).given()) else { return };
    let [Some(own), Some(outer)] = [0, 1].map(|at: usize| bindings.table.rows.get(at).and_then(|row| row.object))
    else {
        return;
    };
    let Ok(json) = Json::parse(text) else { return };
    let mut said = ViolationCollector::default();
    let Some(own) = json::content(own, bindings.wrapped_in, &json, &Path::ROOT, &mut said) else { return };
    let mut both = FieldValues::of(bindings.table);
    both.set(0, FieldValue::Object(Box::new(own)));
    both.set(1, FieldValue::Object(Box::new(known(outer, table, cells))));
    for check in bindings.table.checks {
        if let Check::Stated(stated) = check
            && stated_rule::holds(bindings.table, &stated.states, &both) == Some(false)
        {
            collector.row_as(table, row, path, stated_rule::broken(stated), stated.severity);
        }
    }
}

/// The fields of a request of which a content knows.
fn known<'a>(outer: &'static RecordSchema, table: &'static RecordSchema, cells: &FieldValues<'a>) -> FieldValues<'a> {
    let mut known = FieldValues::of(outer);
    for (place, wanted) in (0u16..).zip(outer.rows) {
        let mut rows = table.rows.iter().zip(cells.iter());
        if let Some((_, cell)) = rows.find(|(row, cell)| row.reads(wanted.name) && cell.is_given()) {
            known.set(place, cell.clone());
        }
    }
    known
}
