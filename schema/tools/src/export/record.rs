use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::parts::{Entries, bilingual, entries, list, maybe, object, provenance, text, versions};
use wxmed_compiler::model::{
    Choice, Encoding, Field, IdPart, Items, LengthUnit, Limits, Null, Record, Required, Role, StatedRule, ValueSource,
    Written,
};
use wxmed_core::{Json, Severity};

pub(super) fn rows(record: &Record) -> Json {
    list(record.fields.iter().enumerate().map(|(index, field)| Json::Object(row(record, index, field))))
}

pub(super) fn row(record: &Record, index: usize, field: &Field) -> Entries {
    let aliases =
        field.aliases.iter().map(|alias| object([("name", text(&alias.name)), ("section", text(&alias.section))]));
    let mut all = entries([
        ("name", text(&field.name)),
        ("label", text(&field.label.zh)),
        ("type", text(if field.list.is_some() { "list" } else { field.ty.name() })),
        ("max_len", field.max_len().map_or(Json::Null, |max| Json::Number(max.to_string()))),
        ("required", text(required(record, index, field))),
        ("when", when(field)),
        ("en", text(&field.label.en)),
        ("notation", text(&field.notation)),
        ("section", text(&field.section)),
        ("format", text(field.format.name())),
        ("codes", maybe(field.codes.as_deref().map(|table| table.name.as_str()))),
        ("length", text(length(field.length))),
        ("sensitive", Json::Bool(field.sensitive)),
        ("nullable", Json::Bool(field.null == Null::Kept)),
        ("role", text(role(field.role))),
        ("note", field.note.as_ref().map_or(Json::Null, bilingual)),
        ("api", maybe(field.api.as_deref())),
        ("aliases", list(aliases)),
        ("provenance", provenance(field.provenance.as_ref())),
    ]);
    all.extend(versions(&field.versions));
    if field.severity == Severity::Warning {
        all.push(("severity".to_owned(), text("warning")));
    }
    if field.encoding != Encoding::Text {
        all.push(("wire".to_owned(), text(field.encoding.name())));
    }
    all.extend(field.default.as_ref().map(|default| ("default".to_owned(), text(default))));
    all.extend(limits(&field.limits));
    all.extend(several(record, field));
    if field.required == Required::Present {
        all.push(("may_be_empty".to_owned(), Json::Bool(true)));
    }
    match &field.value_source {
        ValueSource::Sample(sample) => all.push(("sample".to_owned(), text(sample))),
        ValueSource::From(resource) => all.push(("from".to_owned(), text(resource.name()))),
        // Echoed fields are listed separately, because their source is in the other table.
        ValueSource::Echo(_) | ValueSource::Unstated => {}
    }
    if let Some(inner) = &field.object {
        all.push(("fields".to_owned(), rows(inner)));
        all.extend(relations(inner));
    }
    all
}

fn several(record: &Record, field: &Field) -> Entries {
    let number = |number: u32| Json::Number(number.to_string());
    let mut all = Entries::new();
    if let Some(list) = &field.list {
        let unique: Vec<Json> = field.unique_names().into_iter().map(text).collect();
        let of = match list.items {
            Items::Values => text(field.ty.name()),
            Items::Lists => Json::Text(format!("list of {}", field.ty.name())),
        };
        all = entries([
            ("of", of),
            ("min", number(list.min)),
            ("max", list.max.map_or(Json::Null, number)),
            ("unique", if unique.is_empty() { Json::Null } else { Json::List(unique) }),
        ]);
    }
    if !field.composed.is_empty() {
        all.push((
            "composed".to_owned(),
            Json::List(field.composed.iter().map(|part| id_part(record, part)).collect()),
        ));
    }
    let counted = field.count_of.and_then(|index| record.fields.get(index));
    all.extend(counted.map(|list| ("count_of".to_owned(), text(&list.name))));
    all
}

fn id_part(record: &Record, part: &IdPart) -> Json {
    match part {
        IdPart::Field(index) => {
            let row = record.fields.get(usize::from(*index));
            object([("field", maybe(row.map(|row| row.name.as_str())))])
        }
        IdPart::Time(format) => object([("format", text(format.name()))]),
        IdPart::Pattern(pattern) => object([("pattern", text(pattern))]),
        IdPart::Text(literal) => object([("text", text(literal))]),
    }
}

/// The path of the fields inside a field, or inside each item of a list.
fn inside(field: &Field, path: &str) -> String {
    let own = join(path, &field.name);
    if field.list.is_some() { format!("{own}[]") } else { own }
}

