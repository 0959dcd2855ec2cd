//! Contents, valid and damaged, generated from their model.

use wxmed_compiler::model::{Content, Encoding, Field, Record, StatedPresence};
use wxmed_core::Json;

use crate::dice::Dice;
use crate::fill::{self, Unkept};
use crate::filled::Filled;
use crate::requests::Fields;
use crate::{stated, texts};

type Entries = Vec<(String, Json)>;

/// A content that every reader accepts.
///
/// # Errors
/// If none is found: then the spec can't be satisfied.
pub fn good(content: &Content, dice: &mut Dice<'_>) -> Result<Json, Unkept> {
    let filled = fill::record(&content.record, dice).map_err(|unkept| unkept.of(&content.name))?;
    Ok(written_out(content, filled, dice))
}

fn written_out(content: &Content, filled: Vec<Option<Filled>>, dice: &mut Dice<'_>) -> Json {
    let inside = Json::Object(entries(&content.record, filled, dice));
    let inside = walk(&content.record, &inside, Form::Enclosed);
    match &content.wrapped_in {
        Some(key) => Json::Object(vec![(key.clone(), inside)]),
        None => inside,
    }
}

/// A content and the other fields of its request, such that the bindings hold if such values are found.
///
/// # Errors
/// If no valid content is found.
pub fn bound(content: &Content, fields: &Fields, dice: &mut Dice<'_>) -> Result<(Json, Fields), Unkept> {
    let own = fill::record(&content.record, dice).map_err(|unkept| unkept.of(&content.name))?;
    let text = |row: &Field| fields.iter().find(|(name, _)| row.reads(name)).map(|(_, text)| text.clone());
    let outer = content.outer.fields.iter().map(|row| text(row).map(Filled::Text)).collect();
    let mut rows = vec![Some(Filled::Object(own)), Some(Filled::Object(outer))];
    if let Some(pair) = pair(content) {
        fill::settled(&pair, &mut rows, dice);
    }
    let (mut fields, mut json) = (fields.clone(), Json::Null);
    for (index, filled) in rows.into_iter().enumerate() {
        match (index, filled) {
            (Content::OWN, Some(Filled::Object(own))) => json = written_out(content, own, dice),
            (Content::OUTER, Some(Filled::Object(outer))) => {
                for (row, filled) in content.outer.fields.iter().zip(outer) {
                    fields.retain(|(name, _)| !row.reads(name));
                    if let Some(Filled::Text(text)) = filled {
                        fields.push((row.name.clone(), text));
                    }
                }
            }
            _ => {}
        }
    }
    Ok((json, fields))
}

/// A content and its outer fields as one record, with the bindings as its rules.
fn pair(content: &Content) -> Option<Record> {
    let object = |record: &Record| {
        let any = content.record.fields.first()?;
        let object = Some(Box::new(record.clone()));
        Some(Field {
            object,
            list: None,
            count_of: None,
            default: None,
            presence: StatedPresence::Required,
            ..any.clone()
        })
    };
    let fields = vec![object(&content.record)?, object(&content.outer)?];
    Some(Record { fields, rules: content.bindings.clone(), ..Record::default() })
}

fn entries(record: &Record, filled: Vec<Option<Filled>>, dice: &mut Dice<'_>) -> Entries {
    let mut entries: Entries = Vec::new();
    for (field, filled) in record.fields.iter().zip(filled) {
        let Some(value) = filled.and_then(|filled| json(field, filled, dice)) else {
            // `null` counts as a missing key, unless the row keeps it.
            let is_alone = record.fields.iter().filter(|other| other.reads(&field.name)).count() == 1;
            if dice.once_in(8) && field.presence == StatedPresence::Optional && is_alone {
                entries.push((spelling(field, dice).to_owned(), Json::Null));
            }
            continue;
        };
        entries.push((spelling(field, dice).to_owned(), value));
    }
    if dice.once_in(4) {
        let name = dice.pick(&UNKNOWN);
        // A city may have a row of this name, and then it isn't unknown.
        if !record.fields.iter().any(|field| field.reads(name)) {
            entries.push((name.to_owned(), value(dice)));
        }
    }
    dice.shuffle(&mut entries);
    entries
}

