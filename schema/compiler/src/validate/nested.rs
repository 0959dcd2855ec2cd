use std::borrow::Cow;

use super::defaults::content_with_defaults;
use super::walk;
use crate::model::{Content, Field, Record, Wire};
use wxmed_core::Json;

/// A content with its defaults, in which every text that holds JSON, where its row wants such a text, is what it holds.
///
/// JSON that stands there without being a text is nothing that the row could have: it becomes `false`.
pub(super) fn opened<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let json = content_with_defaults(content, json);
    if walk::has(&content.record, |row| row.wire == Wire::JsonText) {
        Cow::Owned(walk::content(content, &json, inside))
    } else {
        json
    }
}

/// Nothing that an object or a list could be, nor `null`, which is as good as no key.
const MISFIT: Json = Json::Bool(false);

fn inside(record: &Record, json: &Json) -> Json {
    match json {
        Json::Object(entries) => Json::Object(walk::entries(record, entries, value_of)),
        other => other.clone(),
    }
}

fn value_of(row: &Field, value: &Json) -> Option<Json> {
    Some(opened_value(row, value))
}

fn opened_value(row: &Field, value: &Json) -> Json {
    let Some(record) = &row.object else { return value.clone() };
    let held = match (row.wire, value) {
        (Wire::JsonText, Json::Text(text)) => match Json::parse(text) {
            Ok(held @ (Json::Object(_) | Json::List(_))) => Some(held),
            Ok(_) => return MISFIT,
            Err(_) => None,
        },
        (Wire::JsonText, Json::Null) => return Json::Null,
        (Wire::JsonText, _) => return MISFIT,
        (Wire::Text | Wire::Number, _) => None,
    };
    walk::each(record, held.as_ref().unwrap_or(value), inside)
}
