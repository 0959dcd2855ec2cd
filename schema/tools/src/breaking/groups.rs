//! Differences between the constraints of two versions, on the wire.

use super::pairs::Ids;
use super::records::Records;
use super::{BreakRule, Location, Report};
use wxmed_compiler::model::{Alternative, Choice, Demand, Field, Group, Needs, Record, StatedRule, Written};
use wxmed_core::{Bilingual, Severity};

/// Compares the constraints of a request or a content.
pub(super) fn compare(records: Records<'_>, report: &mut Report) {
    // The rows of a tag's cases are distinguished by their conditions.
    let Record { fields: _, choices, needs, demands, groups, tag: _, rules } = records.old;
    needed(records, needs, report);
    demanded(records, demands, report);
    grouped(records, groups, report);
    chosen(records, choices, report);
    ruled((rules, &records.new.rules), records.path, records.location, report);
}

fn needed(records: Records<'_>, old: &[Needs], report: &mut Report) {
    let names = |record: &Record, needs: &Needs| {
        let Needs { given, needs } = needs;
        let name = |index: usize| record.fields.get(index).map(|field: &Field| field.name.clone()).unwrap_or_default();
        (name(*given), name(*needs))
    };
    // A condition is identified by its rows, even if they are renamed.
    let ids = |ids: &Ids, needs: &Needs| (ids.row(needs.given).to_owned(), ids.row(needs.needs).to_owned());
    let before: Vec<_> = old.iter().map(|needs| ids(&records.pairs.old, needs)).collect();
    let after: Vec<_> = records.new.needs.iter().map(|needs| ids(&records.pairs.new, needs)).collect();
    for (needs, _) in records.new.needs.iter().zip(&after).filter(|(_, id)| !before.contains(id)) {
        let (given, needed) = names(records.new, needs);
        let location = records.new.fields.get(needs.needs).map_or(records.location, |field| Location::new(field.span));
        let message = Bilingual::new(format!("给出 `{given}` 时必填"), format!("mandatory where `{given}` is given"));
        report.add(BreakRule::NeedsAdded, location, format!("{}.{needed}", records.path), message);
    }
    for (needs, _) in old.iter().zip(&before).filter(|(_, id)| !after.contains(id)) {
        let (given, needed) = names(records.old, needs);
        let location = records.old.fields.get(needs.needs).map_or(records.location, |field| Location::old(field.span));
        let message =
            Bilingual::new(format!("给出 `{given}` 时必填"), format!("was mandatory where `{given}` is given"));
        report.add(BreakRule::NeedsRemoved, location, format!("{}.{needed}", records.path), message);
    }
}

/// Fields that are required under a condition. A condition is identified by its text and its rows.
fn demanded(records: Records<'_>, old: &[Written<Demand>], report: &mut Report) {
    let id = |ids: &Ids, demand: &Written<Demand>| {
        let Demand { message: _, when: _, needs, absent } = &demand.stated;
        (squeezed(&demand.text), rows(ids, needs), rows(ids, absent))
    };
    let (old_ids, new_ids) = (&records.pairs.old, &records.pairs.new);
    let (added, removed) =
        differences(old, &records.new.demands, |demand| id(old_ids, demand), |demand| id(new_ids, demand));
    let message = |demand: &Written<Demand>| {
        Bilingual::new(format!("条件 `{}`", demand.text), format!("where `{}`", demand.text))
    };
    let of = |record: &Record, demand: &Demand| {
        let all: Vec<u16> = demand.needs.iter().chain(&*demand.absent).copied().collect();
        names(record, &all)
    };
    for demand in added {
        report.add(
            BreakRule::DemandAdded,
            records.location,
            subject(records, &of(records.new, demand)),
            message(demand),
        );
    }
    for demand in removed {
        report.add(
            BreakRule::DemandRemoved,
            records.location,
            subject(records, &of(records.old, demand)),
            message(demand),
        );
    }
}

