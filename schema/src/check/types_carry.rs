use super::{Place, codes, each_record};
use crate::Format;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Openness, Required, Role, Type};
use crate::syntax::{FieldSyntax, Specs};

/// A field's type can carry what its row asks of it.
pub(super) fn check(specs: &mut Specs, d: &mut Diagnostics) {
    each_record(specs, |place, record, own, shared| {
        for field in &mut record.fields {
            format(field, d);
            object(place, field, d);
            tag(place, field, own, shared, d);
            if field.role != Role::Value && (place == Place::Content || !matches!(field.ty, Type::Text { .. })) {
                d.error(Id::WrongType, field.name.span, format!("`{}` cannot have a role", field.name.value))
                    .help("only a text of a request or an answer is filled in by the client");
                field.role = Role::Value;
            }
            if field.required == Required::Present && place != Place::Content {
                d.error(Id::WrongType, field.name.span, format!("`{}` cannot be present and empty", field.name.value))
                    .help("on the wire an empty field is an absent one; only a content has `required: present`");
                field.required = Required::Yes;
            }
        }
    });
}

fn format(field: &mut FieldSyntax, d: &mut Diagnostics) {
    let Some((format, span)) = field.format else { return };
    let numeric = matches!(format, Format::Uint8 | Format::Uint32 | Format::Int);
    let fits = match field.ty {
        Type::Text { .. } => true,
        Type::Uint8 | Type::Uint32 | Type::Int => numeric,
        Type::Object => false,
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

fn object(place: Place, field: &mut FieldSyntax, d: &mut Diagnostics) {
    if field.ty != Type::Object {
        return;
    }
    if place != Place::Content {
        d.error(Id::WrongType, field.notation.span, "a field of a request or an answer cannot be an object")
            .help("objects stand in a content: describe it in a file of its own");
        field.ty = Type::Text { max: None };
        field.object = None;
    }
    if let Some(codes) = field.codes.take() {
        d.error(Id::WrongType, codes.span, "an object has no code table").help("remove `codes:`");
    }
    if field.required == Required::Present {
        d.error(
            Id::WrongType,
            field.name.span,
            format!("the object `{}` cannot be present and empty", field.name.value),
        )
        .help("say `required: Y` or `required: N`");
        field.required = Required::Yes;
    }
    if field.ty == Type::Object && field.object.as_ref().is_none_or(|object| object.fields.is_empty()) {
        d.error(Id::MissingKey, field.name.span, format!("the object `{}` has no fields", field.name.value))
            .help("list them under `fields:`");
    }
}

fn tag(
    place: Place,
    field: &mut FieldSyntax,
    own: &[crate::syntax::CodesSyntax],
    shared: &[crate::syntax::CodesSyntax],
    d: &mut Diagnostics,
) {
    let Some(tag) = &field.tag else { return };
    let table = field.codes.as_ref().and_then(|name| codes(&name.value, own, shared));
    let is_closed = table.is_some_and(|table| table.kind == Openness::Closed);
    if place != Place::Request || !is_closed || field.required != Required::Yes {
        d.error(Id::WrongType, tag.span, format!("`{}` cannot decide which fields there are", field.name.value))
            .help("a tag is a mandatory field of a request with a closed code table");
        field.tag = None;
    }
}
