//! The schema of a row's value.

use wxmed_core::schema::{
    Bound, CodeRow, Encoding, Exhaustiveness, FieldSchema, Filling, Items, Limit, Null, Presence, RecordSchema, Role,
};
use wxmed_core::{Json, Severity};

use super::super::parts::{Entries, entries, list, object, text};
use super::{Representation, about, formats};

/// An MD5, or an HMAC-SHA256, which is longer than the document allows.
const SIGNATURE: &str = "^(?:[0-9A-F]{32}|[0-9A-F]{64})$";

/// Writes the schema of an object.
pub(super) type ObjectSchema = fn(&RecordSchema, Representation) -> Entries;

/// The schema of a row: of one value, or of a list of values.
pub(super) fn schema(
    row: &FieldSchema,
    section: &str,
    representation: Representation,
    object_schema: ObjectSchema,
) -> Json {
    let mut all = about(&row.label, section);
    if row.role == Role::Signature {
        match representation {
            // The client adds it, so it must not be given.
            Representation::Request => {
                all.push(("maxLength".to_owned(), number("0")));
                return Json::Object(all);
            }
            Representation::SignedRequest => {
                all.extend(entries([("type", text("string")), ("pattern", text(SIGNATURE))]));
                return Json::Object(all);
            }
            Representation::Response | Representation::Content => {}
        }
    }
    if row.severity == Severity::Warning {
        // Any value is accepted. The expected schema is only informative, for people and for tools that warn.
        let sure = FieldSchema { severity: Severity::Error, ..row.clone() };
        all.push(("x-wxmed-warns".to_owned(), schema(&sure, section, representation, object_schema)));
        return Json::Object(all);
    }
    let value = match row.list {
        Some(limits) => {
            let min = if is_mandatory(row) { limits.min.max(1) } else { limits.min };
            let mut list = entries([
                ("type", text("array")),
                ("items", Json::Object(items(row, limits.items, representation, object_schema))),
            ]);
            list.push(("minItems".to_owned(), number(&min.to_string())));
            list.extend(limits.max.map(|max| ("maxItems".to_owned(), number(&max.to_string()))));
            list
        }
        None => single(row, empty(row), representation, object_schema),
    };
    all.extend(match row.encoding {
        Encoding::JsonText => in_text(row, value),
        Encoding::Text | Encoding::Number | Encoding::Boolean => value,
    });
    all.extend(default(row));
    if takes_null(row, representation) { nullable(all) } else { Json::Object(all) }
}

/// The schema of each item of a list.
fn items(row: &FieldSchema, items: Items, representation: Representation, object_schema: ObjectSchema) -> Entries {
    let value = single(row, Empty::Forbidden, representation, object_schema);
    match items {
        Items::Values => value,
        Items::Lists => entries([("type", text("array")), ("items", Json::Object(value))]),
    }
}

/// How an empty text is treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// It is accepted, regardless of the format.
    Allowed,
    Forbidden,
}

fn empty(row: &FieldSchema) -> Empty {
    if is_mandatory(row) { Empty::Forbidden } else { Empty::Allowed }
}

/// Whether a non-empty value is mandatory and there is no default.
pub(super) fn is_mandatory(row: &FieldSchema) -> bool {
    row.is_mandatory() && row.default.is_none() && row.role == Role::Value
}

/// Whether `null` is accepted: it counts as absent, or is kept with the unknown fields. For a mandatory row it is
/// accepted if another name of the row has the value.
fn takes_null(row: &FieldSchema, representation: Representation) -> bool {
    let is_needed = is_mandatory(row) || (row.presence == Presence::Present && row.default.is_none());
    match (representation, row.null) {
        (Representation::Request | Representation::SignedRequest | Representation::Response, _) => false,
        (Representation::Content, Null::Absent | Null::Kept) => !is_needed || !row.aliases.is_empty(),
    }
}

fn nullable(schema: Entries) -> Json {
    let (about, rest): (Entries, Entries) =
        schema.into_iter().partition(|(key, _)| key == "title" || key == "description" || key == "default");
    let mut all = about;
    let null = object([("type", text("null"))]);
    all.push(("anyOf".to_owned(), Json::List(vec![Json::Object(rest), null])));
    Json::Object(all)
}

/// One value.
fn single(row: &FieldSchema, empty: Empty, representation: Representation, object_schema: ObjectSchema) -> Entries {
    if let Some(inner) = &row.object {
        return object_schema(inner, representation)
            .into_iter()
            .filter(|(key, _)| key != "title" && key != "description")
            .collect();
    }
    match (representation, row.encoding) {
        (Representation::Response, _) => received(row),
        (Representation::Request | Representation::SignedRequest | Representation::Content, Encoding::Number) => {
            numeric(row)
        }
        (Representation::Request | Representation::SignedRequest | Representation::Content, Encoding::Boolean) => {
            entries([("type", text("boolean"))])
        }
        (
            Representation::Request | Representation::SignedRequest | Representation::Content,
            Encoding::Text | Encoding::JsonText,
        ) => textual(row, empty),
    }
}

/// A text of a response, which is accepted with any length and format, and with unlisted codes.
fn received(row: &FieldSchema) -> Entries {
    let codes = row.codes.as_deref().map(|codes| known(&codes.rows, Exhaustiveness::Open, text));
    entries([("type", text("string"))]).into_iter().chain(codes).collect()
}

