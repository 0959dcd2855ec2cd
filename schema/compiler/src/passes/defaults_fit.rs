use std::collections::{HashMap, HashSet};

use crate::ast::{FieldSyntax, RecordSyntax, SyntaxTree};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Field, Model, Record, Required, Role, WireType};

/// Only an independent row that is sent and has a single value can have a default, which the row must allow.
pub(crate) fn check(specs: &SyntaxTree, model: &mut Model, d: &mut Diagnostics) {
    let operations: HashMap<&str, _> = specs.operations.iter().map(|spec| (spec.name.as_str(), spec)).collect();
    let contents: HashMap<&str, _> = specs.contents.iter().map(|spec| (spec.name.as_str(), spec)).collect();
    for operation in &mut model.operations {
        let Some(spec) = operations.get(operation.name.as_str()) else { continue };
        sent(&spec.request, &mut operation.request, d);
        received(&spec.response, &mut operation.response, d);
    }
    for content in &mut model.contents {
        let Some(spec) = contents.get(content.name.as_str()) else { continue };
        let check_record = if content.received { received } else { sent };
        check_record(&spec.record, &mut content.record, d);
    }
}

fn sent(spec: &RecordSyntax, record: &mut Record, d: &mut Diagnostics) {
    let groups = record.choices.iter().flat_map(|choice| &choice.alternatives);
    let chosen: HashSet<usize> = groups.flat_map(|group| group.fields.iter().copied()).collect();
    let misplaced_at: Vec<Option<&str>> =
        record.fields.iter().enumerate().map(|(index, field)| misplaced(record, &chosen, index, field)).collect();
    for ((field, row), misplaced) in record.fields.iter_mut().zip(&spec.fields).zip(misplaced_at) {
        if let (Some(inner), Some(spec)) = (&mut field.object, &row.object) {
            sent(spec, inner, d);
        }
        let Some(written) = &row.default else { continue };
        let key = key(row);
        if let Some(why) = misplaced {
            d.error(Id::WrongType, written.span, format!("`{}` cannot have `{key}:`: it is {why}", field.name))
                .help(format!("a {key} stands in a row of one value that is there whatever else is given"));
            field.drop_default();
            continue;
        }
        let found = field.schema().validate(written.as_str());
        let mut why: Vec<String> = found.iter().map(|violation| violation.rule.text().en.into_owned()).collect();
        if written.value.is_empty() {
            why.push("is empty".to_owned());
        }
        if !why.is_empty() {
            let why = why.join("; it ");
            d.error(Id::Limit, written.span, format!("the {key} of `{}` does not fit its row: it {why}", field.name))
                .help("write a value that the row takes");
            field.drop_default();
        }
    }
}

/// The key that contains a row's default.
fn key(row: &FieldSyntax) -> &'static str {
    if row.limits.constant.is_some() { "constant" } else { "default" }
}

/// Why a row can't have a default.
fn misplaced(record: &Record, chosen: &HashSet<usize>, index: usize, field: &Field) -> Option<&'static str> {
    match field.required {
        Required::OneOfTwoAbove | Required::OneOfTwoBelow => return Some("one of two"),
        Required::Present => return Some("a key whose value may be empty"),
        Required::Yes | Required::No | Required::Blank => {}
    }
    if field.list.is_some() {
        Some("a list")
    } else if field.ty == WireType::Object {
        Some("an object")
    } else if field.count_of.is_some() {
        Some("filled in by the builder")
    } else if field.role != Role::Value {
        Some("filled in by the client")
    } else if record.tag.as_ref().is_some_and(|tag| tag.field == index) {
        Some("a tag")
    } else if !field.when.is_empty() {
        Some("in a section")
    } else if chosen.contains(&index) {
        Some("in a choice")
    } else {
        None
    }
}

fn received(spec: &RecordSyntax, record: &mut Record, d: &mut Diagnostics) {
    for (field, row) in record.fields.iter_mut().zip(&spec.fields) {
        if let (Some(inner), Some(spec)) = (&mut field.object, &row.object) {
            received(spec, inner, d);
        }
        if let Some(written) = &row.default {
            let key = key(row);
            d.error(Id::WrongType, written.span, format!("`{}` cannot have `{key}:`: it is received", field.name))
                .help(format!("a {key} stands in the rows of a request or a content"));
            field.drop_default();
        }
    }
}
