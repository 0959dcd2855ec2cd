//! Validates the constraints between the fields of one record.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::{Json, Rule, Severity};

use super::{Path, ViolationCollector, certainty};
use crate::schema::{Check, FieldSchema, FieldValue, FieldValues, Member, Null, RecordSchema, Variants};

/// Fields of other cases than the selected one.
pub(super) fn wrong_cases(
    table: &RecordSchema,
    tag: u16,
    cases: &Variants<'_>,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let Some(tag) = row(table, tag).filter(|_| cases.is_selected()) else { return };
    for ((index, wrong), cell) in table.indexed().zip(cells.iter()) {
        let is_something = cell.is_given() || matches!(cell, FieldValue::Misfit);
        if is_something && !cases.expects(index) {
            let rule = Rule::WrongCase { tag: tag.name.clone() };
            if !collector.has(&path.to(&wrong.name), &rule) {
                collector.row(table, wrong, path, rule);
            }
        }
    }
}

/// Unknown keys must be unique, and must not have the name of a known one: a reader that takes the last of two would
/// see another value than the one that was checked.
pub(super) fn unknown_keys(
    table: &RecordSchema,
    cases: &Variants<'_>,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (name, value) in cells.unknown() {
        // Reported once, at the second of them.
        let before = seen.entry(name).or_default();
        let is_second = *before == 1;
        *before += 1;
        match cases.row(table, name) {
            // Kept with the unknown fields, because the row has no value.
            Some((_, row)) if row.null == Null::Kept && *value == Json::Null => {}
            Some((index, row)) if row.severity == Severity::Warning && *cells.get(index) == FieldValue::Absent => {
                unfit(table, index, path, collector);
            }
            Some((_, row)) => collector.duplicate(table, cases.reporting_row(table, row), path),
            None if is_second => collector.unknown(&path.to(name), Rule::Duplicate),
            None => {}
        }
    }
}

/// Reports a value that an uncertain row can't hold, and that is sent nevertheless. For values parsed from JSON text,
/// this was reported while parsing.
fn unfit(table: &RecordSchema, index: u16, path: &Path<'_>, collector: &mut ViolationCollector) {
    let Some(row) = row(table, index) else { return };
    let rule = Rule::JsonType { expected: row.json_type() };
    if !collector.has(&path.to(&row.name), &rule) {
        collector.row(table, row, path, rule);
    }
}

/// A group that was selected by its variant, but lacks the text that distinguishes it from the others when it is sent.
pub fn empty_members(
    table: &RecordSchema,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let groups = table.checks.iter().filter_map(|check| match check {
        Check::Choice(groups) => Some(groups.iter().flat_map(|group| group.iter())),
        Check::Needs { .. }
        | Check::Demand(_)
        | Check::Group(..)
        | Check::Cases { .. }
        | Check::Unique { .. }
        | Check::Composed(_)
        | Check::Stated(_) => None,
    });
    for member in groups.flatten() {
        let is_empty = matches!(cells.get(member.row()), FieldValue::Text(text) if text.is_empty());
        let is_reported =
            row(table, member.row()).is_none_or(|row| collector.has(&path.to(&row.name), &Rule::Required));
        if let (Member::Must(index), true, false) = (*member, is_empty, is_reported)
            && let Some(row) = row(table, index)
        {
            collector.row(table, row, path, Rule::Required);
        }
    }
}

/// Exactly one of several groups.
pub(super) fn choice(
    table: &RecordSchema,
    groups: &[Cow<'static, [Member]>],
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let is_common = |index: u16| groups.iter().all(|group| group.iter().any(|member| member.row() == index));
    let own = |group: &Cow<'static, [Member]>| {
        group.iter().copied().filter(|member| !is_common(member.row())).collect::<Vec<_>>()
    };
    let own: Vec<Vec<Member>> = groups.iter().map(own).collect();
    let is_given = |member: &Member| cells.get(member.row()).is_given();
    let mut chosen = own.iter().filter(|group| group.iter().any(is_given));
    match (chosen.next(), chosen.next()) {
        (None, _) if own.iter().any(Vec::is_empty) => {}
        (None, _) => choose(table, &own, |of| Rule::ChoiceMissing { of }, path, collector),
        (Some(_), Some(_)) => choose(table, &own, |of| Rule::ChoiceConflict { of }, path, collector),
        (Some(group), None) => {
            let given = group.iter().find(|member| is_given(member)).and_then(|member| row(table, member.row()));
            let missing = group.iter().filter(|member| matches!(member, Member::Must(_)) && !is_given(member));
            for missing in missing.filter_map(|member| row(table, member.row())) {
                collector.row(
                    table,
                    missing,
                    path,
                    Rule::Needs { given: given.map_or(Cow::Borrowed(""), |row| row.name.clone()) },
                );
            }
        }
    }
}

fn choose(
    table: &RecordSchema,
    own: &[Vec<Member>],
    rule: impl Fn(Vec<Cow<'static, str>>) -> Rule,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let mut names: Vec<Cow<'static, str>> = Vec::new();
    for row in own.iter().flatten().filter_map(|member| row(table, member.row())) {
        if !names.contains(&row.name) {
            names.push(row.name.clone());
        }
    }
    if let Some(first) = own.iter().flatten().next().and_then(|member| row(table, member.row())) {
        let severity = certainty::least(own.iter().flatten().filter_map(|member| row(table, member.row())));
        collector.row_as(table, first, path, rule(names), severity);
    }
}

/// A field that is mandatory because another one is given.
pub(super) fn needs(
    table: &RecordSchema,
    given: u16,
    needs: u16,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let (Some(because), Some(missing)) = (row(table, given), row(table, needs)) else { return };
    let rule = Rule::Needs { given: because.name.clone() };
    if cells.get(given).is_given() && !cells.get(needs).is_given() && !collector.has(&path.to(&missing.name), &rule) {
        collector.row_as(table, missing, path, rule, because.severity);
    }
}

fn row(table: &RecordSchema, index: u16) -> Option<&FieldSchema> {
    table.row(index)
}