fn numeric(row: &FieldSchema) -> Entries {
    let mut all = entries([("type", text(if row.format.is_integer() { "integer" } else { "number" }))]);
    let (mut min, mut max) = formats::range(row.format).unzip();
    for bound in row.bounds.iter() {
        match bound {
            Bound::Min(bound) => min = Some(&**bound),
            Bound::Max(bound) => max = Some(&**bound),
            Bound::Constant(value) => all.push(("const".to_owned(), number(value))),
            Bound::Decimals(_) | Bound::Scale(_) | Bound::ExactScale(_) | Bound::Pattern(_) => {}
        }
    }
    all.extend(min.map(|min| ("minimum".to_owned(), number(min))));
    all.extend(max.map(|max| ("maximum".to_owned(), number(max))));
    all.extend(row.codes.as_deref().map(|codes| known(&codes.rows, codes.openness, number)));
    all
}

fn textual(row: &FieldSchema, empty: Empty) -> Entries {
    let mut all = entries([("type", text("string"))]);
    if empty == Empty::Forbidden {
        all.push(("minLength".to_owned(), number("1")));
    }
    match row.limit {
        Limit::None => {}
        // A character has at least one byte.
        Limit::Bytes(max) | Limit::Characters(max) | Limit::Uncertain(max) => {
            all.push(("maxLength".to_owned(), number(&max.to_string())));
        }
    }
    all.extend(formats::media_type(row.format).map(|media_type| ("contentMediaType".to_owned(), text(media_type))));
    all.extend(constant(row, empty));
    let patterns =
        formats::pattern(row.format).map(str::to_owned).into_iter().chain(row.bounds.iter().filter_map(bound));
    let anchored = patterns.map(|pattern| match empty {
        Empty::Allowed => format!("^(?:{pattern})?$"),
        Empty::Forbidden => format!("^(?:{pattern})$"),
    });
    let mut patterns: Vec<Json> = anchored.map(|pattern| text(&pattern)).collect();
    if patterns.len() == 1 {
        all.extend(patterns.pop().map(|pattern| ("pattern".to_owned(), pattern)));
    } else if !patterns.is_empty() {
        let each = patterns.into_iter().map(|pattern| object([("pattern", pattern)]));
        all.push(("allOf".to_owned(), list(each)));
    }
    all.extend(row.codes.as_deref().map(|codes| {
        let (key, mut values) = known(&codes.rows, codes.openness, text);
        if let (Json::List(values), Empty::Allowed) = (&mut values, empty) {
            values.push(object([("const", text(""))]));
        }
        (key, values)
    }));
    all
}

/// The pattern for a bound of a text, if it can be expressed.
fn bound(bound: &Bound) -> Option<String> {
    match bound {
        Bound::Decimals(0) | Bound::Scale(0) | Bound::ExactScale(0) => Some("[^.]*".to_owned()),
        Bound::ExactScale(decimals) => Some(format!("[^.]*[.][0-9]{{{decimals}}}")),
        // Amounts with fewer decimal places are padded.
        Bound::Decimals(most) | Bound::Scale(most) => Some(format!("[^.]*(?:[.][0-9]{{1,{most}}})?")),
        Bound::Pattern(pattern) if formats::is_portable(pattern) => Some(pattern.to_string()),
        Bound::Min(_) | Bound::Max(_) | Bound::Pattern(_) | Bound::Constant(_) => None,
    }
}

/// The only value of a row, and an empty text if that counts as absent.
fn constant(row: &FieldSchema, empty: Empty) -> Option<(String, Json)> {
    let value =
        row.bounds.iter().find_map(|bound| if let Bound::Constant(value) = bound { Some(value) } else { None })?;
    Some(match empty {
        Empty::Forbidden => ("const".to_owned(), text(value)),
        Empty::Allowed => ("enum".to_owned(), Json::List(vec![text(""), text(value)])),
    })
}

/// The values of a code table with their labels. An open table also allows any other value.
fn known(codes: &[CodeRow], openness: Exhaustiveness, value: fn(&str) -> Json) -> (String, Json) {
    let each = codes.iter().map(|code| {
        object([("const", value(&code.code)), ("title", text(&code.label.zh)), ("description", text(&code.label.en))])
    });
    let others = match openness {
        Exhaustiveness::Closed => None,
        Exhaustiveness::Open => Some(object([("title", text("其他值 · another value"))])),
    };
    ("anyOf".to_owned(), list(each.chain(others)))
}

/// JSON inside a string.
fn in_text(row: &FieldSchema, value: Entries) -> Entries {
    let min = is_mandatory(row).then(|| ("minLength".to_owned(), number("1")));
    let held = entries([
        ("type", text("string")),
        ("contentMediaType", text("application/json")),
        ("contentSchema", Json::Object(value)),
    ]);
    held.into_iter().chain(min).collect()
}

fn default(row: &FieldSchema) -> Option<(String, Json)> {
    let (Filling::OfAbsent(default) | Filling::OfBlank(default)) = row.default.as_ref()?;
    let value = match row.encoding {
        Encoding::Number => number(default),
        Encoding::Boolean => boolean(default),
        Encoding::Text | Encoding::JsonText => text(default),
    };
    Some(("default".to_owned(), value))
}

/// Parses `true` or `false`; the spec compiler guarantees that it is one of them.
pub(super) fn boolean(value: &str) -> Json {
    Json::Bool(value == "true")
}

pub(super) fn number(number: &str) -> Json {
    Json::Number(number.to_owned())
}