fn json(field: &Field, filled: Filled, dice: &mut Dice<'_>) -> Option<Json> {
    match (filled, &field.object) {
        (Filled::Text(text), _) if fill::goes_without_saying(field, &text, dice) => None,
        (Filled::Text(text), _) => Some(leaf(field, text)),
        (Filled::Object(filled), Some(object)) => Some(Json::Object(entries(object, filled, dice))),
        (Filled::Object(_), None) => None,
        (Filled::List(items), _) => {
            Some(Json::List(items.into_iter().filter_map(|item| json(field, item, dice)).collect()))
        }
    }
}

/// The JSON of a text in a row. A text that isn't a number stays a string where a number is expected.
fn leaf(field: &Field, text: String) -> Json {
    match (field.encoding, text.as_str()) {
        (Encoding::Number, number) if Json::is_number(number) => Json::Number(text),
        (Encoding::Boolean, "true") => Json::Bool(true),
        (Encoding::Boolean, "false") => Json::Bool(false),
        _ => Json::Text(text),
    }
}

/// The row of a name among these entries: that of the case that the tag selects, or else the first.
pub fn meant<'m>(record: &'m Record, entries: &[(String, Json)], name: &str) -> Option<&'m Field> {
    let selected = record.tag.as_ref().and_then(|tag| {
        let field = &record.fields[tag.field];
        let is_tag = |(name, value): &&(String, Json)| field.reads(name) && *value != Json::Null;
        match entries.iter().find(is_tag).map(|(_, value)| value) {
            Some(Json::Text(value) | Json::Number(value)) => tag.case(value),
            _ => None,
        }
    });
    let named = || record.fields.iter().enumerate().filter(|(_, field)| field.reads(name));
    let here = named().find(|(index, _)| selected.is_some_and(|case| case.fields.contains(index)));
    here.or_else(|| named().next()).map(|(_, field)| field)
}

/// The field's name, or one of its aliases.
fn spelling<'f>(field: &'f Field, dice: &mut Dice<'_>) -> &'f str {
    let names: Vec<&str> =
        [field.name.as_str()].into_iter().chain(field.aliases.iter().map(|alias| alias.name.as_str())).collect();
    dice.pick(&names)
}

const UNKNOWN: [&str; 5] = ["bz", "", "a.b", "备注", "\"\\\n"];

fn value(dice: &mut Dice<'_>) -> Json {
    match dice.below(8) {
        0 => Json::Null,
        1 => Json::Bool(true),
        2 => Json::Number(dice.pick(&["0", "1e3", "0.10", "-0", "123456789012345678901234567890"]).to_owned()),
        3 => Json::Text(texts::any(dice)),
        4 => Json::List(Vec::new()),
        5 => Json::List(vec![Json::Null, Json::Text("a".to_owned())]),
        6 => Json::Object(Vec::new()),
        _ => Json::Object(vec![("a".to_owned(), Json::Text("1".to_owned())), ("a".to_owned(), Json::Null)]),
    }
}

/// Changes one part of a content, which may make it invalid.
pub fn damage(content: &Content, json: &mut Json, dice: &mut Dice<'_>) {
    *json = within_wrapper(content, json, Form::Opened);
    damage_opened(content, json, dice);
    if !dice.once_in(16) {
        *json = within_wrapper(content, json, Form::Enclosed);
    }
}

