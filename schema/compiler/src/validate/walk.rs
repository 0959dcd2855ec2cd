//! What a rewriting of contents does everywhere alike: it goes to each value by the row that reads it.

use super::scope::{Names, raw};
use crate::model::{Content, Field, Record};
use wxmed_core::Json;

/// Whether the rows of a record, or of what it holds, have one like this.
pub(super) fn has(record: &Record, is_one: fn(&Field) -> bool) -> bool {
    let inner = |field: &Field| field.object.as_deref().is_some_and(|record| has(record, is_one));
    record.fields.iter().any(|field| is_one(field) || inner(field))
}

/// A content whose rows stand in its wrapper, if it has one.
pub(super) fn content(content: &Content, json: &Json, inside: fn(&Record, &Json) -> Json) -> Json {
    match (&content.wrapped_in, json) {
        (Some(wrapper), Json::Object(entries)) => {
            let value = |(key, value): &(String, Json)| {
                (key.clone(), if key == wrapper { inside(&content.record, value) } else { value.clone() })
            };
            Json::Object(entries.iter().map(value).collect())
        }
        _ => inside(&content.record, json),
    }
}

/// An object, or the objects of a list.
pub(super) fn each(record: &Record, json: &Json, inside: fn(&Record, &Json) -> Json) -> Json {
    match json {
        Json::List(items) => Json::List(items.iter().map(|item| inside(record, item)).collect()),
        other => inside(record, other),
    }
}

/// The entries of an object, each by its row; a name can stand in several sections. What no row has stays as it is, and
/// what a row makes nothing of is left out.
pub(super) fn entries(
    record: &Record,
    entries: &[(String, Json)],
    value_of: fn(&Field, &Json) -> Option<Json>,
) -> Vec<(String, Json)> {
    let names = Names::new(record, raw(entries));
    let value = |(key, value): &(String, Json)| {
        let value = names.row(key).map_or_else(|| Some(value.clone()), |row| value_of(row, value))?;
        Some((key.clone(), value))
    };
    entries.iter().filter_map(value).collect()
}
