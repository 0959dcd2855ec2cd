//! Lists, and the fields that contain their lengths.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::Rule;

use super::{Path, ViolationCollector, certainty, value};
use crate::schema::{FieldSchema, FieldValue, FieldValues, Presence, RecordSchema, Variants};

/// Checks the items of a list against their row.
pub(super) fn check(
    table: &RecordSchema,
    row: &FieldSchema,
    items: &[FieldValue<'_>],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let Some(list) = row.list else { return };
    let is_reported = items.is_empty() && row.presence == Presence::Required;
    if !is_reported && !list.takes(items.len()) {
        let rule = Rule::Items { min: list.min, max: list.max, found: items.len() };
        collector.row(table, row, path, rule);
    }
    for (index, item) in items.iter().enumerate() {
        let here = path.item(&row.name, index);
        match (item, &row.object) {
            (FieldValue::Object(cells), Some(inner)) => super::record(inner, cells, &here, collector),
            (FieldValue::Text(text), None) if text.is_empty() => collector.item(table, row, &here, Rule::Required),
            (FieldValue::Text(text), None) => value::check_item(table, row, text, &here, collector),
            (FieldValue::List(inner), None) => inner_list(table, row, inner, &here, collector),
            _ => {}
        }
    }
}

/// Checks the values of a list in a list.
fn inner_list(
    table: &RecordSchema,
    row: &FieldSchema,
    items: &[FieldValue<'_>],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    for (index, item) in items.iter().enumerate() {
        let FieldValue::Text(text) = item else { continue };
        let here = path.inner_item(index);
        if text.is_empty() {
            collector.item(table, row, &here, Rule::Required);
        } else {
            value::check_item(table, row, text, &here, collector);
        }
    }
}

/// No two items have the same texts in the fields in which they must differ. Items that lack one of these fields are
/// skipped.
pub(super) fn unique(
    (table, list, by): (&RecordSchema, u16, &[u16]),
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let FieldValue::List(items) = cells.get(list) else { return };
    let Some(row) = table.row(list) else { return };
    let Some(inner) = row.object.as_deref() else { return };
    let Some(field) = by.first().and_then(|row_index| inner.row(*row_index)) else { return };
    let names = || by.iter().filter_map(|row_index| inner.row(*row_index)).map(|row| row.name.clone()).collect();
    let mut seen: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let FieldValue::Object(cells) = item else { continue };
        let Some(texts) = by.iter().map(|row_index| cells.get(*row_index).given()).collect() else { continue };
        if !seen.insert(texts) {
            let severity = certainty::least(by.iter().filter_map(|row_index| inner.row(*row_index)));
            collector.row_as(inner, field, &path.item(&row.name, index), Rule::Unique { of: names() }, severity);
        }
    }
}

/// Checks the fields that contain the length of a list.
pub(super) fn counts(
    table: &RecordSchema,
    cases: &Variants<'_>,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let there = table.indexed().zip(cells.iter()).filter(|((row_index, _), _)| cases.expects(*row_index));
    for ((_, row), cell) in there {
        let Some((row_index, items)) =
            row.count_of.and_then(|row_index| Some((row_index, cells.get(row_index).items()?)))
        else {
            continue;
        };
        let name = table.row(row_index).map_or(Cow::Borrowed(""), |list| list.name.clone());
        if let Some(text) = cell.given()
            && row.format.accepts(text)
            && text != items.to_string()
        {
            collector.row(table, row, path, Rule::Count { list: name, items });
        }
    }
}
