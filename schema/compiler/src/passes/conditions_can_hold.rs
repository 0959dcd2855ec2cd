use std::collections::{BTreeSet, HashMap, HashSet};

use super::{RecordKind, each_record};
use crate::ast::{FieldSyntax, RecordSyntax, SyntaxTree};
use crate::diagnostic::{Diagnostics, Id};

/// A section depends on a value that its field can have, and sections of a request depend only on a tag.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, tables| {
        let tested: HashSet<String> = (record.fields.iter().flat_map(|field| &field.when))
            .map(|(condition, _)| condition.field.clone())
            .collect();
        let mut deciding: HashMap<String, Deciding<'_>> = HashMap::new();
        for field in record.fields.iter().filter(|field| tested.contains(&field.name.value)) {
            let table = field.codes.as_ref().and_then(|name| tables.get(&name.value));
            let values = table.map(|table| table.values.iter().map(|value| value.code.as_str()).collect::<Vec<_>>());
            deciding.entry(field.name.value.clone()).or_insert_with(|| Deciding {
                is_tag: field.tag.is_some(),
                known: values.as_ref().map(|values| values.iter().copied().collect()),
                values: values.unwrap_or_default(),
            });
        }
        let mut seen = BTreeSet::new();
        record.fields.retain(|field| holds(field, kind, &deciding, &mut seen, d));
        one_tag(record, d);
        one_type(record, kind, d);
    });
}

/// A field that conditions refer to.
struct Deciding<'c> {
    is_tag: bool,
    /// The allowed values, if it has a code table.
    known: Option<HashSet<&'c str>>,
    /// The same values in order.
    values: Vec<&'c str>,
}

fn holds(
    field: &FieldSyntax,
    kind: RecordKind,
    deciding: &HashMap<String, Deciding<'_>>,
    seen: &mut BTreeSet<crate::model::Span>,
    d: &mut Diagnostics,
) -> bool {
    field.when.iter().all(|(condition, span)| {
        let Some(Deciding { is_tag, known, values }) = deciding.get(&condition.field) else { return false };
        let name = &condition.field;
        let is_first = seen.insert(*span);
        if let Some(known) = known
            && !known.contains(condition.value.as_str())
        {
            if is_first {
                d.error(Id::UnknownValue, *span, format!("`{name}` cannot be `{}`", condition.value))
                    .did_you_mean(&condition.value, values.iter().copied());
            }
            return false;
        }
        if kind != RecordKind::Response && !is_tag {
            if is_first {
                d.error(Id::WrongType, *span, format!("`{name}` does not decide which fields there are"))
                    .help(format!("give the row `{name}` a `tag:` and a code table"));
            }
            return false;
        }
        true
    })
}

/// The rows of one value form one type with one name; rows of a response have no type.
fn one_type(record: &mut RecordSyntax, kind: RecordKind, d: &mut Diagnostics) {
    let mut spelled: HashSet<Vec<crate::model::Condition>> = HashSet::new();
    for section in &mut record.sections {
        let Some(spelling) = &section.spelling else { continue };
        let when: Vec<_> = section.when.iter().map(|(condition, _)| condition.clone()).collect();
        if kind == RecordKind::Response {
            d.error(Id::WrongType, spelling.span, "the rows of a response are no type of their own")
                .help("remove `spelling:`");
        } else if !spelled.insert(when) {
            d.error(Id::DuplicateName, spelling.span, "another section of the same value has a `spelling:`")
                .help("remove one of the two");
        } else {
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