fn damage_opened(content: &Content, json: &mut Json, dice: &mut Dice<'_>) {
    let act = dice.below(14);
    if act == 11 {
        return around(content, json, dice);
    }
    let Some((entries, record)) = object(content, json, dice) else { return };
    let at = dice.below(entries.len());
    let field = &record.fields[dice.below(record.fields.len())];
    let known = entries.get(at).and_then(|(name, _)| meant(record, entries, name));
    if let (Some(field), Some((_, Json::List(items)))) = (known, entries.get_mut(at))
        && field.list.is_some()
        && !dice.once_in(4)
    {
        return items_of(field, items, dice);
    }
    match act {
        0 | 1 if !entries.is_empty() => {
            entries.remove(at);
        }
        2 | 3 if !entries.is_empty() => {
            entries[at].1 = match known {
                Some(field) => leaf(field, texts::bad(field, dice)),
                None => value(dice),
            };
        }
        4 if !entries.is_empty() => entries[at].1 = value(dice),
        5 if !entries.is_empty() => {
            // Turns a text into a number, or a number into a text.
            if let Json::Number(text) = &entries[at].1 {
                entries[at].1 = Json::Text(text.clone());
            } else if let Json::Text(text) = &entries[at].1 {
                let number =
                    if text.parse::<u64>().is_ok_and(|number| number.to_string() == *text) { text } else { "1" };
                entries[at].1 = Json::Number(number.to_owned());
            }
        }
        6 | 7 => entries.push((spelling(field, dice).to_owned(), other(field, dice))),
        8 if !entries.is_empty() => {
            let copy = entries[at].clone();
            entries.insert(dice.below(entries.len() + 1), copy);
        }
        9 if !entries.is_empty() => {
            // Another valid value, which may break a sum.
            if let Some(field) = known {
                entries[at].1 = if field.object.is_none() {
                    leaf(field, texts::unlimited(field, dice))
                } else {
                    other(field, dice)
                };
            }
        }
        12 | 13 if !record.rules.is_empty() => {
            let indices = stated::looked_at(record);
            unsettle(&record.fields[indices[dice.below(indices.len())]], entries, dice);
        }
        10 => entries.push((dice.pick(&UNKNOWN).to_owned(), value(dice))),
        _ => dice.shuffle(entries),
    }
}

/// Sets a row that a rule reads to another value, or adds it.
fn unsettle(field: &Field, entries: &mut Entries, dice: &mut Dice<'_>) {
    let value = other(field, dice);
    match entries.iter_mut().find(|(name, _)| field.reads(name)) {
        Some((_, old)) => *old = value,
        None => entries.push((spelling(field, dice).to_owned(), value)),
    }
}

fn other(field: &Field, dice: &mut Dice<'_>) -> Json {
    let one = match &field.object {
        Some(object) => Json::Object(entries(object, fill::attempt(object, dice), dice)),
        None => leaf(field, texts::good(field, dice)),
    };
    if field.list.is_some() { Json::List(vec![one]) } else { one }
}

/// Changes the items of a list.
fn items_of(field: &Field, items: &mut Vec<Json>, dice: &mut Dice<'_>) {
    let act = dice.below(9);
    let at = dice.below(items.len());
    match act {
        0 if !items.is_empty() => {
            items.remove(at);
        }
        1 => items.clear(),
        2 | 7 | 8 if !items.is_empty() => items.push(items[at].clone()),
        3 if !items.is_empty() => items[at] = value(dice),
        4 if !items.is_empty() && field.object.is_none() => items[at] = leaf(field, texts::bad(field, dice)),
        _ => {
            if let Json::List(more) = other(field, dice) {
                items.extend(more);
            }
        }
    }
}

/// Changes the outermost object.
fn around(content: &Content, json: &mut Json, dice: &mut Dice<'_>) {
    let key = content.wrapped_in.clone().unwrap_or_else(|| "wrapper".to_owned());
    let old = json.clone();
    *json = match (dice.below(6), old) {
        (0, Json::Object(mut entries)) if entries.len() == 1 => entries.remove(0).1,
        (1, old) => Json::Object(vec![(key, old)]),
        (2, Json::Object(entries)) => Json::Object([entries.as_slice(), entries.as_slice()].concat()),
        (3, Json::Object(mut entries)) => {
            entries.insert(dice.below(entries.len() + 1), (key, value(dice)));
            Json::Object(entries)
        }
        (4, old) => Json::List(vec![old]),
        (_, _) => value(dice),
    };
}

