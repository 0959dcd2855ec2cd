//! JSON to cells; what is of another kind than its row is noted on the way.

use std::borrow::Cow;

use wxmed_core::{Json, Rule};

use super::{Intake, Path};
use crate::schema::variants::Cases;
use crate::schema::record::{Cell, Cells, fill_defaults};
use crate::schema::{Null, Row, Table, Wire};

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
    let (mut unknown, mut nulls) = (Vec::new(), Vec::new());
    let is_tag = |tag: &Row, (key, value): &&(String, Json)| tag.reads(key) && *value != Json::Null;
    let cases = Cases::select(table, |_, tag| text(tag, &entries.iter().find(|entry| is_tag(tag, entry))?.1));
    for (key, value) in entries {
        let Some((place, row)) = cases.row(table, key) else {
            unknown.push((key.clone(), value.clone()));
            continue;
        };
        if *value == Json::Null && row.null == Null::Absent {
            // As good as no key, so it is not sent either.
            intake.complete();
            continue;
        }
        if *cells.get(place) != Cell::Absent || nulls.contains(&place) {
            intake.duplicate(table, cases.speaker(table, row), path);
            continue;
        }
        if *value == Json::Null {
            nulls.push(place);
            unknown.push((key.clone(), Json::Null));
            continue;
        }
        // What another case has is for the tag to speak of, whatever stands in it.
        let mut nothing = Intake::default();
        let intake = if cases.expects(place) { &mut *intake } else { &mut nothing };
        let cell = opened(row, value).and_then(|value| match (value, row.list) {
            (Held::Nothing, Some(_)) => Some(Cell::List(Vec::new())),
            (Held::Nothing, None) => Some(Cell::Text("".into())),
            (Held::Json(value), Some(_)) => list(table, row, &value, path, intake),
            (Held::Json(value), None) => single(row, &value, &path.then(row.name), intake),
        });
        let cell = cell.unwrap_or_else(|| {
            intake.row(table, row, path, Rule::JsonType { expected: row.json_type() });
            Cell::Misfit
        });
        cells.set(place, cell);
    }
    cells.set_unknown(unknown);
    if fill_defaults(table, &mut cells) {
        intake.complete();
    }
    cells
}

/// What stands in JSON for a row.
enum Held<'j> {
    Json(Cow<'j, Json>),
    /// An empty text where one that holds JSON is due.
    Nothing,
}

/// The value of a row, taken out of the text that holds it where it stands in one.
fn opened<'j>(row: &Row, value: &'j Json) -> Option<Held<'j>> {
    match (row.wire, value) {
        (Wire::JsonText, Json::Text(text)) if text.is_empty() => Some(Held::Nothing),
        (Wire::JsonText, Json::Text(text)) => Json::parse(text).ok().map(|json| Held::Json(Cow::Owned(json))),
        (Wire::JsonText, _) => None,
        (Wire::Text | Wire::Number, value) => Some(Held::Json(Cow::Borrowed(value))),
    }
}

/// The items of a row, if it is a list.
fn list(
    table: &'static Table,
    row: &'static Row,
    value: &Json,
    path: &Path<'_>,
    intake: &mut Intake,
) -> Option<Cell<'static>> {
    let Json::List(items) = value else { return None };
    let each = items.iter().enumerate().map(|(index, item)| {
        let here = path.item(row.name, index);
        single(row, item, &here, intake).unwrap_or_else(|| {
            intake.item(table, row, &here, Rule::JsonType { expected: row.item_type() });
            Cell::Misfit
        })
    });
    Some(Cell::List(each.collect()))
}

/// One value of a row, if it is of the row's kind.
fn single(row: &'static Row, value: &Json, here: &Path<'_>, intake: &mut Intake) -> Option<Cell<'static>> {
    match (value, row.object) {
        (Json::Object(entries), Some(inner)) => Some(Cell::Object(Box::new(take(inner, entries, here, intake)))),
        (_, Some(_)) => None,
        (value, None) => text(row, value).map(|text| Cell::Text(text.to_owned().into())),
    }
}

/// The text that stands in JSON for a row.
fn text<'j>(row: &Row, value: &'j Json) -> Option<&'j str> {
    match (row.wire, value) {
        (Wire::Text, Json::Text(text)) | (Wire::Number, Json::Number(text)) => Some(text),
        (Wire::Text | Wire::Number | Wire::JsonText, _) => None,
    }
}
