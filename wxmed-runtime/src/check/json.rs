//! JSON to cells; what is of another kind than its row is noted on the way.

use wxmed_schema::{Json, Rule};

use super::{Intake, Path};
use crate::cases::Cases;
use crate::record::{Cell, Cells};
use crate::table::{Row, Table, Wire};

/// The cells of a content inside its wrapper, if there is an object.
pub(super) fn content(
    table: &'static Table,
    wrapped_in: Option<&'static str>,
    json: &Json,
    path: &Path<'_>,
    intake: &mut Intake,
) -> Option<Cells<'static>> {
    let Json::Object(entries) = json else {
        intake.whole(table, path.here(), Rule::JsonType { expected: "object" });
        return None;
    };
    let Some(key) = wrapped_in else { return Some(take(table, entries, path, intake)) };
    let mut inside = entries.iter().filter(|(name, _)| name == key).map(|(_, value)| value);
    let first = inside.next();
    for (name, _) in entries.iter().filter(|(name, _)| first.is_some() && name != key) {
        intake.unknown(&path.to(name), Rule::BesideWrapper { wrapper: key.into() });
    }
    if inside.next().is_some() {
        intake.whole(table, path.to(key), Rule::Duplicate);
    }
    match first {
        Some(Json::Object(entries)) => Some(take(table, entries, path, intake)),
        Some(_) => {
            intake.whole(table, path.to(key), Rule::JsonType { expected: "object" });
            None
        }
        None => {
            intake.whole(table, path.to(key), Rule::Required);
            None
        }
    }
}

/// Sorts the keys of an object into the places of its table.
fn take(table: &'static Table, entries: &[(String, Json)], path: &Path<'_>, intake: &mut Intake) -> Cells<'static> {
    let mut cells = Cells::of(table);
    let mut unknown = Vec::new();
    let cases = Cases::select(table, |_, tag| text(tag, &entries.iter().find(|(key, _)| tag.reads(key))?.1));
    for (key, value) in entries {
        let Some((place, row)) = cases.row(table, key) else {
            unknown.push((key.clone(), value.clone()));
            continue;
        };
        if *cells.get(place) != Cell::Absent {
            intake.duplicate(table, row, path);
            continue;
        }
        // What another case has is for the tag to speak of, whatever stands in it.
        let mut nothing = Intake::default();
        let intake = if cases.expects(place) { &mut *intake } else { &mut nothing };
        let cell = match (value, row.list) {
            (Json::List(items), Some(_)) => {
                let each = items.iter().enumerate().map(|(index, item)| {
                    let here = path.item(row.name, index);
                    single(row, item, &here, intake).unwrap_or_else(|expected| {
                        intake.item(table, row, &here, Rule::JsonType { expected });
                        Cell::Misfit
                    })
                });
                Ok(Cell::List(each.collect()))
            }
            (_, Some(_)) => Err("array"),
            (value, None) => single(row, value, &path.then(row.name), intake),
        };
        let cell = cell.unwrap_or_else(|expected| {
            intake.row(table, row, path, Rule::JsonType { expected });
            Cell::Misfit
        });
        cells.set(place, cell);
    }
    cells.set_unknown(unknown);
    cells
}

/// One value of a row, or the kind of JSON that it is not.
fn single(
    row: &'static Row,
    value: &Json,
    here: &Path<'_>,
    intake: &mut Intake,
) -> Result<Cell<'static>, &'static str> {
    match (value, row.object, row.wire) {
        (Json::Object(entries), Some(inner), _) => Ok(Cell::Object(Box::new(take(inner, entries, here, intake)))),
        (_, Some(_), _) => Err("object"),
        (value, None, wire) => match text(row, value) {
            Some(text) => Ok(Cell::Text(text.to_owned().into())),
            None => Err(wire.name()),
        },
    }
}

/// The text that stands in JSON for a row.
fn text<'j>(row: &Row, value: &'j Json) -> Option<&'j str> {
    match (value, row.wire) {
        (Json::Text(text), Wire::Text) | (Json::Number(text), Wire::Number) => Some(text),
        _ => None,
    }
}
