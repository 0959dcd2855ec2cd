use crate::ast::{FieldSyntax, NotificationSyntax, RecordSyntax, RelatedSyntax, RowIndex, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Required, Resource, Role};
use crate::{Options, Scope};

/// The fields of the response that the program fills in.
const RESPONSE_FIELDS: [&str; 2] = ["return_code", "return_msg"];

/// A notification can be verified, identified and responded to, and a request contains the address for it.
pub(super) fn check(specs: &mut SyntaxTree, options: &Options, d: &mut Diagnostics) {
    let SyntaxTree { notifications, operations, .. } = specs;
    for notification in notifications {
        is_signed(notification, d);
        is_identified(notification, d);
        has_response(notification, d);
        let Some(sent) = &notification.sent else { continue };
        let of = sent.what;
        are_found(&mut notification.related, &notification.request, of, d);
        one_source(&mut notification.request, of, &notification.related, d);
        let creates = |operation: &&crate::ast::OperationSyntax| {
            operation.creates.iter().any(|creation| creation.what.is_none_or(|what| what == sent.what))
        };
        let has_address =
            |operation: &crate::ast::OperationSyntax| operation.request.index_of(sent.to.as_str()).is_some();
        let mut creating = operations.iter().filter(creates);
        if options.scope == Scope::Everything && !creating.any(has_address) {
            let (of, to) = (sent.what.name(), sent.to.as_str());
            d.error(Id::UnknownField, sent.to.span, format!("no operation that creates `{of}` has a field `{to}`"))
                .help("name the field of its request that has the address for the notification");
        }
    }
}

fn is_signed(notification: &NotificationSyntax, d: &mut Diagnostics) {
    let is_signature = |field: &FieldSyntax| field.role == Role::Signature;
    if !notification.request.fields.iter().any(is_signature) {
        let name = &notification.name;
        d.error(Id::MissingKey, name.span, format!("`{}` has no signature, so anybody could send it", name.value))
            .help("add the row with `role: signature`");
    }
}

fn is_identified(notification: &mut NotificationSyntax, d: &mut Diagnostics) {
    let NotificationSyntax { by, request, .. } = notification;
    let (sent, rows) = (RowIndex::of(request), &request.fields);
    by.retain(|name| {
        let Some(row) = sent.row(name.as_str()) else {
            let known = rows.iter().filter(|row| row.role == Role::Value).map(|row| row.name.as_str());
            d.error(Id::UnknownField, name.span, format!("the notification has no field `{}`", name.value))
                .did_you_mean(&name.value, known);
            return false;
        };
        let identifies = row.role == Role::Value && !row.sensitive;
        if !identifies {
            d.error(Id::WrongType, name.span, format!("`{}` cannot tell one notification from another", name.value))
                .help("programs store these values: name a field that is not sensitive, and no nonce or signature");
        }
        identifies
    });
}

fn has_response(notification: &mut NotificationSyntax, d: &mut Diagnostics) {
    let NotificationSyntax { name, response, .. } = notification;
    if response.index_of("return_code").is_none() {
        d.error(Id::MissingKey, name.span, format!("the response to `{}` has no `return_code`", name.value))
            .help("add the row, with the code table `return_code`");
    }
    response.fields.retain(|field| {
        let is_written = RESPONSE_FIELDS.contains(&field.name.as_str()) || field.required != Required::Yes;
        if !is_written {
            d.error(Id::WrongType, field.name.span, format!("`{}` would never be sent", field.name.value))
                .help("the response to a notification has only `return_code` and `return_msg`");
        }
        is_written
    });
}

/// Related resources are found by values of the notification's resource, and each kind is related once.
fn are_found(related: &mut Vec<RelatedSyntax>, request: &RecordSyntax, of: Resource, d: &mut Diagnostics) {
    let mut seen = vec![of];
    related.retain(|related| {
        let Some(what) = related.what else { return true };
        let is_new = !seen.contains(&what);
        if is_new {
            seen.push(what);
        } else {
            d.error(Id::DuplicateName, related.span, format!("the notification relates the `{}` twice", what.name()))
                .help("list each related resource once, and not the one under `sent:`");
        }
        is_new
    });
    let rows = RowIndex::of(request);
    let has_value = |row: &FieldSyntax| row.value_source.from.is_some_and(|(resource, _)| resource == of);
    for related in related {
        related.by.retain(|name| match rows.row(name.as_str()) {
            Some(row) if has_value(row) => true,
            Some(_) => {
                d.error(Id::WrongType, name.span, format!("`{}` has no value of the `{}`", name.value, of.name()))
                    .help(format!("name a field with `from: {}`", of.name()));
                false
            }
            None => {
                let known = request.fields.iter().filter(|row| has_value(row)).map(|row| row.name.as_str());
                d.error(Id::UnknownField, name.span, format!("the notification has no field `{}`", name.value))
                    .did_you_mean(&name.value, known);
                false
            }
        });
    }
}

/// A row has a value of the notification's resource, or of a related one, or a made-up one.
fn one_source(request: &mut RecordSyntax, of: Resource, related: &[RelatedSyntax], d: &mut Diagnostics) {
    for field in &mut request.fields {
        let value_source = &mut field.value_source;
        value_source.from.take_if(|(resource, span)| {
            // A resource with an unknown keyword may be the right one.
            let is_other =
                *resource != of && related.iter().all(|related| related.what.is_some_and(|what| what != *resource));
            if is_other {
                d.error(
                    Id::UnknownResource,
                    *span,
                    format!("the notification tells nothing of a `{}`", resource.name()),
                )
                .help(format!("write `from: {}`, or list the other thing under `related:`", of.name()));
            }
            is_other
        });
        value_source.echoes.take_if(|name: &mut Text| {
            d.error(Id::ResponseValue, name.span, "a notification is no response, so there is nothing to echo")
                .help("write `from:` for a value of the resource that it is about");
            true
        });
    }
}
