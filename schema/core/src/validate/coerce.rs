//! Coerces received values to the types of their table.

use crate::{Format, Json};

use crate::schema::{
    Encoding, Exhaustiveness, FieldSchema, FieldValue, FieldValues, Filling, Null, RecordSchema, Variants,
};

/// Converts each value to its row's type: a number to a text and vice versa, an object to one in a string and vice
/// versa, a single value to a list. `null` counts as absent, unless its row keeps it. All other values stay unchanged.
pub(super) fn content(table: &RecordSchema, wrapped_in: Option<&str>, json: &Json) -> Json {
    let Json::Object(entries) = json else { return json.clone() };
    match wrapped_in {
        Some(wrapper) if entries.iter().any(|(key, _)| key == wrapper) => {
            let fit = |(key, value): &(String, Json)| {
                (key.clone(), if key == wrapper { object(table, value) } else { value.clone() })
            };
            Json::Object(entries.iter().map(fit).collect())
        }
        Some(wrapper) => Json::Object(vec![(wrapper.to_owned(), object(table, json))]),
        None => object(table, json),
    }
}

fn object(table: &RecordSchema, json: &Json) -> Json {
    let held = held(json);
    let json = match held.as_ref().unwrap_or(json) {
        // A list of one object counts as that object.
        Json::List(items) if items.len() == 1 => items.first().unwrap_or(json),
        other => other,
    };
    let Json::Object(entries) = json else { return json.clone() };
    let is_tag = |tag: &FieldSchema, (key, value): &&(String, Json)| tag.reads(key) && *value != Json::Null;
    let tag = |tag: &FieldSchema| entries.iter().find(|entry| is_tag(tag, entry)).and_then(|(_, value)| scalar(value));
    let cases = Variants::select(table, |_, row| tag(row));
    let fit = entries.iter().filter_map(|(key, json)| match (cases.row(table, key), json) {
        (Some((_, row)), Json::Null) => (row.null == Null::Kept).then(|| (key.clone(), Json::Null)),
        (Some((_, row)), json) => Some((key.clone(), value(row, json))),
        (None, json) => Some((key.clone(), json.clone())),
    });
    Json::Object(fit.collect())
}

fn value(row: &FieldSchema, json: &Json) -> Json {
    let fit = match (row.list, &row.object) {
        (Some(_), _) => list(row, json),
        (None, Some(table)) => object(table, json),
        (None, None) => return single(row, json),
    };
    match (row.encoding, fit) {
        (Encoding::JsonText, fit @ (Json::Object(_) | Json::List(_))) => Json::Text(fit.to_string()),
        (Encoding::Text | Encoding::Number | Encoding::JsonText | Encoding::Boolean, fit) => fit,
    }
}

fn list(row: &FieldSchema, json: &Json) -> Json {
    let held = held(json);
    let item = |item: &Json| match (&row.object, item) {
        (Some(table), item) => object(table, item),
        (None, Json::List(inner)) => Json::List(inner.iter().map(|value| single(row, value)).collect()),
        (None, item) => single(row, item),
    };
    match held.as_ref().unwrap_or(json) {
        Json::List(items) => Json::List(items.iter().map(item).collect()),
        Json::Text(text) if text.is_empty() => Json::List(Vec::new()),
        alone @ (Json::Object(_) | Json::Text(_) | Json::Number(_) | Json::Bool(_)) => Json::List(vec![item(alone)]),
        other => other.clone(),
    }
}

/// The object or list in a string, if there is one.
fn held(json: &Json) -> Option<Json> {
    let Json::Text(text) = json else { return None };
    Json::parse_leniently(text).ok().filter(|held| matches!(held, Json::Object(_) | Json::List(_)))
}

fn single(row: &FieldSchema, json: &Json) -> Json {
    match (row.encoding, json) {
        (Encoding::Text, Json::Number(text)) => Json::Text(text.clone()),
        (Encoding::Number, Json::Text(text)) if Json::is_number(text) => Json::Number(text.clone()),
        (Encoding::Text, Json::Bool(truth)) if row.format == Format::Boolean => Json::Text(truth.to_string()),
        (Encoding::Boolean, Json::Text(text)) if text == "true" => Json::Bool(true),
        (Encoding::Boolean, Json::Text(text)) if text == "false" => Json::Bool(false),
        (Encoding::Text | Encoding::Number | Encoding::JsonText | Encoding::Boolean, other) => other.clone(),
    }
}

fn scalar(json: &Json) -> Option<&str> {
    match json {
        Json::Text(text) | Json::Number(text) => Some(text),
        _ => None,
    }
}

/// Drops unreadable optional values, so that the rest can be read.
pub(super) fn drop_unreadable(table: &RecordSchema, cells: &mut FieldValues<'_>) {
    for (index, row) in table.indexed() {
        let mut cell = cells.take(index);
        inner(row, &mut cell);
        if is_readable(row, &cell) {
            cells.set(index, cell);
        } else if let Some(Filling::OfAbsent(default) | Filling::OfBlank(default)) = &row.default {
            cells.set(index, FieldValue::Text(default.clone()));
        } else if row.is_mandatory() {
            cells.set(index, cell);
        }
    }
}

fn inner(row: &FieldSchema, cell: &mut FieldValue<'_>) {
    let Some(table) = &row.object else { return };
    match cell {
        FieldValue::Object(cells) => drop_unreadable(table, cells),
        FieldValue::List(items) => {
            items.iter_mut().for_each(|item| inner(row, item));
            items.retain(|item| matches!(item, FieldValue::Object(_)));
        }
        _ => {}
    }
}

fn is_readable(row: &FieldSchema, cell: &FieldValue<'_>) -> bool {
    match cell {
        FieldValue::Misfit => false,
        FieldValue::Text(text) => {
            let is_known = |code: &str| {
                row.codes.as_ref().is_none_or(|codes| {
                    codes.openness == Exhaustiveness::Open || codes.rows.iter().any(|known| known.code == code)
                })
            };
            text.is_empty() || ((row.format == Format::Text || row.format.accepts(text)) && is_known(text))
        }
        FieldValue::List(items) if row.object.is_none() => items.iter().all(|item| is_readable(row, item)),
        FieldValue::Absent | FieldValue::List(_) | FieldValue::Object(_) => true,
    }
}
