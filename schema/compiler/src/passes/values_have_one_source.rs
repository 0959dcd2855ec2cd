use super::{RecordKind, each_record};
use crate::ast::{FieldSyntax, RowIndex, SyntaxTree, Text, ValueSourceSyntax};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Resource, Role, Span, WireType};

/// Only a row of a response states the source of its value. It has at most one source, which the operation provides.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, _| {
        for field in &mut record.fields {
            one_source(kind, field, d);
        }
    });
    for operation in &mut specs.operations {
        let needed = operation.needs.iter().map(|need| need.what);
        let resources: Vec<Option<Resource>> =
            needed.chain(operation.creates.iter().map(|creation| creation.what)).collect();
        let sent = RowIndex::of(&operation.request);
        for field in &mut operation.response.fields {
            let ValueSourceSyntax { from, echoes, .. } = &mut field.value_source;
            from.take_if(|(resource, span)| !is_known(*resource, *span, &resources, d));
            echoes.take_if(|name| !comes_back(name, field.ty, &sent, d));
        }
    }
}

fn one_source(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let ValueSourceSyntax { sample, from, echoes } = &field.value_source;
    let sources =
        [sample.as_ref().map(|text| text.span), from.map(|(_, span)| span), echoes.as_ref().map(|text| text.span)];
    let mut sources = sources.into_iter().flatten();
    let (Some(first), second) = (sources.next(), sources.next()) else { return };
    let name = &field.name.value;
    if kind != RecordKind::Response || field.role == Role::Signature {
        d.error(Id::ResponseValue, first, format!("the value of `{name}` is not the platform's to choose"))
            .help("`sample:`, `from:` and `echoes:` are keys of the rows of a response, except its signature");
        field.value_source = ValueSourceSyntax::default();
    } else if let Some(second) = second {
        d.error(Id::ResponseValue, second, format!("the value of `{name}` comes from two places"))
            .help("keep one of `sample:`, `from:` and `echoes:`");
        field.value_source = ValueSourceSyntax::default();
    }
}

fn is_known(resource: Resource, span: Span, resources: &[Option<Resource>], d: &mut Diagnostics) -> bool {
    let is_known = resources.contains(&Some(resource));
    // A resource with an invalid name may be the one that was meant.
    if !is_known && !resources.contains(&None) {
        let message = format!("the operation neither needs nor creates a `{}`", resource.name());
        let unknown = d.error(Id::UnknownResource, span, message);
        if resources.is_empty() {
            unknown.help("list it under `needs:` or `creates:`");
        } else {
            unknown.did_you_mean(resource.name(), resources.iter().flatten().map(|resource| resource.name()));
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
            d.error(Id::ResponseValue, name.span, format!("`{}` cannot come back here", name.value))
                .help("a signature does not come back, and a number only as a number of its type");
            false
        }
        Some(_) => true,
    }
}
