//! Unknown names, which may be typing errors.

use std::collections::HashSet;

use crate::{Rule, meant_wire_name};

use super::{Path, ViolationCollector};
use crate::schema::{FieldValues, RecordSchema, Role, Variants};

/// Warns of fields that the table doesn't have, like `misspelt_keys`. `sign_type` is always known, even if the table
/// doesn't have it.
pub fn misspelt_fields(
    table: &RecordSchema,
    cells: &FieldValues<'_>,
    unknown: &[(String, String)],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    misspelt(table, cells, unknown, &[Rule::SIGN_TYPE_FIELD], path, collector);
}

/// Warns of keys that the table doesn't have, if the name is one of its names in another style, or similar to one of
/// its names that has no value.
pub(super) fn misspelt_keys<V>(
    table: &RecordSchema,
    cells: &FieldValues<'_>,
    unknown: &[(String, V)],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    misspelt(table, cells, unknown, &[], path, collector);
}

fn misspelt<V>(
    table: &RecordSchema,
    cells: &FieldValues<'_>,
    unknown: &[(String, V)],
    further: &[&'static str],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    if unknown.is_empty() {
        return;
    }
    let cases = Variants::of(table, cells);
    let given = || table.rows.iter().zip(cells.iter()).filter(|(_, cell)| cell.is_given()).map(|(row, _)| &row.name);
    let missing = table.indexed().filter(|(index, row)| {
        let is_callers = row.role == Role::Value && row.count_of.is_none();
        is_callers && cases.expects(*index) && given().all(|name| *name != row.name)
    });
    let missing: Vec<&str> = missing.map(|(_, row)| &*row.name).collect();
    let known = table.indexed().filter(|(index, _)| cases.expects(*index)).map(|(_, row)| &*row.name);
    let known: Vec<&str> = known.chain(further.iter().copied()).collect();
    // A JSON object may have thousands of keys.
    let mut seen = HashSet::new();
    for (name, _) in unknown {
        let is_first = seen.insert(name.as_str());
        let is_known = cases.row(table, name).is_some();
        let near = meant_wire_name(name, known.iter().copied(), missing.iter().copied());
        if let Some(near) = near.filter(|_| is_first && !is_known) {
            collector.unknown(&path.to(name), Rule::UnknownName { near: near.to_owned().into() });
        }
    }
}