fn limits(limits: &Limits) -> Entries {
    let bound = |bound: Option<Decimal>| bound.map_or(Json::Null, |bound| Json::Number(bound.to_string()));
    let range = limits.range.map(|range| object([("min", bound(range.min)), ("max", bound(range.max))]));
    let decimals = limits.decimals.map(|decimals| Json::Number(decimals.to_string()));
    let pattern = limits.pattern.as_ref().map(|pattern| text(pattern.as_str()));
    let scale = limits.scale.map(|scale| Json::Number(scale.decimal_places().to_string()));
    let constant = limits.constant.as_deref().map(text);
    let all =
        [("range", range), ("decimals", decimals), ("scale", scale), ("pattern", pattern), ("constant", constant)];
    all.into_iter().filter_map(|(name, limit)| Some((name.to_owned(), limit?))).collect()
}

pub(super) fn when(field: &Field) -> Json {
    Json::Object(field.when.iter().map(|condition| (condition.field.clone(), text(&condition.value))).collect())
}

/// A row with `Y` is exported as `choice` if another group of fields can replace it.
fn required(record: &Record, index: usize, field: &Field) -> &'static str {
    let decides = |choice: &Choice| !choice.has_default() && choice.distinguishing().contains(&index);
    match field.required {
        Required::OneOfTwoAbove | Required::OneOfTwoBelow | Required::Blank => "choice",
        Required::Yes if record.choices.iter().any(decides) => "choice",
        Required::Yes | Required::Present => "yes",
        Required::No => "no",
    }
}

/// The names of the rows at these indices.
pub(super) fn names(record: &Record, indices: &[impl Copy + Into<usize>]) -> Json {
    list(indices.iter().filter_map(|index| record.fields.get((*index).into())).map(|field| text(&field.name)))
}

/// The constraints between the rows of a record, except the stated rules.
pub(super) fn relations(record: &Record) -> Entries {
    let name = |index: &usize| record.fields.get(*index).map(|field| text(&field.name));
    let choice = |choice: &Choice| {
        let groups = choice.alternatives.iter().map(|group| {
            let members = |wanted: bool| {
                let members = group.fields.iter().zip(&group.mandatory);
                list(members.filter(|(_, mandatory)| **mandatory == wanted).filter_map(|(index, _)| name(index)))
            };
            object([("name", text(&group.name)), ("fields", members(true)), ("optional", members(false))])
        });
        object([
            ("name", text(&choice.name)),
            ("title", bilingual(&choice.title)),
            ("part", maybe(choice.part.as_deref().map(|part| part.name.as_str()))),
            ("of", list(groups)),
        ])
    };
    let tag = record.tag.as_ref().map_or(Json::Null, |tag| {
        let cases = tag.cases.iter().map(|case| {
            object([
                ("value", text(&case.value)),
                ("name", text(&case.name)),
                ("label", bilingual(&case.label)),
                ("fields", names(record, &case.fields)),
            ])
        });
        object([("field", name(&tag.field).unwrap_or(Json::Null)), ("name", text(&tag.name)), ("cases", list(cases))])
    });
    let needs = record
        .needs
        .iter()
        .filter_map(|needs| Some(object([("given", name(&needs.given)?), ("needs", name(&needs.needs)?)])));
    let demands = record.demands.iter().map(|demand| {
        object([
            ("when", text(&demand.text)),
            ("needs", names(record, &demand.needs)),
            ("absent", names(record, &demand.absent)),
        ])
    });
    let groups = record.groups.iter();
    let groups = groups.map(|group| object([("give", text(group.kind.name())), ("of", names(record, &group.fields))]));
    let mut all =
        entries([("choices", list(record.choices.iter().map(choice))), ("given_needs", list(needs)), ("tag", tag)]);
    if !record.demands.is_empty() {
        all.push(("conditions".to_owned(), list(demands)));
    }
    if !record.groups.is_empty() {
        all.push(("groups".to_owned(), list(groups)));
    }
    all
}

/// The stated rules of a record and of the objects in it, each with the path of the record that states it.
pub(super) fn stated<'a>(record: &'a Record, path: &str) -> Vec<(String, &'a Written<StatedRule>)> {
    let own = record.rules.iter().map(|rule| (path.to_owned(), rule));
    let inner = record
        .fields
        .iter()
        .flat_map(|field| field.object.as_deref().map(|inner| stated(inner, &inside(field, path))).unwrap_or_default());
    own.chain(inner).collect()
}

/// The paths of all fields, outer ones first. A name that occurs in several sections gives one path.
pub(super) fn paths(record: &Record, path: &str) -> Vec<String> {
    let with_inner = |field: &Field| {
        let own = join(path, &field.name);
        let inner = field.object.as_deref().map(|inner| paths(inner, &inside(field, path))).unwrap_or_default();
        std::iter::once(own).chain(inner).collect::<Vec<_>>()
    };
    let mut seen = BTreeSet::new();
    record.fields.iter().flat_map(with_inner).filter(|path| seen.insert(path.clone())).collect()
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn length(unit: LengthUnit) -> &'static str {
    match unit {
        LengthUnit::Bytes => "bytes",
        LengthUnit::Characters => "characters",
        LengthUnit::Uncertain => "uncertain",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Value => "value",
        Role::Nonce => "nonce",
        Role::Signature => "signature",
    }
}
