use std::borrow::Cow;
use std::collections::HashSet;

use super::walk;
use crate::model::{Content, Field, Null, Record, Wire};
use wxmed_core::Json;

/// A request with the defaults of the rows that have no value, given as wire names and texts. An empty text is as good
/// as none.
pub fn request_with_defaults<'f>(record: &Record, fields: &'f [(String, String)]) -> Cow<'f, [(String, String)]> {
    let given: HashSet<&str> = fields.iter().filter(|(_, text)| !text.is_empty()).map(|(name, _)| &**name).collect();
    let wanting = record.fields.iter().filter(|row| !is_given(row, &given));
    let wanting: Vec<(String, String)> =
        wanting.filter_map(|row| Some((row.name.clone(), row.default.clone()?))).collect();
    if wanting.is_empty() { Cow::Borrowed(fields) } else { Cow::Owned([fields, &wanting].concat()) }
}

/// A content with the defaults of the rows whose keys it lacks, and without keys whose `null` is as good as no key: as it
/// is to be sent.
pub fn content_with_defaults<'j>(content: &Content, json: &'j Json) -> Cow<'j, Json> {
    let is_changed = |row: &Field| row.default.is_some() || row.wire == Wire::JsonText;
    if has_null(json) || walk::has(&content.record, is_changed) {
        Cow::Owned(walk::content(content, json, inside))
    } else {
        Cow::Borrowed(json)
    }
}

fn inside(record: &Record, json: &Json) -> Json {
    let Json::Object(entries) = json else { return json.clone() };
    let given: HashSet<&str> =
        entries.iter().filter(|(_, value)| *value != Json::Null).map(|(key, _)| key.as_str()).collect();
    let wanting = record.fields.iter().filter(|row| row.default.is_some() && !is_given(row, &given));
    let wanting = wanting.filter_map(|row| Some((row.name.clone(), json_of(row, row.default.as_deref()?))));
    Json::Object(walk::entries(record, entries, value_of).into_iter().chain(wanting).collect())
}

fn is_given(row: &Field, given: &HashSet<&str>) -> bool {
    given.contains(&*row.name) || row.aliases.iter().any(|alias| given.contains(&*alias.name))
}

fn has_null(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::List(items) => items.iter().any(has_null),
        Json::Object(entries) => entries.iter().any(|(_, value)| has_null(value)),
        Json::Bool(_) | Json::Number(_) | Json::Text(_) => false,
    }
}

fn json_of(row: &Field, text: &str) -> Json {
    match row.wire {
        Wire::Number => Json::Number(text.to_owned()),
        Wire::Text | Wire::JsonText => Json::Text(text.to_owned()),
    }
}

fn value_of(row: &Field, value: &Json) -> Option<Json> {
    if *value == Json::Null && row.null == Null::Absent {
        return None;
    }
    let Some(record) = &row.object else { return Some(value.clone()) };
    Some(match (row.wire, value) {
        (Wire::JsonText, Json::Text(text)) => filled(record, text).unwrap_or_else(|| value.clone()),
        (Wire::JsonText, _) => value.clone(),
        (Wire::Text | Wire::Number, _) => walk::each(record, value, inside),
    })
}

/// A text that holds JSON, if that lacks something, or has too much; otherwise it stays as it is written.
fn filled(record: &Record, text: &str) -> Option<Json> {
    let held = Json::parse(text).ok()?;
    let filled = walk::each(record, &held, inside);
    (filled != held).then(|| Json::Text(filled.to_string()))
}
