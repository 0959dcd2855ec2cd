use std::collections::HashSet;

use super::{RecordKind, each_record};
use crate::ast::{FieldSyntax, ListSyntax, RecordSyntax, RowIndex, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Required, WireType};

/// Lists occur only in contents, their bounds allow at least one length, and their counts are valid.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, _| {
        for field in &mut record.fields {
            list(kind, field, d);
        }
        counts(record, d);
    });
}

fn list(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let Some(list) = &mut field.list else { return };
    if kind != RecordKind::Content {
        d.error(Id::WrongType, field.notation.span, "a field of a request or a response cannot be a list")
            .help("lists stand in a content: describe it in a file of its own");
        field.list = None;
        return;
    }
    if let Some(tag) = field.tag.take() {
        d.error(Id::WrongType, tag.span, "a list cannot decide which fields there are").help("remove `tag:`");
    }
    sizes(list, d);
    let rows = field.object.as_ref();
    let mut seen = HashSet::new();
    list.unique.retain(|unique| {
        let is_new = seen.insert(unique.value.clone());
        if !is_new {
            d.error(Id::DuplicateName, unique.span, format!("`{}` stands twice", unique.value))
                .help("remove one of the two");
        }
        is_new && can_differ(unique, rows, d)
    });
}

fn sizes(list: &mut ListSyntax, d: &mut Diagnostics) {
    for size in [&mut list.min, &mut list.max] {
        size.take_if(|size| {
            let is_size = size.value.parse::<u32>().is_ok();
            if !is_size {
                d.error(Id::Limit, size.span, format!("`{}` is no number of items", size.value))
                    .help("write a whole number");
            }
            !is_size
        });
    }
    let size = |text: &Option<Text>| text.as_ref().and_then(|text| text.value.parse::<u32>().ok());
    if let (min, Some(max)) = (size(&list.min).unwrap_or(0), size(&list.max))
        && (max == 0 || min > max)
        && let Some(max) = list.max.take()
    {
        d.error(Id::Limit, max.span, "no list is as long as this one must be").help("`min` is not above `max`");
    }
}

fn can_differ(unique: &Text, rows: Option<&RecordSyntax>, d: &mut Diagnostics) -> bool {
    let Some(rows) = rows else {
        d.error(Id::WrongType, unique.span, "the items of this list are no objects").help("remove `unique:`");
        return false;
    };
    match rows.named(unique.as_str()).and_then(|index| rows.fields.get(index)) {
        None => {
            d.error(Id::UnknownField, unique.span, format!("there is no field `{}` in the items", unique.value))
                .did_you_mean(&unique.value, rows.fields.iter().map(|row| row.name.as_str()));
            false
        }
        Some(row) if !row.when.is_empty() => {
            d.error(Id::WrongType, unique.span, format!("not every item has `{}`: it depends on a tag", unique.value))
                .help("items differ in a field that all of them have");
            false
        }
        Some(row) if row.ty == WireType::Object || row.list.is_some() => {
            d.error(Id::WrongType, unique.span, format!("`{}` is no single value", unique.value))
                .help("items differ in a text or a number");
            false
        }
        Some(_) => true,
    }
}

fn counts(record: &mut RecordSyntax, d: &mut Diagnostics) {
    if record.fields.iter().all(|field| field.count_of.is_none()) {
        return;
    }
    let lists: Vec<String> =
        record.fields.iter().filter(|field| field.list.is_some()).map(|field| field.name.value.clone()).collect();
    let known: HashSet<&str> = lists.iter().map(String::as_str).collect();
    let rows = RowIndex::of(record);
    let beside = |field: &FieldSyntax| {
        let list = rows.beside(field, field.count_of.as_ref()?.as_str())?;
        record.fields.get(list).filter(|list| list.list.is_some())
    };
    let is_beside: Vec<bool> = record.fields.iter().map(|field| beside(field).is_some()).collect();
    for (field, is_beside) in record.fields.iter_mut().zip(is_beside) {
        let Some(of) = &field.count_of else { continue };
        let is_whole = field.ty.is_number() && field.list.is_none();
        if !known.contains(of.as_str()) {
            let unknown = d.error(Id::UnknownField, of.span, format!("there is no list `{}` in this table", of.value));
            if lists.is_empty() {
                unknown.help("a list is a row of `type: list`");
            } else {
                unknown.did_you_mean(&of.value, lists.iter().map(String::as_str));
            }
        } else if !is_whole || field.format.is_some() || field.codes.is_some() || field.required != Required::Yes {
            d.error(Id::WrongType, of.span, format!("`{}` cannot be a count", field.name.value))
                .help("a count is a mandatory field of a whole number's type, without format or code table");
        } else if !is_beside {
            d.error(Id::WrongType, of.span, format!("`{}` is not there whenever its count is", of.value))
                .help("put both into the same section");
        } else {
            continue;
        }
        field.count_of = None;
    }
}
