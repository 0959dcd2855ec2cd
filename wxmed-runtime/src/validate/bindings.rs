//! What a content states of the request that carries it.

use wxmed_core::Json;

use super::{Intake, Path, json, stated_rule};
use crate::schema::record::{Cell, Cells};
use crate::schema::{Bindings, Check, Table};

/// Holds the content in a row against the fields beside it.
///
/// What is wrong with the content alone is for the content to say, and was said when it was made.
pub(super) fn check(
    table: &'static Table,
    (place, bindings): (u16, Bindings),
    cells: &Cells<'_>,
    path: &Path<'_>,
    intake: &mut Intake,
) {
    let (Some(row), Some(text)) = (table.rows.get(usize::from(place)), cells.get(place).given()) else { return };
    let [Some(own), Some(outer)] = [0, 1].map(|at: usize| bindings.table.rows.get(at).and_then(|row| row.object))
    else {
        return;
    };
    let Ok(json) = Json::parse(text) else { return };
    let mut said = Intake::default();
    let Some(own) = json::content(own, bindings.wrapped_in, &json, &Path::ROOT, &mut said) else { return };
    let mut both = Cells::of(bindings.table);
    both.set(0, Cell::Object(Box::new(own)));
    both.set(1, Cell::Object(Box::new(known(outer, table, cells))));
    for check in bindings.table.checks {
        if let Check::Stated(stated) = check
            && stated_rule::holds(bindings.table, &stated.states, &both) == Some(false)
        {
            intake.row_as(table, row, path, stated_rule::broken(stated), stated.severity);
        }
    }
}

/// The fields of a request of which a content knows.
fn known<'a>(outer: &'static Table, table: &'static Table, cells: &Cells<'a>) -> Cells<'a> {
    let mut known = Cells::of(outer);
    for (place, wanted) in (0u16..).zip(outer.rows) {
        let mut rows = table.rows.iter().zip(cells.iter());
        if let Some((_, cell)) = rows.find(|(row, cell)| row.reads(wanted.name) && cell.is_given()) {
            known.set(place, cell.clone());
        }
    }
    known
}
