//! Fills in what a sender may omit: defaults, keys with an empty value, and lengths of lists.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Bound, FieldSchema, FieldValue, FieldValues, Filling, Presence, RecordSchema, Variants};
use crate::Severity;

/// Fills in defaults, adds mandatory keys with empty values, and sets the fields that count a list.
pub fn complete(table: &RecordSchema, cells: &mut FieldValues<'_>) {
    fill_in(table, cells);
    let is_completed = |row: &FieldSchema| row.presence == Presence::Present || row.count_of.is_some();
    if !table.rows.iter().any(is_completed) {
        return;
    }
    let cases = Variants::of(table, cells);
    for (index, row) in table.indexed() {
        if row.presence == Presence::Present
            && is_without(cells, index, row)
            && cases.expects(index)
            && let Some(empty) = empty(row)
        {
            cells.set(index, empty);
        }
    }
    for (index, row) in table.indexed() {
        if let Some(items) = row.count_of.and_then(|list| cells.get(list).items())
            && cases.expects(index)
            && is_without(cells, index, row)
        {
            cells.set(index, FieldValue::Text(Cow::Owned(items.to_string())));
        }
    }
}

/// The empty value of a mandatory key. An empty list differs from an absent one, so it is added only if the row is
/// certain.
fn empty(row: &FieldSchema) -> Option<FieldValue<'static>> {
    match (row.list, row.severity) {
        (None, _) => Some(FieldValue::Text(Cow::Borrowed(""))),
        (Some(_), Severity::Error) => Some(FieldValue::List(Vec::new())),
        (Some(_), Severity::Warning) => None,
    }
}

/// Whether a row has no value, neither as a field value nor among the unknown fields.
fn is_without(cells: &FieldValues<'_>, index: u16, row: &FieldSchema) -> bool {
    matches!(cells.get(index), FieldValue::Absent) && !cells.is_kept_beside(row)
}

/// Fills in the defaults of absent fields and the missing decimal places of amounts. Returns whether anything changed.
pub fn fill_in(table: &RecordSchema, cells: &mut FieldValues<'_>) -> bool {
    let defaults = fill_defaults(table, cells);
    fill_decimals(table, cells) || defaults
}

fn fill_decimals(table: &RecordSchema, cells: &mut FieldValues<'_>) -> bool {
    let mut filled = false;
    for (index, row) in table.indexed() {
        let scale =
            row.bounds.iter().find_map(|bound| if let Bound::Scale(scale) = bound { Some(*scale) } else { None });
        let Some(scale) = scale else { continue };
        if let Some(value) = cells.get_mut(index) {
            filled |= pad(row, scale, value);
        }
    }
    filled
}

/// Pads an amount, or each amount of a list, to its number of decimal places: `10` becomes `10.00`.
fn pad(row: &FieldSchema, scale: u32, value: &mut FieldValue<'_>) -> bool {
    if let FieldValue::List(items) = value {
        return items.iter_mut().map(|item| pad(row, scale, item)).filter(|is_filled| *is_filled).count() > 0;
    }
    let FieldValue::Text(text) = value else { return false };
    let Some(mut amount) = Decimal::from_str_exact(text).ok().filter(|_| row.format.accepts(text)) else {
        return false;
    };
    if amount.scale() >= scale {
        return false;
    }
    amount.rescale(scale);
    *text = Cow::Owned(amount.to_string());
    true
}

/// Fills in the defaults of absent fields. Returns whether anything changed.
fn fill_defaults(table: &RecordSchema, cells: &mut FieldValues<'_>) -> bool {
    let mut filled = false;
    for (index, row) in table.indexed() {
        let default = match (&row.default, cells.get(index)) {
            (Some(Filling::OfAbsent(default) | Filling::OfBlank(default)), FieldValue::Absent) => default,
            (Some(Filling::OfBlank(default)), FieldValue::Text(text)) if text.is_empty() => default,
            _ => continue,
        };
        if !cells.is_kept_beside(row) {
            cells.set(index, FieldValue::Text(default.clone()));
            filled = true;
        }
    }
    filled
}
