use std::borrow::Cow;

use super::scope::{Names, raw};
use crate::Json;
use crate::model::{Content, Field, Record, Wire};

/// A request with the defaults of the rows that have no value, given as wire names and texts. An empty text is as good
/// as none.
pub fn request_with_defaults<'f>(record: &Record, fields: &'f [(String, String)]) -> Cow<'f, [(String, String)]> {
    let is_given = |row: &Field| fields.iter().any(|(name, text)| row.reads(name) && !text.is_empty());
    let wanting = record.fields.iter().filter(|row| !is_given(row));
    let wanting: Vec<(String, String)> =
        wanting.filter_map(|row| Some((row.name.clone(), row.default.clone()?))).collect();
    if wanting.is_empty() { Cow::Borrowed(fields) } else { Cow::Owned([fields, &wanting].concat()) }
}

/// A content with the defaults of the rows whose keys it lacks.
pub fn content_with_defaults<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    if !has_defaults(&content.record) {
        return Cow::Borrowed(json);
    }
    Cow::Owned(match (&content.wrapped_in, json) {
        (Some(wrapper), Json::Object(entries)) => {
            let fill = |(key, value): &(String, Json)| {
                (key.clone(), if key == wrapper { inside(&content.record, value) } else { value.clone() })
            };
            Json::Object(entries.iter().map(fill).collect())
        }
        _ => inside(&content.record, json),
    })
}

fn has_defaults(record: &Record) -> bool {
    let inner = |field: &Field| field.object.as_deref().is_some_and(has_defaults);
    record.fields.iter().any(|field| field.default.is_some() || inner(field))
}

fn inside(record: &Record, json: &Json) -> Json {
    let Json::Object(entries) = json else { return json.clone() };
    let names = Names::new(record, raw(entries));
    let value = |(key, value): &(String, Json)| {
        (key.clone(), names.row(key).map_or_else(|| value.clone(), |row| value_of(row, value)))
    };
    let wanting = record.fields.iter().filter(|row| !entries.iter().any(|(key, _)| row.reads(key)));
    let wanting = wanting.filter_map(|row| Some((row.name.clone(), json_of(row, row.default.as_deref()?))));
    Json::Object(entries.iter().map(value).chain(wanting).collect())
}

fn json_of(row: &Field, text: &str) -> Json {
    match row.wire {
        Wire::Number => Json::Number(text.to_owned()),
        Wire::Text | Wire::JsonText => Json::Text(text.to_owned()),
    }
}

fn value_of(row: &Field, value: &Json) -> Json {
    let Some(record) = &row.object else { return value.clone() };
    match (row.wire, value) {
        (Wire::JsonText, Json::Text(text)) => match Json::parse(text) {
            // What lacks nothing stays as it is written.
            Ok(held) => Some(each(record, &held)).filter(|filled| *filled != held),
            Err(_) => None,
        }
        .map_or_else(|| value.clone(), |filled| Json::Text(filled.to_string())),
        (Wire::JsonText, _) => value.clone(),
        _ => each(record, value),
    }
}

/// An object, or the objects of a list.
fn each(record: &Record, json: &Json) -> Json {
    match json {
        Json::List(items) => Json::List(items.iter().map(|item| inside(record, item)).collect()),
        other => inside(record, other),
    }
}