/// A random object of a content, and its record.
fn object<'j, 'm>(
    content: &'m Content,
    json: &'j mut Json,
    dice: &mut Dice<'_>,
) -> Option<(&'j mut Entries, &'m Record)> {
    let Json::Object(outer) = json else { return None };
    let Some(key) = &content.wrapped_in else { return within(outer, &content.record, dice) };
    match outer.iter_mut().find(|(name, _)| name == key) {
        Some((_, Json::Object(inner))) => within(inner, &content.record, dice),
        _ => None,
    }
}

fn within<'j, 'm>(
    entries: &'j mut Entries,
    record: &'m Record,
    dice: &mut Dice<'_>,
) -> Option<(&'j mut Entries, &'m Record)> {
    let inner = entries.iter().enumerate().filter_map(|(at, (name, value))| {
        let object = meant(record, entries, name)?.object.as_deref()?;
        matches!(value, Json::Object(_) | Json::List(_)).then_some((at, object))
    });
    let inner: Vec<(usize, &Record)> = inner.collect();
    match inner.get(dice.below(inner.len() * 2 + 1)) {
        Some((at, object)) => match &mut entries[*at].1 {
            Json::Object(entries) => within(entries, object, dice),
            Json::List(items) => {
                let at = dice.below(items.len());
                match items.get_mut(at) {
                    Some(Json::Object(entries)) => within(entries, object, dice),
                    _ => None,
                }
            }
            _ => None,
        },
        None => Some((entries, record)),
    }
}

/// A content with the spec's names instead of aliases, and with JSON strings parsed.
pub fn canonical(content: &Content, json: &Json) -> Json {
    within_wrapper(content, json, Form::Canonical)
}

/// The notation of a content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// JSON in a string where the spec has it.
    Enclosed,
    /// No JSON in strings.
    Opened,
    /// No JSON in strings, and no aliases.
    Canonical,
}

fn within_wrapper(content: &Content, json: &Json, form: Form) -> Json {
    match (&content.wrapped_in, json) {
        (Some(key), Json::Object(entries)) => {
            let inside = |(name, value): &(String, Json)| {
                (name.clone(), if name == key { walk(&content.record, value, form) } else { value.clone() })
            };
            Json::Object(entries.iter().map(inside).collect())
        }
        _ => walk(&content.record, json, form),
    }
}

fn walk(record: &Record, json: &Json, form: Form) -> Json {
    match json {
        Json::List(items) => Json::List(items.iter().map(|item| walk(record, item, form)).collect()),
        Json::Object(entries) => {
            let written = entries.iter().map(|(name, value)| match meant(record, entries, name) {
                Some(field) if form == Form::Canonical => (field.name.clone(), written(field, value, form)),
                Some(field) => (name.clone(), written(field, value, form)),
                None => (name.clone(), value.clone()),
            });
            Json::Object(written.collect())
        }
        other => other.clone(),
    }
}

fn written(field: &Field, value: &Json, form: Form) -> Json {
    let Some(record) = &field.object else { return value.clone() };
    let held = match value {
        Json::Text(text) if field.encoding == Encoding::JsonText => Json::parse(text).ok(),
        _ => None,
    };
    let inside = match held.filter(|held| matches!(held, Json::Object(_) | Json::List(_))) {
        Some(held) => walk(record, &held, form),
        None => walk(record, value, form),
    };
    match inside {
        Json::Object(_) | Json::List(_) if field.encoding == Encoding::JsonText && form == Form::Enclosed => {
            Json::Text(inside.to_string())
        }
        inside => inside,
    }
}
