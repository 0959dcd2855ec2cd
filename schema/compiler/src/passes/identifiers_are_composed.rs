use super::limits_are_valid::{format_of, is_pattern};
use super::{RecordKind, each_record};
use crate::ast::{FieldSyntax, IdPartSyntax, RecordSyntax, RowIndex, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Span, WireType};
use wxmed_core::Format;

/// An identifier is a text that consists of distinguishable parts.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, _| {
        let is_valid: Vec<bool> = record.fields.iter().map(|field| composed(kind, field, record, d)).collect();
        for (field, is_valid) in record.fields.iter_mut().zip(is_valid) {
            if !is_valid {
                field.composed.clear();
            }
        }
    });
}

fn composed(kind: RecordKind, field: &FieldSyntax, record: &RecordSyntax, d: &mut Diagnostics) -> bool {
    if field.composed.is_empty() {
        return true;
    }
    let span = field.name.span;
    let name = &field.name.value;
    let is_text = matches!(field.ty, WireType::Text { .. }) && format_of(field) == Format::Text && field.list.is_none();
    if !is_text || kind == RecordKind::Response {
        return wrong(
            span,
            format!("`{name}` cannot be composed"),
            "only a text that is sent, without a format, can be",
            d,
        );
    }
    if field.composed.len() < 2 {
        return wrong(span, format!("`{name}` consists of one part"), "write a `pattern:` or a rule instead", d);
    }
    let patterns = field.composed.iter().filter(|part| matches!(part, IdPartSyntax::Pattern(_))).count();
    if patterns > 1 {
        let help = "where one ends and another begins could not be told: write what never changes as `text:`";
        return wrong(span, format!("`{name}` has several parts with a pattern"), help, d);
    }
    let rows = RowIndex::of(record);
    // Check every part, so that the errors of all are reported.
    let are_parts: Vec<bool> = field.composed.iter().map(|part| is_part(field, part, (&rows, record), d)).collect();
    !are_parts.contains(&false)
}

fn is_part(
    field: &FieldSyntax,
    part: &IdPartSyntax,
    (rows, record): (&RowIndex<'_>, &RecordSyntax),
    d: &mut Diagnostics,
) -> bool {
    match part {
        IdPartSyntax::Pattern(pattern) => is_pattern(pattern, d),
        IdPartSyntax::Literal(text) if text.value.is_empty() => {
            wrong(text.span, "an empty text is no part".to_owned(), "write the text, or remove the part", d)
        }
        IdPartSyntax::Literal(_) => true,
        IdPartSyntax::Time(format, _) if format.width().is_some() => true,
        IdPartSyntax::Time(format, span) => {
            let help = "write the format of a date or a time, such as `yyyyMMdd`, or a `pattern:`";
            wrong(*span, format!("`{}` is no part of an identifier", format.name()), help, d)
        }
        IdPartSyntax::Field(name) => is_other(field, name, (rows, record), d),
    }
}

/// The field of a part is a different field, has a single value, and exists whenever the identifier does.
fn is_other(
    field: &FieldSyntax,
    name: &Text,
    (rows, record): (&RowIndex<'_>, &RecordSyntax),
    d: &mut Diagnostics,
) -> bool {
    if rows.index_of(name.as_str()).is_none() {
        d.error(Id::UnknownField, name.span, format!("there is no field `{}` in this table", name.value))
            .did_you_mean(&name.value, rows.names());
        return false;
    }
    let other = rows.beside(field, name.as_str()).and_then(|index| record.fields.get(index));
    match other {
        None => wrong(
            name.span,
            format!("`{}` is not there whenever the identifier is", name.value),
            "put both into the same section",
            d,
        ),
        Some(other) if other.name.span == field.name.span => {
            wrong(name.span, "an identifier is no part of itself".to_owned(), "name another field", d)
        }
        Some(other) if other.ty == WireType::Object || other.list.is_some() => {
            wrong(name.span, format!("`{}` is no single value", name.value), "name a field with a text or a number", d)
        }
        Some(_) => true,
    }
}

fn wrong(span: Span, message: String, help: &str, d: &mut Diagnostics) -> bool {
    d.error(Id::WrongType, span, message).help(help);
    false
}
