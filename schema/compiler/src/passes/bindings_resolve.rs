use std::collections::BTreeSet;

use super::limits_are_valid::format_of;
use crate::ast::{ContentSyntax, FieldSyntax, OperationSyntax, SyntaxTree};
use crate::diagnostic::{Diagnostics, Id};
use wxmed_core::Format;

/// A binding refers to the request, has a unique ID, and its request fields agree with those of the requests.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let SyntaxTree { operations, contents, .. } = specs;
    for content in contents {
        distinct(content, d);
        for binding in &content.bindings {
            if !binding.check.value.contains("outer.") {
                d.error(Id::WrongType, binding.check.span, "this binding says nothing of the request that carries it")
                    .help("write it under `rules:`, or name a field of the request as in `outer.total_fee`");
            }
        }
        for row in &content.outer.fields {
            agrees(row, operations, d);
        }
    }
}

fn distinct(content: &mut ContentSyntax, d: &mut Diagnostics) {
    let mut seen: BTreeSet<String> = content.record.rules.iter().map(|rule| rule.id.value.clone()).collect();
    content.bindings.retain(|binding| {
        let is_new = seen.insert(binding.id.value.clone());
        if !is_new {
            d.error(Id::DuplicateName, binding.id.span, format!("there is another rule `{}`", binding.id.value))
                .help("give one of the two another ID");
        }
        is_new
    });
}

/// Checks that a request field is declared in the content's spec as in the operations that have it.
fn agrees(row: &FieldSyntax, operations: &[OperationSyntax], d: &mut Diagnostics) {
    let with_content = operations.iter().filter(|operation| operation.request.fields.iter().any(holds_a_content));
    for operation in with_content {
        let Some(field) = operation.request.named(&row.name.value).and_then(|at| operation.request.fields.get(at))
        else {
            continue;
        };
        let (known, is) = (format_of(row), format_of(field));
        if unit(known) != unit(is) {
            let message = format!(
                "`{}` is `{}` here, and `{}` in the request of `{}`",
                row.name.value,
                known.name(),
                is.name(),
                operation.name.value
            );
            d.error(Id::WrongType, row.name.span, message).help("give it the type and the format that the request has");
            return;
        }
    }
}

fn holds_a_content(field: &FieldSyntax) -> bool {
    field.format.is_some_and(|(format, _)| format == Format::Content)
}

/// The type of a value in expressions.
#[derive(PartialEq, Eq)]
enum AmountUnit {
    Text,
    Yuan,
    Number,
}

fn unit(format: Format) -> AmountUnit {
    match format {
        Format::Yuan => AmountUnit::Yuan,
        Format::Uint8
        | Format::Uint32
        | Format::Uint64
        | Format::Int
        | Format::Int64
        | Format::Fen
        | Format::Decimal => AmountUnit::Number,
        Format::Text
        | Format::Timestamp
        | Format::Ipv4
        | Format::Url
        | Format::IdcardMd5
        | Format::Content
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute
        | Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Base64
        | Format::Json
        | Format::IdNumber
        | Format::Boolean
        | Format::Float
        | Format::Sm2Signature
        | Format::Sm4Ciphertext => AmountUnit::Text,
    }
}
