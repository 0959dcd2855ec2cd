use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::each_record;
use crate::ast::{FieldSyntax, SyntaxTree};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Condition;

/// A table contains a field once; a name can be repeated only under another value of the same tag.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |_, record, _| {
        let mut seen: HashMap<String, Seen> = HashMap::new();
        record.fields.retain(|field| {
            let when: Vec<Condition> = field.when.iter().map(|(condition, _)| condition.clone()).collect();
            let rows = seen.entry(field.name.value.clone()).or_default();
            let clash = rows.clash_with(&when);
            if clash {
                d.error(
                    Id::DuplicateField,
                    field.name.span,
                    format!("the field `{}` stands twice in this table", field.name.value),
                )
                .help("remove one of the rows, or put them under different values of a tag");
            } else {
                rows.add(when);
            }
            !clash
        });
        let names: BTreeSet<String> = record.fields.iter().map(|field| field.name.value.clone()).collect();
        let mut owners = BTreeMap::new();
        record.fields.iter_mut().for_each(|field| aliases(field, &names, &mut owners, d));
        distinct_rules(record, d);
    });
}

/// The conditions of the rows of one name, by the field and value of the first condition, so that rows under different
/// values of one field needn't be compared.
#[derive(Default)]
struct Seen {
    by_first: HashMap<String, HashMap<String, Vec<Vec<Condition>>>>,
    is_anywhere: bool,
}

impl Seen {
    fn clash_with(&self, when: &[Condition]) -> bool {
        let clash = |rows: &Vec<Vec<Condition>>| rows.iter().any(|other| can_both_hold(when, other));
        self.is_anywhere
            || self.by_first.iter().any(|(field, rows)| match when.iter().find(|one| one.field == *field) {
                Some(own) => rows.get(&own.value).is_some_and(clash),
                None => rows.values().any(clash),
            })
    }

    fn add(&mut self, when: Vec<Condition>) {
        match when.first().cloned() {
            Some(Condition { field, value }) => {
                self.by_first.entry(field).or_default().entry(value).or_default().push(when);
            }
            None => self.is_anywhere = true,
        }
    }
}

fn can_both_hold(left: &[Condition], right: &[Condition]) -> bool {
    !left.iter().any(|a| right.iter().any(|b| a.field == b.field && a.value != b.value))
}

/// An alias belongs to one field; if the field has several rows, to all of them.
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

fn distinct_rules(record: &mut crate::ast::RecordSyntax, d: &mut Diagnostics) {
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
