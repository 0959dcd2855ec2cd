//! The schema of a record.

use wxmed_core::schema::{CaseRows, Check, FieldSchema, Presence, RecordSchema, Role};
use wxmed_core::validate::severity_of_rule;
use wxmed_core::{Json, Rule, Severity};

use super::super::parts::{Entries, entries, list, object, text};
use super::{Representation, about, any_of, constraints, names, value};

pub(super) fn schema(table: &RecordSchema, representation: Representation) -> Entries {
    let cases = table.cases();
    let is_in_case = |index: u16| cases.iter().flat_map(|(_, of)| of.iter()).any(|case| case.rows.contains(&index));
    let always = table.indexed().filter(|(index, _)| !is_in_case(*index)).map(|(_, row)| row);
    let mut all = about(&table.title, &table.section);
    all.push(("type".to_owned(), text("object")));
    let (own, mut further) = rows(table, always.collect(), representation);
    all.extend(own);
    if matches!(representation, Representation::Request | Representation::SignedRequest) {
        all.push(("additionalProperties".to_owned(), object([("type", text("string"))])));
    }
    further.extend(table.checks.iter().flat_map(|check| constraints::of(table, check)));
    if let Some((tag, of)) = cases {
        further.extend(of.iter().filter_map(|case| self::case(table, (tag, of), case, representation)));
    }
    all.extend(all_must_hold(further));
    all.extend(rules(table));
    all
}

fn all_must_hold(schemas: Vec<Json>) -> Option<(String, Json)> {
    (!schemas.is_empty()).then(|| ("allOf".to_owned(), Json::List(schemas)))
}

/// The properties of rows and the names of the mandatory ones; and for mandatory rows with aliases, a schema that
/// requires one of the names.
fn rows(table: &RecordSchema, rows: Vec<&FieldSchema>, representation: Representation) -> (Entries, Vec<Json>) {
    let mut properties = Entries::new();
    for row in &rows {
        let of_row = value::schema(row, &table.section, representation, schema);
        properties.extend(names(row).map(|name| (name.to_owned(), of_row.clone())));
    }
    let (several, one): (Vec<&FieldSchema>, Vec<&FieldSchema>) =
        rows.into_iter().filter(|row| is_key(row, representation)).partition(|row| !row.aliases.is_empty());
    let mut all = entries([("properties", Json::Object(properties))]);
    if !one.is_empty() {
        all.push(("required".to_owned(), list(one.iter().map(|row| text(&row.name)))));
    }
    (all, several.into_iter().map(|row| any_of(names(row).map(has_key).collect())).collect())
}

/// The key is present, and isn't `null`, which counts as absent.
fn has_key(name: &str) -> Json {
    let value = object([("not", object([("type", text("null"))]))]);
    constraints::with(name, value)
}

/// Whether the key is mandatory.
fn is_key(row: &FieldSchema, representation: Representation) -> bool {
    if representation == Representation::SignedRequest && row.role == Role::Signature {
        return true;
    }
    match row.presence {
        Presence::Required => value::is_mandatory(row),
        Presence::Present => row.severity == Severity::Error && row.default.is_none() && row.role == Role::Value,
        Presence::Optional => false,
    }
}

/// The mandatory and forbidden rows for one value of the tag.
fn case(
    table: &RecordSchema,
    (tag, of): (u16, &[CaseRows]),
    case: &CaseRows,
    representation: Representation,
) -> Option<Json> {
    let tag = table.row(tag)?;
    let row = |index: &u16| table.row(*index);
    let own: Vec<&FieldSchema> = case.rows.iter().filter_map(row).collect();
    let is_known = |name: &str| {
        let always = table.indexed().filter(|(index, _)| of.iter().all(|case| !case.rows.contains(index)));
        own.iter().copied().chain(always.map(|(_, row)| row)).any(|row| row.reads(name))
    };
    let others = of.iter().flat_map(|case| case.rows.iter()).filter_map(row).filter(|row| !is_known(&row.name));
    let nothing = Json::List(vec![text(""), Json::Null, Json::List(Vec::new())]);
    let mut absent: Vec<&str> = others.map(|row| &*row.name).collect();
    absent.dedup();
    let (mut then, further) = rows(table, own, representation);
    if let Some((_, Json::Object(properties))) = then.iter_mut().find(|(key, _)| key == "properties") {
        for name in absent {
            if properties.iter().all(|(known, _)| known != name) {
                properties.push((name.to_owned(), object([("enum", nothing.clone())])));
            }
        }
    }
    then.extend(all_must_hold(further));
    let when = constraints::has_value(tag, &case.value);
    Some(object([("if", when), ("then", Json::Object(then))]))
}

/// The rules that a schema can't express, for people and for tools that read them.
fn rules(table: &RecordSchema) -> Option<(String, Json)> {
    let stated = table.checks.iter().filter_map(|check| match check {
        Check::Stated(rule) => Some(object([
            ("id", text(&rule.id)),
            ("severity", text(severity(severity_of_rule(table, rule)))),
            ("zh", text(&rule.message.zh)),
            ("en", text(&rule.message.en)),
        ])),
        Check::Unique { list, by } => {
            let (row, items) = (table.row(*list)?, table.row(*list)?.object.as_deref()?);
            let of = by.iter().filter_map(|index| items.row(*index)).map(|row| row.name.clone()).collect();
            Some(of_row(row, &Rule::Unique { of }))
        }
        Check::Composed(composed) => {
            Some(of_row(table.row(composed.row)?, &Rule::Composed { of: composed.names(table) }))
        }
        Check::Choice(_) | Check::Needs { .. } | Check::Demand(_) | Check::Group(..) | Check::Cases { .. } => None,
    });
    let stated: Vec<Json> = stated.collect();
    (!stated.is_empty()).then(|| ("x-wxmed-rules".to_owned(), Json::List(stated)))
}

/// A rule about one row.
fn of_row(row: &FieldSchema, rule: &Rule) -> Json {
    let message = rule.text();
    object([
        ("id", text(rule.id())),
        ("severity", text(severity(rule.severity().min(row.severity)))),
        ("zh", Json::Text(format!("{}：{}", row.name, message.zh))),
        ("en", Json::Text(format!("{}: {}", row.name, message.en))),
    ])
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
