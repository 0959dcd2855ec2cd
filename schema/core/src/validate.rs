//! The validator. It validates values against schemas, which are constants or were created at run time.

mod bindings;
mod bounds;
mod certainty;
mod coerce;
mod composed;
mod cross_field;
mod expression;
mod group;
mod json;
mod list;
mod names;
mod reply;
mod request;
mod stated_rule;
mod value;
mod violation_collector;

pub use certainty::of_rule as severity_of_rule;
pub use cross_field::empty_members;
pub use names::misspelt_fields;
pub use reply::{deviations, reply_values, unreadable};
pub use request::{RequestFields, extra_field};
pub use violation_collector::{Path, ViolationCollector};

use crate::{Json, Rule, Severity, Violations};

use crate::schema::{Check, FieldSchema, FieldValue, FieldValues, Presence, RecordSchema, Role, Variants};

/// Checks one record and the objects inside it.
pub fn record(table: &RecordSchema, cells: &FieldValues<'_>, path: &Path<'_>, collector: &mut ViolationCollector) {
    let cases = Variants::of(table, cells);
    for ((index, row), cell) in table.indexed().zip(cells.iter()) {
        let is_there = cases.expects(index);
        if is_there {
            presence(table, row, (cell, cells), path, collector);
        }
        match (cell, &row.object) {
            // Fields of inactive variants are reported by the tag check; text fields are still validated.
            (FieldValue::List(_) | FieldValue::Object(_), _) if !is_there => {}
            (FieldValue::List(items), _) => list::check(table, row, items, path, collector),
            (FieldValue::Object(inner), Some(inner_table)) => {
                record(inner_table, inner, &path.then(&row.name), collector)
            }
            (FieldValue::Text(text), _) if !text.is_empty() => match row.role {
                Role::Signature => collector.row(table, row, path, Rule::Computed),
                Role::Value | Role::Nonce => value::check(table, row, text, path, collector),
            },
            _ => {}
        }
    }
    list::counts(table, &cases, cells, path, collector);
    cross_field::unknown_keys(table, &cases, cells, path, collector);
    names::misspelt_keys(table, cells, cells.unknown(), path, collector);
    for check in table.checks.iter() {
        match check {
            Check::Choice(groups) => cross_field::choice(table, groups, cells, path, collector),
            Check::Needs { given, needs } => cross_field::needs(table, *given, *needs, cells, path, collector),
            Check::Cases { tag, .. } => cross_field::wrong_cases(table, *tag, &cases, cells, path, collector),
            Check::Demand(demand) => group::demand(table, demand, cells, path, collector),
            Check::Group(kind, of) => group::group(table, *kind, of, cells, path, collector),
            Check::Unique { list, by } => list::unique((table, *list, by), cells, path, collector),
            Check::Composed(composed) => composed::check(table, composed, cells, path, collector),
            Check::Stated(rule) => stated_rule::stated(table, rule, cells, path, collector),
        }
    }
    for bound in cells.bindings() {
        bindings::check(table, bound, cells, path, collector);
    }
}

/// Validates a content, and returns its field values, if it has any.
pub fn content(
    table: &RecordSchema,
    wrapped_in: Option<&str>,
    json: &Json,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValues<'static>> {
    let cells = json::content(table, wrapped_in, json, path, collector)?;
    record(table, &cells, path, collector);
    Some(cells)
}

/// Validates the fields of one case of a tag alone. Constraints with other fields are validated with the record that
/// has the tag.
pub fn case(table: &RecordSchema, cells: &FieldValues<'_>, path: &Path<'_>, collector: &mut ViolationCollector) {
    for (row, cell) in table.rows.iter().zip(cells.iter()).filter(|(_, cell)| **cell != FieldValue::Absent) {
        presence(table, row, (cell, cells), path, collector);
        match (cell, &row.object) {
            (FieldValue::List(items), _) => list::check(table, row, items, path, collector),
            (FieldValue::Object(inner), Some(inner_table)) => {
                record(inner_table, inner, &path.then(&row.name), collector)
            }
            (FieldValue::Text(text), _) if !text.is_empty() => value::check(table, row, text, path, collector),
            _ => {}
        }
    }
}

fn presence(
    table: &RecordSchema,
    row: &FieldSchema,
    (cell, cells): (&FieldValue<'_>, &FieldValues<'_>),
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let is_missing = match (row.role, row.presence, cell) {
        (Role::Nonce | Role::Signature, ..) | (_, Presence::Optional, _) => false,
        (_, Presence::Required, FieldValue::Absent) => true,
        // The generated types add such a key, so its absence is reported only if the row is certain.
        (_, Presence::Present, FieldValue::Absent) => row.severity == Severity::Error,
        (_, Presence::Required, FieldValue::Text(text)) => text.is_empty(),
        (_, Presence::Required, FieldValue::List(items)) => items.is_empty(),
        _ => false,
    };
    if is_missing && !cells.is_kept_beside(row) {
        collector.row(table, row, path, Rule::Required);
    }
}

/// Reads a received content as far as possible, and reports its differences from the spec.
pub fn received(
    table: &RecordSchema,
    wrapped_in: Option<&str>,
    json: &Json,
) -> (Option<FieldValues<'static>>, Violations) {
    let mut collector = ViolationCollector::default();
    let fit = coerce::content(table, wrapped_in, json);
    let mut cells = content(table, wrapped_in, &fit, &Path::ROOT, &mut collector);
    if let Some(cells) = &mut cells {
        coerce::drop_unreadable(table, cells);
    }
    (cells, collector.finish())
}
