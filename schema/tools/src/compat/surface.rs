//! What Rust programs see of a spec: types, members and variants, by their names.
//!
//! This follows the emitter, which writes tokens and forgets where they come from; here every name keeps its place. A
//! test holds the two against each other.

mod compare;
mod types;

use std::sync::Arc;

pub(super) use compare::compare;

use super::pairs::Ids;
use types::{Type, value_type};
use wxmed_codegen::api::{RecordRole, is_optional, object_name};
use wxmed_codegen::api_name;
use wxmed_compiler::casing::{UNLISTED, camel, snake};
use wxmed_compiler::model::{
    Alternative, Case, Choice, CodeTable, CodeValue, Content, DocumentedError, ErrorTable, Field, Operation, Part,
    Record, Role, Span, Tag, TemplateSet,
};

/// The items that are made of a spec.
#[derive(Debug, Default)]
pub(super) struct Surface {
    items: Vec<Item>,
}

/// A type, or a constant.
#[derive(Debug)]
struct Item {
    /// What it is made of, whatever it is called.
    id: String,
    name: String,
    kind: Kind,
    span: Span,
    parts: Vec<ItemPart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A struct that a builder makes.
    Built,
    /// A struct that is only read.
    Read,
    /// An enum that can be matched exhaustively.
    Exhaustive,
    /// An enum that cannot.
    Open,
    Constant,
}

/// A member of a struct, or a variant of an enum.
#[derive(Debug)]
struct ItemPart {
    id: String,
    name: String,
    ty: Type,
    /// Whether a member can be left out.
    is_optional: bool,
    /// Whether the builder has a value for it where none is given.
    is_filled: bool,
    span: Span,
}

/// An operation's request, its choices and cases, its reply, its errors and its own code tables.
pub(super) fn operation(operation: &Operation, request: &Ids, response: &Ids) -> Surface {
    let mut surface = Surface::default();
    let record = &operation.request;
    let members = members(record, request, RecordRole::Request, &outer_rows(record));
    surface.add("request", &operation.spelling, Kind::Built, operation.span, members);
    surface.groups(record, request, RecordRole::Request, "");
    let rows = record_rows(&operation.response, |field| !Operation::ENVELOPE.contains(&field.name.as_str()));
    // Nothing holds among the rows of an answer: it is read as it is.
    let fields = Record { fields: operation.response.fields.clone(), ..Record::default() };
    let replied = self::members(&fields, response, RecordRole::Reply, &rows);
    surface.add("reply", format!("{}Reply", operation.spelling), Kind::Read, operation.span, replied);
    if !operation.errors.is_empty() {
        let name = format!("{}Error", operation.spelling);
        surface.add("errors", name, Kind::Open, operation.span, error_variants(&operation.errors));
    }
    operation.codes.iter().for_each(|table| surface.codes(table));
    surface
}

/// A content's record, the objects in it, and its own code tables.
pub(super) fn content(content: &Content, ids: &Ids) -> Surface {
    let mut surface = Surface::default();
    surface.record("content", &content.spelling, &content.record, ids, content.span);
    content.codes.iter().for_each(|table| surface.codes(table));
    surface
}

/// Code tables that several specs share.
pub(super) fn shared_codes(tables: &[Arc<CodeTable>]) -> Surface {
    let mut surface = Surface::default();
    tables.iter().for_each(|table| surface.codes(table));
    surface
}

/// Choices that several specs share.
pub(super) fn parts(parts: &[Arc<Part>]) -> Surface {
    let mut surface = Surface::default();
    for part in parts {
        let variants = part.alternatives.iter().map(|group| part_variant(group, part)).collect();
        surface.add(format!("part {}", part.name), &part.spelling, Kind::Exhaustive, part.span, variants);
    }
    surface
}

