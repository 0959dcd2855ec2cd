//! The Rust API of a spec: types, members and variants by name.
//!
//! In addition to the API, each item has an ID, by which it is found in another version even if it was renamed. A test
//! compares this with the generated code.

mod compare;
mod types;

use std::sync::Arc;

pub(super) use compare::compare;

use super::pairs::Ids;
use types::{Rows, Type};
use wxmed_codegen::api::{self, ChoiceOf, EnumOf, Need, Source, Struct, TemplateSetConst, VariantValue};
use wxmed_compiler::model::{
    CodeTable, Content, DocumentedError, ErrorTable, Notification, Operation, Part, Record, Span, TemplateSet,
};

/// The items that are generated from a spec.
#[derive(Debug, Default)]
pub(super) struct Surface {
    items: Vec<Item>,
}

/// A type, or a constant.
#[derive(Debug)]
struct Item {
    /// The ID of its origin, independent of its name.
    id: String,
    name: String,
    kind: Kind,
    span: Span,
    parts: Vec<ItemPart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A struct with a builder.
    Built,
    /// A struct that is only read.
    Read,
    /// An enum that can be matched exhaustively.
    Exhaustive,
    /// An enum that can't be matched exhaustively.
    Open,
    Constant,
}

/// A member of a struct, or a variant of an enum.
#[derive(Debug)]
struct ItemPart {
    id: String,
    name: String,
    ty: Type,
    /// Whether a member is optional.
    is_optional: bool,
    /// Whether the builder has a default for it.
    is_filled: bool,
    span: Span,
}

/// An operation's request, its choices and cases, its reply, its errors and its own code tables.
pub(super) fn operation(operation: &Operation, request: &Ids, response: &Ids) -> Surface {
    let mut surface = Surface::default();
    let api = api::Operation::of(operation);
    let rows = Rows { record: &operation.request, ids: request };
    surface.structure("request", &api.request.structure, operation.span, rows);
    surface.groups(&api.request, rows, "");
    let (replied, ids) = (operation.reply(), operation.reply_rows().map(|(row, _)| response.row(row).to_owned()));
    let ids = Ids { rows: ids.collect(), objects: Vec::new() };
    let rows = Rows { record: &replied, ids: &ids };
    surface.structure("reply", &api.reply.structure, operation.span, rows);
    api.errors.iter().for_each(|errors| surface.errors("errors", errors, operation.span));
    api.codes.iter().for_each(|table| surface.codes(table));
    surface
}

/// A notification's record, and its own code tables.
pub(super) fn notification(notification: &Notification, ids: &Ids) -> Surface {
    let mut surface = Surface::default();
    let api = api::Notification::of(notification);
    let (own, ids) = (notification.own(), notification.own_rows().map(|(row, _)| ids.row(row).to_owned()));
    let ids = Ids { rows: ids.collect(), objects: Vec::new() };
    surface.structure("notification", &api.record.structure, notification.span, Rows { record: &own, ids: &ids });
    api.codes.iter().for_each(|table| surface.codes(table));
    surface
}

/// A content's record, the objects in it, and its own code tables.
pub(super) fn content(content: &Content, ids: &Ids) -> Surface {
    let mut surface = Surface::default();
    let api = api::Content::of(content);
    surface.record("content", &api.record, Rows { record: &content.record, ids }, content.span);
    api.codes.iter().for_each(|table| surface.codes(table));
    surface
}

/// Code tables that several specs share.
pub(super) fn shared_codes(tables: &[Arc<CodeTable>]) -> Surface {
    let mut surface = Surface::default();
    tables.iter().for_each(|table| surface.codes(&EnumOf::of(table)));
    surface
}

/// Choices that several specs share.
pub(super) fn parts(parts: &[Arc<Part>]) -> Surface {
    let mut surface = Surface::default();
    for part in parts {
        let ids = Ids { rows: part.fields.clone(), objects: Vec::new() };
        let rows = Rows { record: &Record::default(), ids: &ids };
        surface.choice(format!("part {}", part.name), &ChoiceOf::of(part).shape, part.span, rows);
    }
    surface
}

/// Errors that several operations share.
pub(super) fn error_tables(tables: &[ErrorTable]) -> Surface {
    let mut surface = Surface::default();
    for table in tables {
        surface.errors(&format!("errors {}", table.name), &EnumOf::of_errors(table), table.span);
    }
    surface
}

/// Sets of templates.
pub(super) fn templates(sets: &[TemplateSet]) -> Surface {
    let mut surface = Surface::default();
    for set in sets {
        surface.add(
            format!("templates {}", set.name),
            &TemplateSetConst::of(set).name,
            Kind::Constant,
            set.span,
            Vec::new(),
        );
    }
    surface
}

impl Surface {
    fn add(&mut self, id: impl Into<String>, name: &str, kind: Kind, span: Span, parts: Vec<ItemPart>) {
        self.items.push(Item { id: id.into(), name: name.to_owned(), kind, span, parts });
    }

