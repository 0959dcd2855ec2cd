//! The constraints of a record across its values, and where they are broken.

use wxmed_compiler::model::{Case, Choice, Demand, Group, Needs, Record, Role, StatedPresence, StatedRule, Written};
use wxmed_core::GroupKind;

use crate::composed;
use crate::draft::texts_at;
use crate::filled::{Address, Filled, Rows, address, at, is_given};
use crate::limits::takes;
use crate::stated::{distance, holds};

/// A broken constraint of a record.
pub(crate) struct Broken<'m> {
    /// The address of the record.
    pub(crate) at: Address,
    pub(crate) record: &'m Record,
    pub(crate) what: Constraint<'m>,
    /// The approximate number of changes that it takes.
    pub(crate) cost: usize,
}

#[derive(Clone, Copy)]
pub(crate) enum Constraint<'m> {
    /// A missing mandatory row.
    Missing(usize),
    /// A row that must be absent: it belongs to another case, or isn't the caller's to set.
    WrongCase(usize),
    Choice(&'m Choice),
    Needs(&'m Needs),
    Group(&'m Group),
    Demand(&'m Written<Demand>),
    Rule(&'m Written<StatedRule>),
    /// A list with too few or too many items.
    Size(usize),
    /// A list with two equal items that must differ.
    Alike(usize),
    /// The row that counts a list doesn't take its length.
    Counted(usize, usize),
    /// An identifier that doesn't consist of its parts.
    Composed(usize),
}

/// The case that the value of the tag selects.
pub(crate) fn selected<'m>(record: &'m Record, rows: &Rows) -> Option<&'m Case> {
    let tag = record.tag.as_ref()?;
    match at(&[tag.field], rows)? {
        Filled::Text(value) => tag.case(value),
        Filled::Object(_) | Filled::List(_) => None,
    }
}

/// Whether a row may be present if this case is selected.
pub(crate) fn belongs(record: &Record, case: Option<&Case>, index: usize) -> bool {
    record.fields[index].role == Role::Value
        && (!record.is_in_case(index) || case.is_some_and(|case| case.fields.contains(&index)))
}

/// The broken constraints of a record and of the objects in it.
pub(crate) fn broken<'m>(record: &'m Record, rows: &Rows) -> Vec<Broken<'m>> {
    let mut found = Vec::new();
    visit(record, rows, &[], &mut found);
    found
}

fn visit<'m>(record: &'m Record, rows: &Rows, address: &[usize], found: &mut Vec<Broken<'m>>) {
    let mut breaks = |what, cost| found.push(Broken { at: address.to_vec(), record, what, cost });
    let case = selected(record, rows);
    for index in 0..record.fields.len() {
        row(record, rows, case, index, &mut breaks);
    }
    relations(record, rows, &mut breaks);
    statements(record, rows, &mut breaks);
    for (index, field) in record.fields.iter().enumerate() {
        let Some(object) = &field.object else { continue };
        let address = [address, &[index]].concat();
        match at(&[index], rows) {
            Some(Filled::Object(inner)) => visit(object, inner, &address, found),
            Some(Filled::List(items)) => {
                for (item, inner) in items.iter().enumerate() {
                    if let Filled::Object(inner) = inner {
                        visit(object, inner, &[address.as_slice(), &[item]].concat(), found);
                    }
                }
            }
            Some(Filled::Text(_)) | None => {}
        }
    }
}

/// The constraints of a single row.
fn row<'m>(
    record: &'m Record,
    rows: &Rows,
    case: Option<&Case>,
    index: usize,
    breaks: &mut impl FnMut(Constraint<'m>, usize),
) {
    let (field, filled) = (&record.fields[index], at(&[index], rows));
    if !belongs(record, case, index) {
        if filled.is_some() {
            breaks(Constraint::WrongCase(index), 1);
        }
        return;
    }
    let is_there = match field.presence {
        _ if field.default.is_some() => is_given(&[index], rows),
        StatedPresence::Required => is_given(&[index], rows),
        StatedPresence::Present => filled.is_some(),
        StatedPresence::Optional | StatedPresence::Chosen => true,
    };
    if !is_there {
        breaks(Constraint::Missing(index), 1);
    }
    if let (Some(Filled::List(items)), Some(list)) = (filled, field.list) {
        if !list.takes(items.len()) {
            breaks(Constraint::Size(index), 1);
        }
        let texts: Vec<Vec<&str>> = items.iter().filter_map(|item| texts_at(item, &field.unique)).collect();
        let repeated = (1..texts.len()).filter(|at| texts[..*at].contains(&texts[*at])).count();
        if repeated > 0 {
            breaks(Constraint::Alike(index), repeated);
        }
    }
    if composed::is_broken(field, rows, index) {
        breaks(Constraint::Composed(index), 1);
    }
    if let (Some(Filled::Text(text)), Some(of)) = (filled, field.count_of)
        && !takes(field, text)
    {
        breaks(Constraint::Counted(index, of), 1);
    }
}

