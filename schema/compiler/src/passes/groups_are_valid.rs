use std::collections::{BTreeSet, HashMap};

use super::each_record;
use crate::ast::{ConditionSyntax, FieldSyntax, GroupSyntax, RecordSyntax, SyntaxTree, Text, WhenSyntax};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Role;

/// The rows of a table by name.
type Rows<'s> = HashMap<&'s str, Vec<&'s FieldSyntax>>;

/// A group has at least two fields, a condition has a consequence, and both refer to fields that always exist.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |_, record, _| {
        let RecordSyntax { fields, conditions, groups, .. } = record;
        let mut rows = Rows::new();
        fields.iter().for_each(|field| rows.entry(&field.name.value).or_default().push(field));
        conditions.retain(|condition| is_about_one_row(condition, &rows, d));
        for condition in conditions.iter_mut() {
            let ConditionSyntax { needs, absent, .. } = condition;
            needs.retain(|name| can_depend(name, &rows, d));
            absent.retain(|name| can_depend(name, &rows, d));
            let needed: BTreeSet<&str> = needs.iter().map(Text::as_str).collect();
            let both = absent.iter().find(|name| needed.contains(name.as_str()));
            if let Some(both) = both {
                d.error(Id::WrongType, both.span, format!("`{}` cannot be both given and absent", both.value))
                    .help("keep it under `needs:` or under `absent:`");
            }
        }
        groups.retain_mut(|group| is_group(group, &rows, d));
    });
}

fn is_about_one_row(condition: &ConditionSyntax, rows: &Rows<'_>, d: &mut Diagnostics) -> bool {
    let WhenSyntax::Given(given) = &condition.when else { return true };
    let rows = rows.get(given.as_str()).map_or(&[][..], Vec::as_slice);
    if rows.len() > 1 {
        d.error(Id::WrongType, given.span, format!("`{}` stands in several sections", given.value))
            .help("a condition is about a field that stands in one of them, or in none");
        return false;
    }
    let has_default = rows.iter().any(|row| row.default.is_some());
    if has_default {
        d.error(Id::WrongType, given.span, format!("`{}` has a default, and so a value in any case", given.value))
            .help("ask for a value of it under `when:`, or take its default away");
    }
    !has_default
}

fn is_group(group: &mut GroupSyntax, rows: &Rows<'_>, d: &mut Diagnostics) -> bool {
    group.of.retain(|name| can_depend(name, rows, d));
    let distinct: BTreeSet<&str> = group.of.iter().map(Text::as_str).collect();
    let fits = distinct.len() >= 2 && distinct.len() == group.of.len();
    if !fits {
        d.error(Id::EmptyChoice, group.span, "a group is made of two fields or more, each named once")
            .help("list them under `of:`");
    }
    fits
}

/// A condition can't require or forbid fields that depend on a tag.
fn can_depend(name: &Text, rows: &Rows<'_>, d: &mut Diagnostics) -> bool {
    let Some(field) = rows.get(name.as_str()).and_then(|rows| rows.first()) else { return false };
    let problem = if field.role != Role::Value {
        "is filled in by the client"
    } else if !field.when.is_empty() || field.tag.is_some() {
        "depends on a tag, or is one"
    } else if field.count_of.is_some() {
        "counts a list"
    } else if field.default.is_some() {
        "has a default, and so a value in any case"
    } else {
        return true;
    };
    d.error(Id::WrongType, name.span, format!("`{}` cannot depend on other fields: it {problem}", name.value))
        .help("take it out");
    false
}
