//! Encodes fields as JSON.

use super::{Encoding, FieldSchema, FieldValue, FieldValues, RecordSchema};
use crate::Json;

/// The JSON text of a content's fields, in its wrapper if it has one.
pub fn content_text(record: &RecordSchema, wrapped_in: Option<&str>, cells: &FieldValues<'_>) -> String {
    let object = record_json(record, cells);
    let json = match wrapped_in {
        Some(key) => Json::Object(vec![(key.to_owned(), object)]),
        None => object,
    };
    json.to_string()
}

/// The fields of a record as a JSON object.
pub fn record_json(table: &RecordSchema, cells: &FieldValues<'_>) -> Json {
    let known = table.rows.iter().zip(cells.iter());
    let known = known.filter_map(|(row, cell)| Some((row.name.clone().into_owned(), written(row, cell)?)));
    let mut entries: Vec<(String, Json)> = known.collect();
    let is_given = |name: &str| {
        table.rows.iter().zip(cells.iter()).any(|(row, cell)| row.reads(name) && *cell != FieldValue::Absent)
    };
    // A row that keeps `null` may have received a value in the meantime.
    let unknown = cells.unknown().iter().filter(|(name, value)| *value != Json::Null || !is_given(name));
    entries.extend(unknown.cloned());
    Json::Object(entries)
}

fn written(row: &FieldSchema, cell: &FieldValue<'_>) -> Option<Json> {
    let value = unwrapped(row, cell)?;
    Some(match (row.encoding, cell) {
        (Encoding::JsonText, FieldValue::List(_) | FieldValue::Object(_)) => Json::Text(value.to_string()),
        (Encoding::Text | Encoding::Number | Encoding::JsonText | Encoding::Boolean, _) => value,
    })
}

fn unwrapped(row: &FieldSchema, cell: &FieldValue<'_>) -> Option<Json> {
    match (cell, &row.object) {
        (FieldValue::List(items), _) => {
            Some(Json::List(items.iter().filter_map(|item| unwrapped(row, item)).collect()))
        }
        (FieldValue::Object(inner), Some(table)) => Some(record_json(table, inner)),
        (FieldValue::Text(text), _) => match row.encoding {
            Encoding::Text | Encoding::JsonText => Some(Json::Text(text.clone().into_owned())),
            // An empty number counts as absent.
            Encoding::Number if text.is_empty() => None,
            Encoding::Number if Json::is_number(text) => Some(Json::Number(text.clone().into_owned())),
            Encoding::Boolean if text.is_empty() => None,
            Encoding::Boolean if text == "true" => Some(Json::Bool(true)),
            Encoding::Boolean if text == "false" => Some(Json::Bool(false)),
            // If the row is uncertain, other texts may be sent, too.
            Encoding::Number | Encoding::Boolean => Some(Json::Text(text.clone().into_owned())),
        },
        (FieldValue::Object(_), None) | (FieldValue::Absent | FieldValue::Misfit, _) => None,
    }
}