/// The constraints on the presence of rows that depend on other rows.
fn relations<'m>(record: &'m Record, rows: &Rows, breaks: &mut impl FnMut(Constraint<'m>, usize)) {
    let given = |index: &usize| is_given(&[*index], rows);
    for choice in &record.choices {
        let groups = choice.own_members();
        let chosen: Vec<_> = groups.iter().filter(|group| group.iter().any(|(index, _)| given(index))).collect();
        let is_kept = match chosen.as_slice() {
            [] => choice.has_default(),
            [group] => group.iter().all(|(index, is_mandatory)| !is_mandatory || given(index)),
            _ => false,
        };
        if !is_kept {
            breaks(Constraint::Choice(choice), 1);
        }
    }
    for needs in record.needs.iter().filter(|needs| given(&needs.given) && !given(&needs.needs)) {
        breaks(Constraint::Needs(needs), 1);
    }
    for group in &record.groups {
        let there = group.fields.iter().filter(|index| given(index)).count();
        let cost = match group.kind {
            GroupKind::AtMostOne => there.saturating_sub(1),
            GroupKind::AtLeastOne => usize::from(there == 0),
            GroupKind::AllOrNone => there.min(group.fields.len() - there),
        };
        if cost > 0 {
            breaks(Constraint::Group(group), cost);
        }
    }
}

/// The constraints of conditions and rules.
fn statements<'m>(record: &'m Record, rows: &Rows, breaks: &mut impl FnMut(Constraint<'m>, usize)) {
    let given = |index: &usize| is_given(&[*index], rows);
    for demand in record.demands.iter().filter(|demand| holds(&demand.when, rows) == Some(true)) {
        let unmet = address(&demand.needs).iter().filter(|index| !given(index)).count()
            + address(&demand.absent).iter().filter(|index| given(index)).count();
        if unmet > 0 {
            breaks(Constraint::Demand(demand), unmet.min(distance(&demand.when, false, rows).max(1)));
        }
    }
    for rule in record.rules.iter().filter(|rule| holds(&rule.states, rows) == Some(false)) {
        breaks(Constraint::Rule(rule), distance(&rule.states, true, rows).max(1));
    }
}

impl Broken<'_> {
    /// The constraint in the spec's notation.
    pub(crate) fn describe(&self) -> String {
        let name = |index: &usize| format!("`{}`", self.record.fields[*index].name);
        let names = |indices: &[usize]| indices.iter().map(name).collect::<Vec<_>>().join(", ");
        match self.what {
            Constraint::Missing(index) => format!("{} must be given", name(&index)),
            Constraint::WrongCase(index) => format!("{} is of another case of the tag", name(&index)),
            Constraint::Choice(choice) => format!("choice `{}`: one of its groups is given", choice.name),
            Constraint::Needs(needs) => format!("{} needs {}", name(&needs.given), name(&needs.needs)),
            Constraint::Group(group) => format!("group `{}` of {}", group.kind.name(), names(&group.fields)),
            Constraint::Demand(demand) => {
                let mut parts = vec![format!("condition `when: {}`", demand.text)];
                for (word, indices) in [("needs", address(&demand.needs)), ("absent", address(&demand.absent))] {
                    if !indices.is_empty() {
                        parts.push(format!("{word} {}", names(&indices)));
                    }
                }
                parts.join(", ")
            }
            Constraint::Rule(rule) => format!("rule `{}`: {}", rule.id, rule.text),
            Constraint::Size(index) => format!("{} has as many items as its row says", name(&index)),
            Constraint::Alike(index) => format!("the items of {} differ", name(&index)),
            Constraint::Composed(index) => format!("{} consists of its parts", name(&index)),
            Constraint::Counted(index, of) => format!("{} takes the length of {}", name(&index), name(&of)),
        }
    }
}
