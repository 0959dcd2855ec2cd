use std::borrow::Cow;

use super::defaults::content_with_defaults;
use super::walk;
use crate::Json;
use crate::model::{Content, Field, Record, Wire};

/// A content with its defaults, in which every text that holds JSON, where its row wants such a text, is what it holds.
///
/// JSON that stands there without being a text is nothing that the row could have: it becomes `null`.
pub(super) fn opened<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let json = content_with_defaults(content, json);
    if walk::has(&content.record, |row| row.wire == Wire::JsonText) {
        Cow::Owned(walk::content(content, &json, inside))
    } else {
        json
    }
}

fn inside(record: &Record, json: &Json) -> Json {
    match json {
        Json::Object(entries) => Json::Object(walk::entries(record, entries, value_of)),
        other => other.clone(),
    }
}

fn value_of(row: &Field, value: &Json) -> Json {
    let Some(record) = &row.object else { return value.clone() };
    let held = match row.wire {
        Wire::Text | Wire::Number => None,
        Wire::JsonText => {
            let Json::Text(text) = value else { return Json::Null };
            match Json::parse(text) {
                Ok(held @ (Json::Object(_) | Json::List(_))) => Some(held),
                Ok(_) => return Json::Null,
                Err(_) => None,
            }
        }
    };
    walk::each(record, held.as_ref().unwrap_or(value), inside)
}
