//! Converts JSON to field values, and reports values of the wrong type.

use std::borrow::Cow;

use crate::{Json, Rule, Severity};

use super::{Path, ViolationCollector};
use crate::schema::{Encoding, FieldSchema, FieldValue, FieldValues, Items, Null, RecordSchema, Variants, fill_in};

/// The field values of a content inside its wrapper, if it is an object.
pub(super) fn content(
    table: &RecordSchema,
    wrapped_in: Option<&str>,
    json: &Json,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValues<'static>> {
    let Json::Object(entries) = json else {
        collector.whole(table, path.here(), Rule::JsonType { expected: "object" });
        return None;
    };
    let Some(key) = wrapped_in else { return Some(take(table, entries, path, collector)) };
    let mut inside = entries.iter().filter(|(name, _)| name == key).map(|(_, value)| value);
    let first = inside.next();
    for (name, _) in entries.iter().filter(|(name, _)| first.is_some() && name != key) {
        collector.unknown(&path.to(name), Rule::BesideWrapper { wrapper: key.to_owned().into() });
    }
    if inside.next().is_some() {
        collector.whole(table, path.to(key), Rule::Duplicate);
    }
    match first {
        Some(Json::Object(entries)) => Some(take(table, entries, path, collector)),
        Some(_) => {
            collector.whole(table, path.to(key), Rule::JsonType { expected: "object" });
            None
        }
        None => {
            collector.whole(table, path.to(key), Rule::Required);
            None
        }
    }
}

/// Assigns the keys of an object to the rows of its table.
fn take(
    table: &RecordSchema,
    entries: &[(String, Json)],
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> FieldValues<'static> {
    let mut cells = FieldValues::of(table);
    let (mut unknown, mut kept) = (Vec::new(), Vec::new());
    let is_tag = |tag: &FieldSchema, (key, value): &&(String, Json)| tag.reads(key) && *value != Json::Null;
    let cases = Variants::select(table, |_, tag| text(tag, &entries.iter().find(|entry| is_tag(tag, entry))?.1));
    for (key, value) in entries {
        let Some((index, row)) = cases.row(table, key) else {
            unknown.push((key.clone(), value.clone()));
            continue;
        };
        if *value == Json::Null && row.null == Null::Absent {
            // Counts as absent, so it isn't sent.
            collector.complete();
            continue;
        }
        if *cells.get(index) != FieldValue::Absent || kept.contains(&index) {
            collector.duplicate(table, cases.reporting_row(table, row), path);
            continue;
        }
        if *value == Json::Null {
            kept.push(index);
            unknown.push((key.clone(), Json::Null));
            continue;
        }
        // Fields of inactive variants are reported by the tag check, whatever they contain.
        let mut nothing = ViolationCollector::default();
        let collector = if cases.expects(index) { &mut *collector } else { &mut nothing };
        match cell(table, row, value, path, collector) {
            Some(cell) => cells.set(index, cell),
            None => {
                kept.push(index);
                unknown.push((key.clone(), value.clone()));
            }
        }
    }
    cells.set_unknown(unknown);
    if fill_in(table, &mut cells) {
        collector.complete();
    }
    cells
}

/// The value of a row. `None` if the row is uncertain and can't hold the value. This is only a warning, and the value
/// is sent unchanged.
fn cell(
    table: &RecordSchema,
    row: &FieldSchema,
    value: &Json,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValue<'static>> {
    let misfit = |collector: &mut ViolationCollector| {
        collector.row(table, row, path, Rule::JsonType { expected: row.json_type() });
    };
    match row.severity {
        Severity::Error => {
            let held = held(table, row, value, path, collector);
            Some(held.unwrap_or_else(|| {
                misfit(collector);
                FieldValue::Misfit
            }))
        }
        Severity::Warning => {
            // If the row can't hold the whole value, violations inside it aren't reported.
            let mut inside = ViolationCollector::default();
            let held = held(table, row, value, path, &mut inside).filter(is_whole);
            if held.is_none() {
                misfit(collector);
                return None;
            }
            collector.extend(&inside);
            if inside.was_completed() {
                collector.complete();
            }
            held
        }
    }
}