/// Groups of fields, of which a certain number must be given.
fn grouped(records: Records<'_>, old: &[Group], report: &mut Report) {
    let id = |ids: &Ids, group: &Group| {
        let Group { kind, fields } = group;
        (kind.name(), rows(ids, fields))
    };
    let (old_ids, new_ids) = (&records.pairs.old, &records.pairs.new);
    let (added, removed) =
        differences(old, &records.new.groups, |group| id(old_ids, group), |group| id(new_ids, group));
    let message =
        |group: &Group| Bilingual::new(format!("`{}`", group.kind.name()), format!("`{}`", group.kind.name()));
    for group in added {
        report.add(
            BreakRule::GroupAdded,
            records.location,
            subject(records, &names(records.new, &group.fields)),
            message(group),
        );
    }
    for group in removed {
        let subject = subject(records, &names(records.old, &group.fields));
        report.add(BreakRule::GroupRemoved, records.location, subject, message(group));
    }
}

/// The items that only the new version has, and those that only the old one has.
fn differences<'r, T, I: PartialEq>(
    old: &'r [T],
    new: &'r [T],
    old_id: impl Fn(&T) -> I,
    new_id: impl Fn(&T) -> I,
) -> (Vec<&'r T>, Vec<&'r T>) {
    let added = new.iter().filter(|one| !old.iter().any(|other| old_id(other) == new_id(one)));
    let removed = old.iter().filter(|one| !new.iter().any(|other| new_id(other) == old_id(one)));
    (added.collect(), removed.collect())
}

/// The names of rows that apply to both versions, sorted.
fn rows(ids: &Ids, indices: &[impl Copy + Into<usize>]) -> Vec<String> {
    let mut rows: Vec<String> = indices.iter().map(|index| ids.row((*index).into()).to_owned()).collect();
    rows.sort_unstable();
    rows
}

fn names(record: &Record, indices: &[impl Copy + Into<usize>]) -> String {
    let names: Vec<&str> =
        indices.iter().filter_map(|index| record.fields.get((*index).into())).map(|field| &*field.name).collect();
    names.join(", ")
}

fn subject(records: Records<'_>, names: &str) -> String {
    format!("{}: {names}", records.path)
}

/// An expression without white space.
fn squeezed(text: &str) -> String {
    let mut is_quoted = false;
    let is_kept = |c: &char| {
        is_quoted ^= *c == '\'';
        is_quoted || !c.is_whitespace()
    };
    text.chars().filter(is_kept).collect()
}

/// The choices of a record, including shared parts, whose constraints apply to each request.
fn chosen(records: Records<'_>, old: &[Choice], report: &mut Report) {
    let new = &records.new.choices;
    // The name of a choice matters only to programs: choices over the same fields are the same on the wire.
    let first = |choice: &Choice, ids: &Ids| {
        let row = choice.alternatives.iter().flat_map(|group| &group.fields).min();
        row.map(|row| ids.row(*row).to_owned())
    };
    let (old_ids, new_ids) = (&records.pairs.old, &records.pairs.new);
    let is_one = |old: &Choice, new: &Choice| old.name == new.name || first(old, old_ids) == first(new, new_ids);
    for choice in new {
        match old.iter().find(|old| is_one(old, choice)) {
            None => {
                let message = Bilingual::of("旧版没有这个选择", "the old version has no such choice");
                report.add(
                    BreakRule::ChoiceAdded,
                    Location::new(choice.span),
                    format!("{}.{}", records.path, choice.name),
                    message,
                );
            }
            Some(old) => alternatives(records, old, choice, report),
        }
    }
    for choice in old.iter().filter(|choice| !new.iter().any(|new| is_one(choice, new))) {
        let message = Bilingual::of("旧版有这个选择", "the old version has this choice");
        report.add(
            BreakRule::ChoiceRemoved,
            Location::old(choice.span),
            format!("{}.{}", records.path, choice.name),
            message,
        );
    }
}

