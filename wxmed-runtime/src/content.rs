//! Contents: typed values to JSON text and back.

use wxmed_schema::{Json, Rule, Violations};

use crate::cases::Cases;
use crate::check::{self, Intake, Path};
use crate::content_error::ContentError;
use crate::record::{self, Cell, Cells, Reader, Record};
use crate::table::{Row, Table, Wire};
use crate::valid::Valid;

/// A content that a spec describes.
pub trait ContentRecord: Record {
    /// The name of the spec.
    const NAME: &'static str;

    /// The only key of the outermost object, where there is such a wrapper.
    const WRAPPED_IN: Option<&'static str>;

    /// Reads a content and checks it as strictly as one that is to be sent.
    ///
    /// # Errors
    /// If the text is no JSON, or with everything that is wrong with the content.
    fn from_json(text: &str) -> Result<Valid<Self>, ContentError> {
        let json = Json::parse(text).map_err(|error| ContentError::NotJson { error, text: text.to_owned() })?;
        Self::from_fields(&json).map_err(|violations| ContentError::Invalid { violations, text: text.to_owned() })
    }

    /// The same from a JSON value that has been read already.
    ///
    /// # Errors
    /// Everything that is wrong with the content.
    fn from_fields(json: &Json) -> Result<Valid<Self>, Violations> {
        let mut intake = Intake::default();
        let cells = root(Self::TABLE, Self::WRAPPED_IN, json, &mut intake);
        if let Some(cells) = &cells {
            check::record(Self::TABLE, cells, &Path::ROOT, &mut intake);
        }
        let violations = intake.finish();
        match cells.and_then(|cells| Self::read(&Reader::new(&cells))) {
            Some(value) if !violations.has_errors() => Ok(Valid::trusted(value)),
            _ => Err(violations),
        }
    }
}

/// The JSON text of a content.
pub(crate) fn to_json<T: ContentRecord>(content: &T) -> String {
    let object = object(T::TABLE, &record::cells(content));
    let json = match T::WRAPPED_IN {
        Some(key) => Json::Object(vec![(key.to_owned(), object)]),
        None => object,
    };
    json.to_string()
}

fn object(table: &Table, cells: &Cells<'_>) -> Json {
    let known = table.rows.iter().zip(cells.iter());
    let known = known.filter_map(|(row, cell)| Some((row.name.to_owned(), written(row, cell)?)));
    Json::Object(known.chain(cells.unknown().iter().cloned()).collect())
}

fn written(row: &Row, cell: &Cell<'_>) -> Option<Json> {
    match (cell, row.object) {
        (Cell::List(items), _) => Some(Json::List(items.iter().filter_map(|item| written(row, item)).collect())),
        (Cell::Object(inner), Some(table)) => Some(object(table, inner)),
        (Cell::Text(text), _) if row.wire == Wire::Text => Some(Json::Text(text.clone().into_owned())),
        // A number that is empty is none.
        (Cell::Text(text), _) => (!text.is_empty()).then(|| Json::Number(text.clone().into_owned())),
        _ => None,
    }
}

fn root(
    table: &'static Table,
    wrapped_in: Option<&'static str>,
    json: &Json,
    intake: &mut Intake,
) -> Option<Cells<'static>> {
    let Json::Object(entries) = json else {
        intake.whole(table, String::new(), Rule::JsonType { expected: "object" });
        return None;
    };
    let Some(key) = wrapped_in else { return Some(take(table, entries, &Path::ROOT, intake)) };
    let mut inside = entries.iter().filter(|(name, _)| name == key).map(|(_, value)| value);
    let first = inside.next();
    for (name, _) in entries.iter().filter(|(name, _)| first.is_some() && name != key) {
        intake.unknown(name, Rule::BesideWrapper { wrapper: key.into() });
    }
    if inside.next().is_some() {
        intake.whole(table, key.to_owned(), Rule::Duplicate);
    }
    match first {
        Some(Json::Object(entries)) => Some(take(table, entries, &Path::ROOT, intake)),
        Some(_) => {
            intake.whole(table, key.to_owned(), Rule::JsonType { expected: "object" });
            None
        }
        None => {
            intake.whole(table, key.to_owned(), Rule::Required);
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
