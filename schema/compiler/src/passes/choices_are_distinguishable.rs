use std::collections::{BTreeSet, HashMap, HashSet};

use super::each_record;
use crate::ast::{AlternativeSyntax, ChoiceSyntax, FieldSyntax, RecordSyntax, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Required, Role, WireType};

/// A choice has at least two groups that differ, each of its fields can be chosen, and a field is in only one choice.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let mut parts = HashMap::new();
    specs.parts.retain_mut(|part| {
        parts.insert(part.name.value.clone(), members(&part.of));
        groups_differ(&part.name, &mut part.of, d)
    });
    let kept: BTreeSet<String> = specs.parts.iter().map(|part| part.name.value.clone()).collect();
    each_record(specs, |_, record, _| {
        let RecordSyntax { fields, choices, .. } = record;
        let mut taken = BTreeSet::new();
        let rows: HashMap<&str, &FieldSyntax> = fields.iter().rev().map(|field| (field.name.as_str(), field)).collect();
        choices.retain_mut(|choice| {
            let (name, members) = match choice {
                ChoiceSyntax::Part(name) => {
                    let of = parts.get(&name.value).filter(|_| kept.contains(&name.value));
                    (&*name, of.cloned().unwrap_or_default())
                }
                ChoiceSyntax::Own { name, of, .. } => {
                    if !groups_differ(name, of, d) {
                        return false;
                    }
                    let members = members(of);
                    (&*name, members)
                }
            };
            !members.is_empty() && members.into_iter().all(|member| can_be_chosen(name, member, &rows, &mut taken, d))
        });
        halves_have_a_choice(fields, &taken, d);
    });
}

fn members(of: &[AlternativeSyntax]) -> BTreeSet<String> {
    of.iter().flat_map(|group| group.fields.iter().map(|(field, _)| field.value.clone())).collect()
}

fn groups_differ(name: &Text, of: &mut [AlternativeSyntax], d: &mut Diagnostics) -> bool {
    let sets: Vec<BTreeSet<&str>> =
        of.iter().map(|group| group.fields.iter().map(|(field, _)| field.as_str()).collect()).collect();
    let distinct: BTreeSet<&BTreeSet<&str>> = sets.iter().collect();
    let names: BTreeSet<&str> = of.iter().map(|group| group.name.as_str()).collect();
    let fits = of.len() >= 2
        && distinct.len() == of.len()
        && names.len() == of.len()
        && sets.iter().all(|set| !set.is_empty());
    common_alike(of, d);
    if !fits {
        d.error(Id::EmptyChoice, name.span, format!("the choice `{}` has nothing to choose from", name.value))
            .help("give it two groups or more, each with its own name and its own fields");
    }
    fits
}

/// A field of every group doesn't distinguish them: it must be mandatory in all of them, or optional in all of them.
fn common_alike(of: &mut [AlternativeSyntax], d: &mut Diagnostics) {
    let Some((first, others)) = of.split_first_mut() else { return };
    let groups = others.len();
    let mut members: HashMap<String, Vec<&mut (Text, bool)>> = HashMap::new();
    for group in others {
        let mut seen = HashSet::new();
        for member in group.fields.iter_mut() {
            if seen.insert(member.0.value.clone()) {
                members.entry(member.0.value.clone()).or_default().push(member);
            }
        }
    }
    for (field, mandatory) in &first.fields {
        let Some(same) = members.get_mut(&field.value).filter(|same| same.len() == groups) else { continue };
        if let Some((other, _)) = same.iter().find(|(_, other)| other != mandatory) {
            d.error(
                Id::WrongType,
                other.span,
                format!("`{}` is in every group, mandatory in one and not in another", field.value),
            )
            .help("write it with `?` in every group, or in none");
        }
        same.iter_mut().for_each(|(_, other)| *other = *mandatory);
    }
}

fn can_be_chosen(
    choice: &Text,
    member: String,
    rows: &HashMap<&str, &FieldSyntax>,
    taken: &mut BTreeSet<String>,
    d: &mut Diagnostics,
) -> bool {
    let problem = match rows.get(member.as_str()) {
        Some(field) if field.role != Role::Value => "is filled in by the client",
        Some(field) if !field.when.is_empty() || field.tag.is_some() => "depends on a tag, or is one",
        Some(field) if field.list.is_some() => "is a list",
        Some(field) if field.count_of.is_some() => "counts a list",
        Some(field) if field.ty == WireType::Object => "is an object",
        _ if taken.contains(&member) => "belongs to another choice",
        _ => {
            taken.insert(member);
            return true;
        }
    };
    d.error(Id::WrongType, choice.span, format!("`{member}` cannot be chosen: it {problem}"))
        .help("take it out of the choice");
    false
}

fn halves_have_a_choice(fields: &mut [FieldSyntax], taken: &BTreeSet<String>, d: &mut Diagnostics) {
    for field in fields {
        let half = matches!(field.required, Required::OneOfTwoAbove | Required::OneOfTwoBelow | Required::Blank);
        if half && !taken.contains(&field.name.value) {
            d.error(
                Id::EmptyChoice,
                field.name.span,
                format!("`{}` is one of two, but no choice names it", field.name.value),
            )
            .help("list the two under `choices:`");
            field.required = Required::No;
        }
    }
}