fn part_variant(group: &Alternative, part: &Part) -> ItemPart {
    let member = |(place, mandatory): (&usize, &bool)| {
        let name = part.fields.get(*place).map(|name| snake(name)).unwrap_or_default();
        (name, Type::plain("String").optional(!mandatory))
    };
    let members = group.fields.iter().zip(&group.mandatory).map(member).collect();
    let names: Vec<&str> =
        group.fields.iter().filter_map(|place| part.fields.get(*place)).map(String::as_str).collect();
    ItemPart::variant(&names.join(" "), &camel(&group.name), Type::of_members(members), part.span)
}

/// Errors that are not of one operation alone.
pub(super) fn error_tables(tables: &[ErrorTable]) -> Surface {
    let mut surface = Surface::default();
    for table in tables {
        let variants = error_variants(&table.errors);
        surface.add(format!("errors {}", table.name), &table.spelling, Kind::Open, table.span, variants);
    }
    surface
}

/// Sets of templates.
pub(super) fn templates(sets: &[TemplateSet]) -> Surface {
    let mut surface = Surface::default();
    for set in sets {
        let name = snake(&set.name).to_ascii_uppercase();
        surface.add(format!("templates {}", set.name), name, Kind::Constant, set.span, Vec::new());
    }
    surface
}

impl Surface {
    fn add(&mut self, id: impl Into<String>, name: impl Into<String>, kind: Kind, span: Span, parts: Vec<ItemPart>) {
        self.items.push(Item { id: id.into(), name: name.into(), kind, span, parts });
    }

    fn codes(&mut self, table: &CodeTable) {
        let variant = |value: &CodeValue| {
            ItemPart::variant(&value.code, &camel(&value.name), Type::of_members(Vec::new()), value.span)
        };
        let variants = table.values.iter().map(variant).collect();
        self.add(format!("codes {}", table.name), &table.spelling, Kind::Open, table.span, variants);
    }

    /// The record of a content, and the objects in it.
    fn record(&mut self, id: &str, name: &str, record: &Record, ids: &Ids, span: Span) {
        self.add(id, name, Kind::Built, span, members(record, ids, RecordRole::Content, &outer_rows(record)));
        self.groups(record, ids, RecordRole::Content, id);
        for (place, field) in record.fields.iter().enumerate() {
            if let (Some(object), Some(inner)) = (&field.object, ids.objects.get(place)) {
                let id = format!("{id}/{}", ids.row(place));
                self.record(&id, &object_name(field), object, inner, field.span);
            }
        }
    }

    /// The choices of a record, but for shared parts, and the cases of its tag.
    fn groups(&mut self, record: &Record, ids: &Ids, used: RecordRole, within: &str) {
        for choice in record.choices.iter().filter(|choice| choice.part.is_none()) {
            let variants = choice.alternatives.iter().map(|group| variant(group, record, ids, choice.span)).collect();
            let id = format!("{within} choice {}", choice_id(choice, ids));
            self.add(id, camel(&choice.name), Kind::Exhaustive, choice.span, variants);
        }
        let Some(Tag { field, name, cases, span: _ }) = &record.tag else { return };
        let span = record.fields.get(*field).map(|field| field.span).unwrap_or_default();
        let mut variants = Vec::new();
        for Case { value, name, spelling, label: _, fields } in cases {
            let id = format!("{within} case {value}");
            let ty = if fields.is_empty() {
                Type::of_members(Vec::new())
            } else {
                let span = fields.first().and_then(|row| record.fields.get(*row)).map_or(span, |field| field.span);
                self.add(&*id, spelling, Kind::Built, span, members(record, ids, used, fields));
                Type::of_members(vec![(String::new(), Type::named(&id, spelling))])
            };
            variants.push(ItemPart::variant(value, &camel(name), ty, span));
        }
        if record.has_open_tag() {
            let text = Type::of_members(vec![(String::new(), Type::plain("String"))]);
            variants.push(ItemPart::variant("what is not listed", UNLISTED, text, span));
        }
        self.add(format!("{within} tag"), camel(name), Kind::Exhaustive, span, variants);
    }
}

