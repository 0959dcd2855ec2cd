use std::borrow::Cow;

use super::defaults::content_with_defaults;
use super::scope::{Names, raw};
use crate::Json;
use crate::model::{Content, Field, Record, Wire};

/// A content with its defaults, in which every text that holds JSON, where its row wants such a text, is what it holds.
///
/// JSON that stands there without being a text is nothing that the row could have: it becomes `null`.
pub(super) fn opened<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let json = content_with_defaults(content, json);
    if !has_texts(&content.record) {
        return json;
    }
    Cow::Owned(match (&content.wrapped_in, &*json) {
        (Some(wrapper), Json::Object(entries)) => {
            let open = |(key, value): &(String, Json)| {
                (key.clone(), if key == wrapper { inside(&content.record, value) } else { value.clone() })
            };
            Json::Object(entries.iter().map(open).collect())
        }
        _ => inside(&content.record, &json),
    })
}

fn has_texts(record: &Record) -> bool {
    let inner = |field: &Field| field.object.as_deref().is_some_and(has_texts);
    record.fields.iter().any(|field| field.wire == Wire::JsonText || inner(field))
}

fn inside(record: &Record, json: &Json) -> Json {
    match json {
        Json::Object(entries) => {
            // A name can stand in several sections, and hold JSON in one of them only.
            let names = Names::new(record, raw(entries));
            let open = |(key, value): &(String, Json)| {
                (key.clone(), names.row(key).map_or_else(|| value.clone(), |row| value_of(row, value)))
            };
            Json::Object(entries.iter().map(open).collect())
        }
        other => other.clone(),
    }
}

fn value_of(row: &Field, value: &Json) -> Json {
    let Some(record) = &row.object else { return value.clone() };
    let held = match (row.wire, value) {
        (Wire::JsonText, Json::Text(text)) => match Json::parse(text) {
            Ok(held @ (Json::Object(_) | Json::List(_))) => Some(held),
            Ok(_) => return Json::Null,
            Err(_) => None,
        },
        (Wire::JsonText, _) => return Json::Null,
        _ => None,
    };
    match held.as_ref().unwrap_or(value) {
        Json::List(items) => Json::List(items.iter().map(|item| inside(record, item)).collect()),
        other => inside(record, other),
    }
}
