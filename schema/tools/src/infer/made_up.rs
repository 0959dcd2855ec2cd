//! Converts samples to examples of a spec, with made-up personal data.

use std::collections::HashMap;

use super::fields::Row;
use super::persons::Whose;
use super::sample::Value;
use super::{lexicon, merge};
use wxmed_core::{Format, Json};

/// A sample with data, in which personal data is replaced by made-up values.
pub(super) fn json(sample: &Value, rows: &[Row], wrapper: Option<&str>) -> Json {
    match (merge::json(sample), wrapper) {
        (Json::Object(members), Some(wrapper)) => {
            let inner = |(name, value): (String, Json)| {
                if name == wrapper { (name, object(value, rows)) } else { (name, value) }
            };
            Json::Object(members.into_iter().map(inner).collect())
        }
        (json, _) => object(json, rows),
    }
}

fn object(json: Json, rows: &[Row]) -> Json {
    let Json::Object(members) = json else { return json };
    let rows: HashMap<&str, &Row> = rows.iter().map(|row| (row.name.as_str(), row)).collect();
    let member = |(name, value): (String, Json)| match rows.get(name.as_str()) {
        Some(row) => (name, value_of(value, row)),
        // It is unknown whether the value is personal data.
        None => (name, made_up(value)),
    };
    Json::Object(members.into_iter().map(member).collect())
}

fn value_of(json: Json, row: &Row) -> Json {
    match json {
        Json::List(items) => Json::List(items.into_iter().map(|item| value_of(item, row)).collect()),
        json if row.is_object() => object(json, &row.rows),
        Json::Text(_) | Json::Number(_) if row.whose != Whose::Nobodys => match (row.format.and_then(dated), json) {
            (Some(date), Json::Number(_)) => Json::Number(date),
            (Some(date), _) => Json::Text(date),
            (None, json) => made_up(json),
        },
        json => json,
    }
}

/// A made-up date in this format.
fn dated(format: Format) -> Option<String> {
    let parts = [("%Y", "1990"), ("%m", "01"), ("%d", "01"), ("%H", "00"), ("%M", "00"), ("%S", "00")];
    format
        .pattern()
        .map(|pattern| parts.iter().fold(pattern.to_owned(), |text, (part, value)| text.replace(part, value)))
}

fn made_up(json: Json) -> Json {
    match json {
        Json::Text(text) if text.chars().count() <= LONGEST_NAME && text.contains(lexicon::is_chinese) => {
            Json::Text("张三".to_owned())
        }
        Json::Text(text) => Json::Text(masked(&text)),
        Json::Number(text) => Json::Number(masked(&text)),
        Json::List(items) => Json::List(items.into_iter().map(made_up).collect()),
        Json::Object(members) => {
            Json::Object(members.into_iter().map(|(name, value)| (name, made_up(value))).collect())
        }
        json => json,
    }
}

/// The maximum length of a person's name.
const LONGEST_NAME: usize = 4;

/// Replaces digits, letters and words by others of the same kind.
fn masked(text: &str) -> String {
    let mut digits = "123456789".chars().cycle();
    text.chars()
        .map(|c| match c {
            '0'..='9' => digits.next().unwrap_or('1'),
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            c if lexicon::is_chinese(c) && c.is_alphabetic() => '某',
            c => c,
        })
        .collect()
}