fn alternatives(records: Records<'_>, old: &Choice, new: &Choice, report: &mut Report) {
    let Choice { name: _, title: _, part: _, alternatives, span: _ } = old;
    let members = |ids: &Ids, group: &Alternative| {
        let Alternative { name: _, about: _, fields, mandatory } = group;
        let mut members: Vec<(String, bool)> =
            fields.iter().map(|index| ids.row(*index).to_owned()).zip(mandatory.iter().copied()).collect();
        members.sort_unstable();
        members
    };
    let before: Vec<_> = alternatives.iter().map(|group| (group, members(&records.pairs.old, group))).collect();
    let after: Vec<_> = new.alternatives.iter().map(|group| (group, members(&records.pairs.new, group))).collect();
    let location = Location::new(new.span);
    let subject = |group: &Alternative| format!("{}.{}.{}", records.path, new.name, group.name);
    for (group, fields) in &before {
        if after.iter().any(|(_, others)| others == fields) {
            continue;
        }
        let (rule, message) = match after.iter().find(|(other, _)| other.name == group.name) {
            None => (BreakRule::AlternativeRemoved, Bilingual::of("旧版有这一组", "the old version has this group")),
            // Requests that satisfied the old group still satisfy the new one.
            Some((_, others)) if takes(others, fields) => {
                (BreakRule::AlternativeAdded, Bilingual::of("这一组的字段更宽", "the group takes more"))
            }
            Some(_) => (BreakRule::AlternativeChanged, Bilingual::of("这一组的字段不同", "the group has other fields")),
        };
        report.add(rule, location, subject(group), message);
    }
    for (group, fields) in &after {
        let is_known = before.iter().any(|(other, others)| others == fields || other.name == group.name);
        if !is_known {
            let message = Bilingual::of("旧版没有这一组", "the old version has no such group");
            report.add(BreakRule::AlternativeAdded, location, subject(group), message);
        }
    }
}

/// Whether a group accepts everything that another one accepts.
fn takes(group: &[(String, bool)], other: &[(String, bool)]) -> bool {
    let has = |wanted: &str| group.iter().any(|(id, _)| id == wanted);
    let must = |wanted: &str| other.iter().any(|(id, mandatory)| id == wanted && *mandatory);
    other.iter().all(|(id, _)| has(id)) && group.iter().all(|(id, mandatory)| !mandatory || must(id))
}

/// Compares the rules across fields of two versions.
pub(super) fn ruled(
    (old, new): (&[Written<StatedRule>], &[Written<StatedRule>]),
    path: &str,
    location: Location,
    report: &mut Report,
) {
    let is_error = |rule: &StatedRule| rule.severity == Severity::Error;
    let subject = |rule: &StatedRule| format!("{path}: {}", rule.id);
    for rule in new.iter().filter(|rule| is_error(rule)) {
        match old.iter().find(|other| other.id == rule.id) {
            Some(other) if is_error(other) => {
                let Written { text, stated: StatedRule { id: _, states: _, severity: _, message: _ } } = other;
                if squeezed(text) != squeezed(&rule.text) {
                    report.was(BreakRule::RuleChanged, location, subject(rule), text, &rule.text);
                }
            }
            _ => {
                let message = Bilingual::new(format!("`{}` 须成立", rule.text), format!("`{}` must hold", rule.text));
                report.add(BreakRule::RuleAdded, location, subject(rule), message);
            }
        }
    }
    for rule in old.iter().filter(|rule| is_error(rule)) {
        if !new.iter().any(|other| other.id == rule.id && is_error(other)) {
            let message = Bilingual::new(format!("`{}` 曾须成立", rule.text), format!("`{}` had to hold", rule.text));
            report.add(BreakRule::RuleRemoved, location, subject(rule), message);
        }
    }
}