impl ItemPart {
    fn variant(id: &str, name: &str, ty: Type, span: Span) -> Self {
        ItemPart { id: id.to_owned(), name: name.to_owned(), ty, is_optional: false, is_filled: false, span }
    }
}

/// Whether programs give the value of a row, or read it.
fn is_member(field: &Field) -> bool {
    field.role == Role::Value && field.count_of.is_none()
}

/// The rows that are there whatever the value of the tag.
fn outer_rows(record: &Record) -> Vec<usize> {
    let decided = record.tag.as_ref().map(Tag::decided).unwrap_or_default();
    (0..record.fields.len()).filter(|row| !decided.contains(row)).collect()
}

fn record_rows(record: &Record, is_wanted: impl Fn(&Field) -> bool) -> Vec<usize> {
    record.fields.iter().enumerate().filter(|(_, field)| is_wanted(field)).map(|(place, _)| place).collect()
}

/// The members of a struct that some rows of a record become.
fn members(record: &Record, ids: &Ids, used: RecordRole, rows: &[usize]) -> Vec<ItemPart> {
    let mut members: Vec<ItemPart> = Vec::new();
    for row in rows {
        let Some(field) = record.fields.get(*row).filter(|field| is_member(field)) else { continue };
        let chosen =
            record.choices.iter().find(|choice| choice.alternatives.iter().any(|group| group.fields.contains(row)));
        let member = if let Some(choice) = chosen {
            let id = format!("choice {}", choice_id(choice, ids));
            let ty = match &choice.part {
                Some(part) => Type::named(&format!("parts::{}", part.name), &part.spelling),
                None => Type::named(&id, &camel(&choice.name)),
            };
            ItemPart { id, name: choice.name.clone(), ty, is_optional: false, is_filled: false, span: choice.span }
        } else if let Some(tag) = record.tag.as_ref().filter(|tag| tag.field == *row) {
            let ty = Type::named("tag", &camel(&tag.name));
            ItemPart {
                id: ids.row(*row).to_owned(),
                name: tag.name.clone(),
                ty,
                is_optional: false,
                is_filled: false,
                span: field.span,
            }
        } else {
            let ty = value_type(*row, field, used, ids.row(*row));
            let is_optional = is_optional(field);
            let is_filled = field.default.is_some();
            ItemPart {
                id: ids.row(*row).to_owned(),
                name: api_name(field),
                ty,
                is_optional,
                is_filled,
                span: field.span,
            }
        };
        // All rows of a choice are one member.
        if !members.iter().any(|other| other.id == member.id) {
            members.push(member);
        }
    }
    members
}

/// What tells one choice from another: its first field.
fn choice_id(choice: &Choice, ids: &Ids) -> String {
    choice
        .alternatives
        .iter()
        .flat_map(|group| &group.fields)
        .min()
        .map_or(String::new(), |row| ids.row(*row).to_owned())
}

fn variant(group: &Alternative, record: &Record, ids: &Ids, span: Span) -> ItemPart {
    let members = group.fields.iter().zip(&group.mandatory).filter_map(|(row, mandatory)| {
        let field = record.fields.get(*row)?;
        Some((api_name(field), value_type(*row, field, RecordRole::Request, ids.row(*row)).optional(!mandatory)))
    });
    let rows: Vec<&str> = group.fields.iter().map(|row| ids.row(*row)).collect();
    ItemPart::variant(&rows.join(" "), &camel(&group.name), Type::of_members(members.collect()), span)
}

fn error_variants(errors: &[DocumentedError]) -> Vec<ItemPart> {
    let variant = |error: &DocumentedError| {
        ItemPart::variant(&error.code, &camel(&error.name), Type::of_members(Vec::new()), error.span)
    };
    errors.iter().map(variant).collect()
}
