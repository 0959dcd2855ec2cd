//! What differs between what holds among the rows of two versions, on the wire.

use super::pairs::Ids;
use super::rows::Records;
use super::{BreakRule, Place, Report};
use crate::model::{Alternative, Choice, Field, Needs, Record, StatedRule};
use crate::{Bilingual, Severity};

/// Compares what a request or a content must be as a whole.
pub(super) fn compare(records: Records<'_>, report: &mut Report) {
    // The rows of the cases of a tag are told apart by their conditions.
    let Record { fields: _, choices, needs, tag: _, rules } = records.old;
    needed(records, needs, report);
    chosen(records, choices, report);
    ruled(records, rules, report);
}

fn needed(records: Records<'_>, old: &[Needs], report: &mut Report) {
    let names = |record: &Record, needs: &Needs| {
        let Needs { given, needs } = needs;
        let name = |place: usize| record.fields.get(place).map(|field: &Field| field.name.clone()).unwrap_or_default();
        (name(*given), name(*needs))
    };
    // A condition follows its rows through a new name.
    let ids = |ids: &Ids, needs: &Needs| (ids.row(needs.given).to_owned(), ids.row(needs.needs).to_owned());
    let before: Vec<_> = old.iter().map(|needs| ids(&records.pairs.old, needs)).collect();
    let after: Vec<_> = records.new.needs.iter().map(|needs| ids(&records.pairs.new, needs)).collect();
    for (needs, _) in records.new.needs.iter().zip(&after).filter(|(_, id)| !before.contains(id)) {
        let (given, needed) = names(records.new, needs);
        let place = records.new.fields.get(needs.needs).map_or(records.place, |field| Place::new(field.span));
        let says = Bilingual::new(format!("给出 `{given}` 时必填"), format!("mandatory where `{given}` is given"));
        report.add(BreakRule::NeedsAdded, place, format!("{}.{needed}", records.path), says);
    }
    for (needs, _) in old.iter().zip(&before).filter(|(_, id)| !after.contains(id)) {
        let (given, needed) = names(records.old, needs);
        let place = records.old.fields.get(needs.needs).map_or(records.place, |field| Place::old(field.span));
        let says = Bilingual::new(format!("给出 `{given}` 时必填"), format!("was mandatory where `{given}` is given"));
        report.add(BreakRule::NeedsRemoved, place, format!("{}.{needed}", records.path), says);
    }
}

/// The choices of a record, those that are shared parts too: what a part asks for is asked of each request.
fn chosen(records: Records<'_>, old: &[Choice], report: &mut Report) {
    let new = &records.new.choices;
    // Only programs know a choice by its name: one about the same fields is the same.
    let first = |choice: &Choice, ids: &Ids| {
        let row = choice.alternatives.iter().flat_map(|group| &group.fields).min();
        row.map(|row| ids.row(*row).to_owned())
    };
    let (old_ids, new_ids) = (&records.pairs.old, &records.pairs.new);
    let is_one = |old: &Choice, new: &Choice| old.name == new.name || first(old, old_ids) == first(new, new_ids);
    for choice in new {
        match old.iter().find(|old| is_one(old, choice)) {
            None => {
                let says = Bilingual::of("旧版没有这个选择", "the old version has no such choice");
                report.add(
                    BreakRule::ChoiceAdded,
                    Place::new(choice.span),
                    format!("{}.{}", records.path, choice.name),
                    says,
                );
            }
            Some(old) => alternatives(records, old, choice, report),
        }
    }
    for choice in old.iter().filter(|choice| !new.iter().any(|new| is_one(choice, new))) {
        let says = Bilingual::of("旧版有这个选择", "the old version has this choice");
        report.add(
            BreakRule::ChoiceRemoved,
            Place::old(choice.span),
            format!("{}.{}", records.path, choice.name),
            says,
        );
    }
}

fn alternatives(records: Records<'_>, old: &Choice, new: &Choice, report: &mut Report) {
    let Choice { name: _, title: _, part: _, alternatives, span: _ } = old;
    let members = |ids: &Ids, group: &Alternative| {
        let Alternative { name: _, about: _, fields, mandatory } = group;
        let mut members: Vec<(String, bool)> =
            fields.iter().map(|place| ids.row(*place).to_owned()).zip(mandatory.iter().copied()).collect();
        members.sort_unstable();
        members
    };
    let before: Vec<_> = alternatives.iter().map(|group| (group, members(&records.pairs.old, group))).collect();
    let after: Vec<_> = new.alternatives.iter().map(|group| (group, members(&records.pairs.new, group))).collect();
    let place = Place::new(new.span);
    let subject = |group: &Alternative| format!("{}.{}.{}", records.path, new.name, group.name);
    for (group, fields) in &before {
        if after.iter().any(|(_, others)| others == fields) {
            continue;
        }
        let (rule, says) = match after.iter().find(|(other, _)| other.name == group.name) {
            None => (BreakRule::AlternativeRemoved, Bilingual::of("旧版有这一组", "the old version has this group")),
            // Whoever filled in the old group still fills in the new one.
            Some((_, others)) if takes(others, fields) => {
                (BreakRule::AlternativeAdded, Bilingual::of("这一组的字段更宽", "the group takes more"))
            }
            Some(_) => (BreakRule::AlternativeChanged, Bilingual::of("这一组的字段不同", "the group has other fields")),
        };
        report.add(rule, place, subject(group), says);
    }
    for (group, fields) in &after {
        let is_known = before.iter().any(|(other, others)| others == fields || other.name == group.name);
        if !is_known {
            let says = Bilingual::of("旧版没有这一组", "the old version has no such group");
            report.add(BreakRule::AlternativeAdded, place, subject(group), says);
        }
    }
}

/// Whether a group takes all that another one takes.
fn takes(group: &[(String, bool)], other: &[(String, bool)]) -> bool {
    let has = |wanted: &str| group.iter().any(|(id, _)| id == wanted);
    let must = |wanted: &str| other.iter().any(|(id, mandatory)| id == wanted && *mandatory);
    other.iter().all(|(id, _)| has(id)) && group.iter().all(|(id, mandatory)| !mandatory || must(id))
}

fn ruled(records: Records<'_>, old: &[StatedRule], report: &mut Report) {
    let new = &records.new.rules;
    let is_error = |rule: &StatedRule| rule.severity == Severity::Error;
    let subject = |rule: &StatedRule| format!("{}: {}", records.path, rule.id);
    for rule in new.iter().filter(|rule| is_error(rule)) {
        match old.iter().find(|other| other.id == rule.id) {
            Some(other) if is_error(other) => {
                let StatedRule { id: _, text, states: _, severity: _, says: _ } = other;
                if *text != rule.text {
                    report.was(BreakRule::RuleChanged, records.place, subject(rule), text, &rule.text);
                }
            }
            _ => {
                let says = Bilingual::new(format!("`{}` 须成立", rule.text), format!("`{}` must hold", rule.text));
                report.add(BreakRule::RuleAdded, records.place, subject(rule), says);
            }
        }
    }
    for rule in old.iter().filter(|rule| is_error(rule)) {
        if !new.iter().any(|other| other.id == rule.id && is_error(other)) {
            let says = Bilingual::new(format!("`{}` 曾须成立", rule.text), format!("`{}` had to hold", rule.text));
            report.add(BreakRule::RuleRemoved, records.place, subject(rule), says);
        }
    }
}
