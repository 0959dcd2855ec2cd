use super::limits_are_valid::format_of;
use super::{RecordKind, Tables, each_record};
use crate::ast::{CodeSyntax, CodesSyntax, FieldSyntax, SyntaxTree};
use crate::casing::{UNLISTED, camel};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Encoding, Exhaustiveness, Null, Required, Role, WireType};
use wxmed_core::{Format, Json};

/// A field's type fits the other settings of its row.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, tables| {
        for field in &mut record.fields {
            boolean(field, d);
            format(kind, field, d);
            object(kind, field, d);
            encoding(kind, field, codes_of(field, tables), d);
            tag(kind, field, tables, d);
            null(kind, field, d);
            if field.role != Role::Value
                && (kind == RecordKind::Content || (field.ty.is_number() || field.ty == WireType::Object))
            {
                d.error(Id::WrongType, field.name.span, format!("`{}` cannot have a role", field.name.value))
                    .help("only a text of a request or a response is filled in by the client");
                field.role = Role::Value;
            }
            if field.required == Required::Present && kind != RecordKind::Content {
                d.error(Id::WrongType, field.name.span, format!("`{}` cannot be present and empty", field.name.value))
                    .help("on the wire an empty field is an absent one; only a content has `required: present`");
                field.required = Required::Yes;
            }
        }
    });
}

/// `null` counts as no value, so only optional fields of JSON contents can allow it.
fn null(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let can_be_null = kind == RecordKind::Content && field.required == Required::No && field.default.is_none();
    if field.null == Null::Kept && !can_be_null {
        d.error(Id::WrongType, field.name.span, format!("`{}` cannot be null", field.name.value))
            .help("only a row of a content with `required: N` and without `default:` can be `nullable: yes`");
        field.null = Null::Absent;
    }
}

/// A boolean has no code table: with other values it would be a text.
fn boolean(field: &mut FieldSyntax, d: &mut Diagnostics) {
    if format_of(field) != Format::Boolean {
        return;
    }
    if let Some(codes) = field.codes.take() {
        d.error(Id::WrongType, codes.span, format!("`{}` is true or false, and has a code table", field.name.value))
            .help("write a `String` with the code table, or remove `codes:`");
    }
}

fn format(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let Some((format, span)) = field.format else { return };
    let fits = match field.ty {
        WireType::Text { .. } => true,
        WireType::Uint32 | WireType::Uint64 | WireType::Int if format == Format::Fen => kind != RecordKind::Response,
        WireType::Uint8 | WireType::Uint32 | WireType::Uint64 | WireType::Int => format.is_whole_number(),
        WireType::Bool => format == Format::Boolean,
        WireType::Object => false,
    };
    if !fits {
        d.error(
            Id::WrongType,
            span,
            format!("a field of type `{}` cannot have the format `{}`", field.notation.value, format.name()),
        )
        .help("remove `format:`, or change `type:`");
        field.format = None;
    }
    if let (Some(codes), Some(_), true) = (&field.codes, field.format, format != Format::Text) {
        d.error(Id::WrongType, codes.span, format!("`{}` has a format and a code table", field.name.value))
            .help("keep the one that decides");
        field.codes = None;
    }
}

fn object(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    if field.ty != WireType::Object {
        return;
    }
    if kind != RecordKind::Content {
        d.error(Id::WrongType, field.notation.span, "a field of a request or a response cannot be an object")
            .help("objects stand in a content: describe it in a file of its own");
        field.ty = WireType::Text { max: None };
        field.object = None;
    }
    if let Some(codes) = field.codes.take() {
        d.error(Id::WrongType, codes.span, "an object has no code table").help("remove `codes:`");
    }
    let can_be_empty = field.list.is_some() || matches!(field.encoding, Some((Encoding::JsonText, _)));
    if field.required == Required::Present && !can_be_empty {
        d.error(
            Id::WrongType,
            field.name.span,
            format!("the object `{}` cannot be present and empty", field.name.value),
        )
        .help("say `required: Y` or `required: N`");
        field.required = Required::Yes;
    }
    if field.ty == WireType::Object && field.object.as_ref().is_none_or(|object| object.fields.is_empty()) {
        d.error(Id::MissingKey, field.name.span, format!("the object `{}` has no fields", field.name.value))
            .help("list them under `fields:`");
    }
}