/// The value of a row, as far as the row can hold it.
fn held(
    table: &RecordSchema,
    row: &FieldSchema,
    value: &Json,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValue<'static>> {
    match (opened(row, value)?, row.list) {
        (Opened::Nothing, Some(_)) => Some(FieldValue::List(Vec::new())),
        (Opened::Nothing, None) => Some(FieldValue::Text("".into())),
        (Opened::Json(value), Some(_)) => list(table, row, &value, path, collector),
        (Opened::Json(value), None) => single(row, &value, &path.then(&row.name), collector),
    }
}

/// Whether the row holds all of the value: each item, if it is a list.
fn is_whole(cell: &FieldValue<'_>) -> bool {
    match cell {
        FieldValue::Misfit => false,
        FieldValue::List(items) => !items.contains(&FieldValue::Misfit),
        FieldValue::Absent | FieldValue::Text(_) | FieldValue::Object(_) => true,
    }
}

/// The JSON for a row.
enum Opened<'j> {
    Json(Cow<'j, Json>),
    /// An empty string instead of one that contains JSON.
    Nothing,
}

/// The value of a row, parsed from the string that contains it if it is encoded in one.
fn opened<'j>(row: &FieldSchema, value: &'j Json) -> Option<Opened<'j>> {
    match (row.encoding, value) {
        (Encoding::JsonText, Json::Text(text)) if text.is_empty() => Some(Opened::Nothing),
        (Encoding::JsonText, Json::Text(text)) => Json::parse(text).ok().map(|json| Opened::Json(Cow::Owned(json))),
        (Encoding::JsonText, _) => None,
        (Encoding::Text | Encoding::Number | Encoding::Boolean, value) => Some(Opened::Json(Cow::Borrowed(value))),
    }
}

/// The items of a row, if it is a list.
fn list(
    table: &RecordSchema,
    row: &FieldSchema,
    value: &Json,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValue<'static>> {
    let Json::List(items) = value else { return None };
    let is_nested = row.list.is_some_and(|list| list.items == Items::Lists);
    let each = items.iter().enumerate().map(|(index, item)| {
        let here = path.item(&row.name, index);
        let held = match item {
            Json::List(inner) if is_nested => inner_list(row, inner),
            _ if is_nested => None,
            item => single(row, item, &here, collector),
        };
        held.unwrap_or_else(|| {
            collector.item(table, row, &here, Rule::JsonType { expected: row.item_type() });
            FieldValue::Misfit
        })
    });
    Some(FieldValue::List(each.collect()))
}

/// A list in a list, if all its values are of the row's kind.
fn inner_list(row: &FieldSchema, items: &[Json]) -> Option<FieldValue<'static>> {
    let each = items.iter().map(|item| text(row, item).map(|text| FieldValue::Text(text.to_owned().into())));
    each.collect::<Option<Vec<_>>>().map(FieldValue::List)
}

/// One value of a row, if it is of the row's kind.
fn single(
    row: &FieldSchema,
    value: &Json,
    here: &Path<'_>,
    collector: &mut ViolationCollector,
) -> Option<FieldValue<'static>> {
    match (value, &row.object) {
        (Json::Object(entries), Some(inner)) => {
            Some(FieldValue::Object(Box::new(take(inner, entries, here, collector))))
        }
        (_, Some(_)) => None,
        (value, None) => text(row, value).map(|text| FieldValue::Text(text.to_owned().into())),
    }
}

/// The text of a row in JSON.
fn text<'j>(row: &FieldSchema, value: &'j Json) -> Option<&'j str> {
    match (row.encoding, value) {
        (Encoding::Text, Json::Text(text)) | (Encoding::Number, Json::Number(text)) => Some(text),
        (Encoding::Boolean, Json::Bool(true)) => Some("true"),
        (Encoding::Boolean, Json::Bool(false)) => Some("false"),
        (Encoding::Text | Encoding::Number | Encoding::JsonText | Encoding::Boolean, _) => None,
    }
}
