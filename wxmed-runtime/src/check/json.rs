//! JSON to cells; what is of another kind than its row is noted on the way.

use wxmed_schema::{Json, Rule};

use super::{Intake, Path};
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
    for (key, value) in entries {
        let found = table.rows.iter().position(|row| row.name == key || row.aliases.contains(&key.as_str()));
        let Some((index, row)) = found.and_then(|index| Some((index, table.rows.get(index)?))) else {
            unknown.push((key.clone(), value.clone()));
            continue;
        };
        let place = u16::try_from(index).unwrap_or(u16::MAX);
        if *cells.get(place) != Cell::Absent {
            intake.duplicate(table, row, path);
            continue;
        }
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
        (Json::Text(text), None, Wire::Text) | (Json::Number(text), None, Wire::Number) => {
            Ok(Cell::Text(text.clone().into()))
        }
        (_, None, wire) => Err(wire.name()),
    }
}
