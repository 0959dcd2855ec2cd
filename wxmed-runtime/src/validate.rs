//! Strict checks of what is to be sent: the field tables, interpreted.

mod cross_field;
mod bindings;
mod bounds;
mod coerce;
mod group;
mod violation_collector;
mod json;
mod list;
mod names;
mod stated_rule;
mod value;

pub(crate) use cross_field::empty_members;
pub(crate) use names::misspelt_fields;
pub(crate) use value::text_rules;

pub(crate) use violation_collector::{Intake, Path};

use wxmed_core::{Json, Rule, Violations};

use crate::schema::variants::Cases;
use crate::schema::record::{Cell, Cells};
use crate::schema::{Check, Presence, Role, Row, Table};

/// Checks one record and the objects inside it.
pub(crate) fn record(table: &'static Table, cells: &Cells<'_>, path: &Path<'_>, intake: &mut Intake) {
    let cases = Cases::of(table, cells);
    for ((place, row), cell) in (0u16..).zip(table.rows).zip(cells.iter()) {
        let is_there = cases.expects(place);
        if is_there {
            presence(table, row, cell, path, intake);
        }
        match (cell, row.object) {
            // What another case has is for the tag to speak of; a text is looked at all the same.
            (Cell::List(_) | Cell::Object(_), _) if !is_there => {}
            (Cell::List(items), _) => list::check(table, row, items, path, intake),
            (Cell::Object(inner), Some(inner_table)) => record(inner_table, inner, &path.then(row.name), intake),
            (Cell::Text(text), _) if !text.is_empty() && row.role != Role::Signature => {
                value::check(table, row, text, path, intake);
            }
            _ => {}
        }
    }
    list::counts(table, &cases, cells, path, intake);
    cross_field::unknown_keys(table, &cases, cells, path, intake);
    names::misspelt_keys(table, cells, cells.unknown(), path, intake);
    for check in table.checks {
        match check {
            Check::Choice(groups) => cross_field::choice(table, groups, cells, path, intake),
            Check::Needs { given, needs } => cross_field::needs(table, *given, *needs, cells, path, intake),
            Check::Cases { tag, .. } => cross_field::wrong_cases(table, *tag, &cases, cells, path, intake),
            Check::Demand(demand) => group::demand(table, demand, cells, path, intake),
            Check::Group(kind, of) => group::group(table, *kind, of, cells, path, intake),
            Check::Stated(rule) => stated_rule::stated(table, rule, cells, path, intake),
        }
    }
    for bound in cells.bindings() {
        bindings::check(table, *bound, cells, path, intake);
    }
}

/// Checks a content, and gives its cells, if it has any.
pub(crate) fn content(
    table: &'static Table,
    wrapped_in: Option<&'static str>,
    json: &Json,
    path: &Path<'_>,
    intake: &mut Intake,
) -> Option<Cells<'static>> {
    let cells = json::content(table, wrapped_in, json, path, intake)?;
    record(table, &cells, path, intake);
    Some(cells)
}

fn presence(table: &'static Table, row: &'static Row, cell: &Cell<'_>, path: &Path<'_>, intake: &mut Intake) {
    let is_missing = match (row.role, row.presence, cell) {
        (Role::Nonce | Role::Signature, ..) | (_, Presence::Optional, _) => false,
        (_, Presence::Required, Cell::Absent) | (_, Presence::Present, Cell::Absent) => true,
        (_, Presence::Required, Cell::Text(text)) => text.is_empty(),
        (_, Presence::Required, Cell::List(items)) => items.is_empty(),
        _ => false,
    };
    if is_missing {
        intake.row(table, row, path, Rule::Required);
    }
}

/// A content that was received, as far as it can be read, and what in it is not as its spec has it.
pub(crate) fn received(
    table: &'static Table,
    wrapped_in: Option<&'static str>,
    json: &Json,
) -> (Option<Cells<'static>>, Violations) {
    let mut intake = Intake::default();
    let fit = coerce::content(table, wrapped_in, json);
    let mut cells = content(table, wrapped_in, &fit, &Path::ROOT, &mut intake);
    if let Some(cells) = &mut cells {
        coerce::forgive(table, cells);
    }
    (cells, intake.finish())
}

/// What keeps an answer from being read: a mandatory field that is missing, a number that is none.
pub(crate) fn lenient(table: &'static Table, cells: &Cells<'_>) -> Violations {
    let mut intake = Intake::default();
    for (row, cell) in table.rows.iter().zip(cells.iter()) {
        match cell.given() {
            None if row.presence == Presence::Required => intake.row(table, row, &Path::ROOT, Rule::Required),
            // Of what has a format only a number is read as one.
            Some(text) if row.format.is_whole_number() && !row.format.accepts(text) => {
                intake.row(table, row, &Path::ROOT, Rule::Format(row.format));
            }
            _ => {}
        }
    }
    intake.finish()
}
