use super::{RecordKind, each_record};
use crate::ast::{AnswerSyntax, FieldSyntax, RowIndex, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Resource, Role, Span, WireType};

/// Only a row of a response states the source of its value. It has at most one source, which the operation provides.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |place, record, _| {
        for field in &mut record.fields {
            one_source(place, field, d);
        }
    });
    for operation in &mut specs.operations {
        let needed = operation.needs.iter().map(|need| need.what);
        let things: Vec<Option<Resource>> =
            needed.chain(operation.creates.iter().map(|creation| creation.what)).collect();
        let sent = RowIndex::of(&operation.request);
        for field in &mut operation.response.fields {
            let AnswerSyntax { from, echoes, .. } = &mut field.answer;
            from.take_if(|(thing, span)| !is_known(*thing, *span, &things, d));
            echoes.take_if(|name| !comes_back(name, field.ty, &sent, d));
        }
    }
}

fn one_source(place: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let AnswerSyntax { sample, from, echoes } = &field.answer;
    let sources =
        [sample.as_ref().map(|text| text.span), from.map(|(_, span)| span), echoes.as_ref().map(|text| text.span)];
    let mut sources = sources.into_iter().flatten();
    let (Some(first), second) = (sources.next(), sources.next()) else { return };
    let name = &field.name.value;
    if place != RecordKind::Response || field.role == Role::Signature {
        d.error(Id::AnswerValue, first, format!("the value of `{name}` is not the platform's to choose"))
            .help("`sample:`, `from:` and `echoes:` stand in the rows of an answer, but for its signature");
        field.answer = AnswerSyntax::default();
    } else if let Some(second) = second {
        d.error(Id::AnswerValue, second, format!("the value of `{name}` comes from two places"))
            .help("keep one of `sample:`, `from:` and `echoes:`");
        field.answer = AnswerSyntax::default();
    }
}

fn is_known(thing: Resource, span: Span, things: &[Option<Resource>], d: &mut Diagnostics) -> bool {
    let is_known = things.contains(&Some(thing));
    // A resource with an invalid name may be the one that was meant.
    if !is_known && !things.contains(&None) {
        let message = format!("the operation neither needs nor creates a `{}`", thing.name());
        let unknown = d.error(Id::UnknownThing, span, message);
        if things.is_empty() {
            unknown.help("list it under `needs:` or `creates:`");
        } else {
            unknown.did_you_mean(thing.name(), things.iter().flatten().map(|thing| thing.name()));
        }
    }
    is_known
}

/// Whether a field of the request can be echoed in a row of this type.
fn comes_back(name: &Text, ty: WireType, request: &RowIndex<'_>, d: &mut Diagnostics) -> bool {
    let is_number = |ty: WireType| ty.is_number() || ty == WireType::Object;
    match request.row(name.as_str()) {
        None => {
            d.error(Id::UnknownField, name.span, format!("the request has no field `{}`", name.value))
                .did_you_mean(&name.value, request.names());
            false
        }
        Some(sent) if sent.role == Role::Signature || is_number(ty) && sent.ty != ty => {
            d.error(Id::AnswerValue, name.span, format!("`{}` cannot come back here", name.value))
                .help("a signature does not come back, and a number only as a number of its type");
            false
        }
        Some(_) => true,
    }
}
