use std::collections::BTreeSet;

use super::{Place, codes, each_record};
use crate::diagnostic::{Diagnostics, Id};
use crate::syntax::{FieldSyntax, RecordSyntax, Specs};

/// The value that a section depends on is one that its field can have, and what is sent depends on a tag only.
pub(super) fn check(specs: &mut Specs, d: &mut Diagnostics) {
    each_record(specs, |place, record, own, shared| {
        let deciding: Vec<(String, bool, Option<Vec<String>>)> = (record.fields.iter())
            .map(|field| {
                let table = field.codes.as_ref().and_then(|name| codes(&name.value, own, shared));
                let values = table.map(|table| table.values.iter().map(|value| value.code.value.clone()).collect());
                (field.name.value.clone(), field.tag.is_some(), values)
            })
            .collect();
        let mut seen = BTreeSet::new();
        record.fields.retain(|field| holds(field, place, &deciding, &mut seen, d));
        one_tag(record, d);
        one_type(record, place, d);
    });
}

fn holds(
    field: &FieldSyntax,
    place: Place,
    deciding: &[(String, bool, Option<Vec<String>>)],
    seen: &mut BTreeSet<crate::model::Span>,
    d: &mut Diagnostics,
) -> bool {
    field.when.iter().all(|(condition, span)| {
        let Some((name, is_tag, values)) = deciding.iter().find(|(name, ..)| *name == condition.field) else {
            return false;
        };
        let is_first = seen.insert(*span);
        if let Some(values) = values
            && !values.contains(&condition.value)
        {
            if is_first {
                d.error(Id::UnknownValue, *span, format!("`{name}` cannot be `{}`", condition.value))
                    .did_you_mean(&condition.value, values.iter().map(String::as_str));
            }
            return false;
        }
        if place != Place::Response && !is_tag {
            if is_first {
                d.error(Id::WrongType, *span, format!("`{name}` does not decide which fields there are"))
                    .help(format!("give the row `{name}` a `tag:` and a code table"));
            }
            return false;
        }
        true
    })
}

/// The rows of one value are one type, and those of an answer are none.
fn one_type(record: &mut RecordSyntax, place: Place, d: &mut Diagnostics) {
    let mut spelled: Vec<Vec<crate::model::Condition>> = Vec::new();
    for section in &mut record.sections {
        let Some(spelling) = &section.spelling else { continue };
        let when: Vec<_> = section.when.iter().map(|(condition, _)| condition.clone()).collect();
        if place == Place::Response {
            d.error(Id::WrongType, spelling.span, "the rows of an answer are no type of their own")
                .help("remove `spelling:`");
        } else if spelled.contains(&when) {
            d.error(Id::DuplicateName, spelling.span, "another section of the same value has a `spelling:`")
                .help("remove one of the two");
        } else {
            spelled.push(when);
            continue;
        }
        section.spelling = None;
    }
}

fn one_tag(record: &mut RecordSyntax, d: &mut Diagnostics) {
    let mut tags = record.fields.iter_mut().filter(|field| field.tag.is_some());
    tags.next();
    for field in tags {
        if let Some(tag) = field.tag.take() {
            d.error(Id::DuplicateName, tag.span, "a table has one tag").help("remove one of the two `tag:`");
        }
    }
}