/// A field that is encoded as a number has a numeric format, and can't be empty.
fn encoding(kind: RecordKind, field: &mut FieldSyntax, table: Option<&CodesSyntax>, d: &mut Diagnostics) {
    if let Some((Encoding::JsonText, span)) = field.encoding
        && (kind != RecordKind::Content || field.ty != WireType::Object)
    {
        d.error(Id::WrongType, span, format!("`{}` is nothing that a text could hold as JSON", field.name.value))
            .help("only an object of a content, or a list of objects, can stand inside a string");
        field.encoding = None;
    }
    if let Some((Encoding::Boolean, span)) = field.encoding
        && (kind != RecordKind::Content || format_of(field) != Format::Boolean || is_present_value(field))
    {
        d.error(Id::WrongType, span, format!("`{}` cannot be true or false in JSON", field.name.value))
            .help("only a row of a content with `type: boolean`, or with that format, can");
        field.encoding = None;
    }
    let Some((Encoding::Number, span)) = field.encoding else { return };
    let format = format_of(field);
    let not_a_number = table.and_then(|table| table.values.iter().find(|value| !Json::is_number(&value.code.value)));
    let problem = if kind != RecordKind::Content {
        "outside of JSON every value is text".to_owned()
    } else if field.ty == WireType::Object {
        "an object is neither a string nor a number".to_owned()
    } else if !format.can_be_number() {
        format!("a value of the format `{}` is no number", format.name())
    } else if is_present_value(field) {
        "a number cannot be present and empty".to_owned()
    } else if let Some(value) = not_a_number {
        format!("the code `{}` is no number", value.code.value)
    } else {
        return;
    };
    d.error(Id::WrongType, span, format!("`{}` cannot be a number on the wire: {problem}", field.name.value))
        .help("remove `wire:`, or say `wire: string`");
    field.encoding = None;
}

/// Whether the key can be present with an empty text.
fn is_present_value(field: &FieldSyntax) -> bool {
    field.required == Required::Present && field.list.is_none()
}

/// The value whose name collides with the variant for unlisted values.
fn unlisted(table: &CodesSyntax) -> Option<&CodeSyntax> {
    table.values.iter().find(|value| camel(&value.name.value) == UNLISTED)
}

fn codes_of<'c>(field: &FieldSyntax, tables: &Tables<'c>) -> Option<&'c CodesSyntax> {
    field.codes.as_ref().and_then(|name| tables.get(&name.value))
}

fn tag(kind: RecordKind, field: &mut FieldSyntax, tables: &Tables<'_>, d: &mut Diagnostics) {
    let Some(tag) = &field.tag else { return };
    let table = codes_of(field, tables);
    let has_cases = match kind {
        RecordKind::Request => table.is_some_and(|table| table.kind == Exhaustiveness::Closed),
        RecordKind::Content => table.is_some(),
        RecordKind::Response => false,
    };
    if !has_cases || field.required != Required::Yes || !field.when.is_empty() {
        d.error(Id::WrongType, tag.span, format!("`{}` cannot decide which fields there are", field.name.value)).help(
            "a tag is a mandatory field outside of sections with a code table, which is closed unless it stands in a content",
        );
        field.tag = None;
    } else if let Some(value) = table.filter(|table| table.kind == Exhaustiveness::Open).and_then(unlisted) {
        d.error(Id::ApiName, value.name.span, "what an open code table does not list is called `unlisted` in the API")
            .help("give the value another name, or the code table another kind");
        field.tag = None;
    }
}