    fn codes(&mut self, table: &EnumOf<'_, CodeTable>) {
        let values = table.of.values.iter().map(|value| (&*value.code, value.span));
        self.add(format!("codes {}", table.of.name), &table.name, Kind::Open, table.of.span, plain(table, values));
    }

    fn errors(&mut self, id: &str, table: &EnumOf<'_, [DocumentedError]>, span: Span) {
        let errors = table.of.iter().map(|error| (&*error.code, error.span));
        self.add(id, &table.name, Kind::Open, span, plain(table, errors));
    }

    fn structure(&mut self, id: &str, structure: &Struct, span: Span, rows: Rows<'_>) {
        let kind = if structure.builder.is_some() { Kind::Built } else { Kind::Read };
        let member = |member: &api::Member| {
            let (id, span) = match &member.source {
                Source::Row(row) => (rows.ids.row(*row).to_owned(), rows.span(*row)),
                Source::Part { choice, .. } | Source::Choice(choice) => {
                    let span = rows.record.choices.get(*choice).map(|choice| choice.span);
                    (rows.choice(*choice), span.unwrap_or_default())
                }
                Source::Tag => {
                    let row = rows.record.tag.as_ref().map_or(usize::MAX, |tag| tag.field);
                    (rows.ids.row(row).to_owned(), rows.span(row))
                }
            };
            let is_filled = match &member.need {
                Need::Default(_) => true,
                Need::Required { .. } | Need::Optional => false,
            };
            let (name, ty) = (member.name.clone(), rows.ty(&member.ty));
            ItemPart { id, name, ty, is_optional: member.is_optional, is_filled, span }
        };
        self.add(id, &structure.name, kind, span, structure.members.iter().map(member).collect());
    }

    /// The record of a content, and the objects in it.
    fn record(&mut self, id: &str, api: &api::Record, rows: Rows<'_>, span: Span) {
        self.structure(id, &api.structure, span, rows);
        self.groups(api, rows, id);
        for object in &api.objects {
            let record = rows.record.fields.get(object.row).and_then(|field| field.object.as_deref());
            if let (Some(record), Some(ids)) = (record, rows.ids.objects.get(object.row)) {
                let id = format!("{id}/{}", rows.ids.row(object.row));
                self.record(&id, &object.record, Rows { record, ids }, rows.span(object.row));
            }
        }
    }

    /// The choices of a record, except shared parts, and the cases of its tag.
    fn groups(&mut self, api: &api::Record, rows: Rows<'_>, within: &str) {
        for choice in &api.choices {
            self.choice(format!("{within} {}", rows.choice(choice.choice)), choice, choice.span, rows);
        }
        let Some(tag) = &api.tag else { return };
        let span = rows.span(tag.row);
        let mut variants = Vec::new();
        for case in &tag.cases {
            let id = format!("{within} case {}", case.value);
            let holds = case.fields.as_ref().map(|fields| {
                let span = match fields.members.first().map(|member| &member.source) {
                    Some(Source::Row(row)) => rows.span(*row),
                    Some(Source::Part { .. } | Source::Choice(_) | Source::Tag) | None => span,
                };
                self.structure(&id, fields, span, rows);
                (String::new(), Type::named(&id, &fields.name))
            });
            let ty = Type::of_members(holds.into_iter().collect());
            variants.push(ItemPart::variant(&case.value, &case.name, ty, span));
        }
        if let Some(unlisted) = tag.unlisted {
            let text = Type::of_members(vec![(String::new(), Type::plain("String"))]);
            variants.push(ItemPart::variant("what is not listed", unlisted, text, span));
        }
        self.add(format!("{within} tag"), &tag.name, Kind::Exhaustive, span, variants);
    }

    fn choice(&mut self, id: String, choice: &api::Choice, span: Span, rows: Rows<'_>) {
        let variant = |variant: &api::Alternative| {
            let member = |VariantValue { name, ty, is_optional, .. }: &VariantValue| {
                (name.clone(), rows.ty(ty).optional(*is_optional))
            };
            let values = variant.holds.values();
            let ids: Vec<&str> = values.iter().map(|value| rows.ids.row(value.row)).collect();
            let ty = Type::of_members(values.iter().map(member).collect());
            ItemPart::variant(&ids.join(" "), &variant.name, ty, span)
        };
        let variants = choice.variants.iter().map(variant).collect();
        self.add(id, &choice.name, Kind::Exhaustive, span, variants);
    }
}

impl ItemPart {
    fn variant(id: &str, name: &str, ty: Type, span: Span) -> Self {
        ItemPart { id: id.to_owned(), name: name.to_owned(), ty, is_optional: false, is_filled: false, span }
    }
}

/// The variants of an enum without fields.
fn plain<'s, T: ?Sized>(table: &EnumOf<'_, T>, entries: impl Iterator<Item = (&'s str, Span)>) -> Vec<ItemPart> {
    let variant = |((name, _), (id, span)): (&(String, api::Doc), (&str, Span))| {
        ItemPart::variant(id, name, Type::of_members(Vec::new()), span)
    };
    table.variants.iter().zip(entries).map(variant).collect()
}
