use std::collections::{BTreeMap, BTreeSet};

use super::each_record;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Condition;
use crate::syntax::{FieldSyntax, Specs};

/// A table has a field once; a name may come back only under another value of the same tag.
pub(super) fn check(specs: &mut Specs, d: &mut Diagnostics) {
    each_record(specs, |_, record, _, _| {
        let mut seen: Vec<(String, Vec<Condition>)> = Vec::new();
        record.fields.retain(|field| {
            let when: Vec<Condition> = field.when.iter().map(|(condition, _)| condition.clone()).collect();
            let clash = seen.iter().any(|(name, other)| *name == field.name.value && can_both_hold(&when, other));
            if clash {
                d.error(
                    Id::DuplicateField,
                    field.name.span,
                    format!("the field `{}` stands twice in this table", field.name.value),
                )
                .help("remove one of the rows, or put them under different values of a tag");
            } else {
                seen.push((field.name.value.clone(), when));
            }
            !clash
        });
        let names: BTreeSet<String> = record.fields.iter().map(|field| field.name.value.clone()).collect();
        let mut owners = BTreeMap::new();
        record.fields.iter_mut().for_each(|field| aliases(field, &names, &mut owners, d));
        distinct_rules(record, d);
    });
}

fn can_both_hold(left: &[Condition], right: &[Condition]) -> bool {
    !left.iter().any(|a| right.iter().any(|b| a.field == b.field && a.value != b.value))
}

/// An alias is a name of one field: of all its rows, where it has several.
fn aliases(
    field: &mut FieldSyntax,
    names: &BTreeSet<String>,
    owners: &mut BTreeMap<String, String>,
    d: &mut Diagnostics,
) {
    let own = field.name.value.clone();
    field.aliases.retain(|(alias, _)| {
        let owner = owners.entry(alias.value.clone()).or_insert_with(|| own.clone());
        if *owner != own {
            d.error(Id::DuplicateField, alias.span, format!("`{}` is another name of `{owner}` already", alias.value))
                .help("an alias names what no other row has");
            return false;
        }
        let clash = names.contains(&alias.value);
        if clash && alias.value != own {
            d.error(Id::DuplicateField, alias.span, format!("`{}` is a field of its own in this table", alias.value))
                .help("an alias names what no other row has");
        }
        !clash
    });
}

fn distinct_rules(record: &mut crate::syntax::RecordSyntax, d: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    record.rules.retain(|rule| {
        let is_new = seen.insert(rule.id.value.clone());
        if !is_new {
            d.error(Id::DuplicateName, rule.id.span, format!("there is another rule `{}`", rule.id.value))
                .help("give one of the two another ID");
        }
        is_new
    });
}
