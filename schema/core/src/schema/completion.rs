//! Fills in what a sender may omit: defaults, keys that may be empty, lengths of lists.

use std::borrow::Cow;

use super::{FieldSchema, FieldValue, FieldValues, Filling, Presence, RecordSchema, Variants};

/// Fills in defaults, adds mandatory keys with empty values, and sets the fields that count a list.
pub fn complete(table: &RecordSchema, cells: &mut FieldValues<'_>) {
    fill_defaults(table, cells);
    let is_completed = |row: &FieldSchema| row.presence == Presence::Present || row.count_of.is_some();
    if !table.rows.iter().any(is_completed) {
        return;
    }
    let cases = Variants::of(table, cells);
    for ((place, row), cell) in table.indexed().zip(cells.iter_mut()) {
        if row.presence == Presence::Present && matches!(cell, FieldValue::Absent) && cases.expects(place) {
            *cell = if row.list.is_some() { FieldValue::List(Vec::new()) } else { FieldValue::Text(Cow::Borrowed("")) };
        }
    }
    for (place, row) in table.indexed() {
        if let Some(items) = row.count_of.and_then(|list| cells.get(list).items())
            && cases.expects(place)
            && matches!(cells.get(place), FieldValue::Absent)
        {
            cells.set(place, FieldValue::Text(Cow::Owned(items.to_string())));
        }
    }
}

/// Fills in the defaults of absent fields. Returns whether there were any.
pub fn fill_defaults(table: &RecordSchema, cells: &mut FieldValues<'_>) -> bool {
    let mut filled = false;
    for (row, cell) in table.rows.iter().zip(cells.iter_mut()) {
        let default = match (&row.default, &*cell) {
            (Some(Filling::OfAbsent(default) | Filling::OfBlank(default)), FieldValue::Absent) => default,
            (Some(Filling::OfBlank(default)), FieldValue::Text(text)) if text.is_empty() => default,
            _ => continue,
        };
        *cell = FieldValue::Text(default.clone());
        filled = true;
    }
    filled
}
