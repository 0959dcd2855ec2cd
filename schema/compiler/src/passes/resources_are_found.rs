use std::collections::HashSet;

use crate::ast::{FieldSyntax, NeedSyntax, OperationSyntax, RecordSyntax, RowIndex, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Resource, Role, Span};

/// The resources that an operation needs or creates are identified by fields of its caller, and the causes of its
/// errors refer to what it needs.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    for operation in &mut specs.operations {
        let OperationSyntax { needs, creates, request, response, errors, .. } = operation;
        distinct(needs, |need| (need.what, need.span), "needed", d);
        distinct(creates, |creation| (creation.what, creation.span), "created", d);
        let sent = RowIndex::of(request);
        for need in needs.iter_mut() {
            need.by.retain(|name| is_given(&sent, request, name, d));
            need.same.retain(|name| is_given(&sent, request, name, d));
            need.within.take_if(|seconds| !is_some_time(seconds, d));
        }
        for creation in creates.iter_mut() {
            creation.by.retain(|name| is_given(&sent, request, name, d));
            creation.lasts.take_if(|name| !is_duration(&response.fields, name, d));
        }
        let causes = Causes::of(needs);
        for error in errors {
            error.when.take_if(|cause| !causes.has(cause, d));
        }
    }
}

fn distinct<T>(items: &mut Vec<T>, what: impl Fn(&T) -> (Option<Resource>, Span), how: &str, d: &mut Diagnostics) {
    let mut seen = Vec::new();
    items.retain(|item| {
        let (Some(resource), span) = what(item) else { return true };
        let is_new = !seen.contains(&resource);
        if is_new {
            seen.push(resource);
        } else {
            d.error(Id::DuplicateName, span, format!("`{}` is {how} twice", resource.name()))
                .help("say in one entry all that there is to say of it");
        }
        is_new
    });
}

fn is_given(sent: &RowIndex<'_>, request: &RecordSyntax, name: &Text, d: &mut Diagnostics) -> bool {
    let given = || request.fields.iter().filter(|field| field.role == Role::Value);
    match sent.row(name.as_str()) {
        Some(field) if field.role == Role::Value => return true,
        Some(_) => d
            .error(Id::WrongType, name.span, format!("`{}` says nothing of what it is sent for", name.value))
            .help("name a field that the caller gives, not one that the client fills in"),
        None => {
            d.error(Id::UnknownField, name.span, format!("the request has no field `{}`", name.value))
                .did_you_mean(&name.value, given().map(|field| field.name.as_str()));
        }
    }
    false
}

fn is_some_time(seconds: &Text, d: &mut Diagnostics) -> bool {
    let is_some = seconds.value.parse::<u32>().is_ok_and(|seconds| seconds > 0);
    if !is_some {
        d.error(Id::Limit, seconds.span, format!("`{}` is no number of seconds", seconds.value))
            .help("write a whole number above zero");
    }
    is_some
}

fn is_duration(response: &[FieldSyntax], name: &Text, d: &mut Diagnostics) -> bool {
    let counts = |field: &&FieldSyntax| field.ty.is_unsigned();
    match response.iter().find(|field| field.name.value == name.value) {
        Some(field) if counts(&field) => return true,
        Some(_) => d
            .error(Id::WrongType, name.span, format!("`{}` is no number of seconds", name.value))
            .help("name a field of the type Uint8, Uint32 or Uint64"),
        None => {
            d.error(Id::UnknownField, name.span, format!("the response has no field `{}`", name.value))
                .did_you_mean(&name.value, response.iter().filter(counts).map(|field| field.name.as_str()));
            return false;
        }
    };
    false
}

/// The possible causes of an error.
struct Causes<'s> {
    /// The resources that the operation needs, and the fields that its needs compare, in order.
    names: Vec<&'s str>,
    known: HashSet<&'s str>,
    /// A resource with an invalid name may be any.
    are_all_known: bool,
}

impl<'s> Causes<'s> {
    fn of(needs: &'s [NeedSyntax]) -> Self {
        let resources = needs.iter().filter_map(|need| need.what.map(Resource::name));
        let names: Vec<&str> = resources.chain(needs.iter().flat_map(|need| &need.same).map(Text::as_str)).collect();
        let known = names.iter().copied().collect();
        Self { names, known, are_all_known: needs.iter().all(|need| need.what.is_some()) }
    }

    fn has(&self, cause: &Text, d: &mut Diagnostics) -> bool {
        let is_known = self.known.contains(cause.as_str());
        if !is_known && self.are_all_known {
            let message =
                format!("`{}` is nothing that the operation needs, nor a field that a need compares", cause.value);
            let unknown = d.error(Id::UnknownResource, cause.span, message);
            if self.names.is_empty() {
                unknown.help("list what it needs under `needs:`");
            } else {
                unknown.did_you_mean(&cause.value, self.names.iter().copied());
            }
        }
        is_known
    }
}
