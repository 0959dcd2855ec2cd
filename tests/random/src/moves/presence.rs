//! Moves that give or remove rows, and adapt the choice or the case that they belong to.

use wxmed_compiler::model::{Case, Choice, Field, Record, StatedPresence};

use super::Maker;
use crate::constraints::{belongs, selected};
use crate::draft;
use crate::filled::{Address, Filled, at, is_given, rows_at, set};

/// The row of a path.
pub(super) fn row<'m>(path: &[usize], record: &'m Record) -> Option<&'m Field> {
    let (index, rest) = path.split_first()?;
    let field = record.fields.get(*index)?;
    if rest.is_empty() { Some(field) } else { row(rest, field.object.as_deref()?) }
}

/// The record of the last row of a path.
pub(super) fn record_of<'m>(path: &[usize], record: &'m Record) -> Option<&'m Record> {
    match path {
        [] => None,
        [_] => Some(record),
        [index, rest @ ..] => record_of(rest, record.fields.get(*index)?.object.as_deref()?),
    }
}

impl<'m> Maker<'_, 'm> {
    /// Gives a row a value, together with its enclosing objects, and its case or group.
    pub(super) fn give(&mut self, path: &[usize]) {
        let (Some(field), Some(record)) = (row(path, self.record), record_of(path, self.record)) else { return };
        let Some((index, outer)) = path.split_last() else { return };
        let value = self.draw(|dice| draft::given(field, dice));
        let Some(rows) = rows_at(outer, self.rows) else {
            return self.give_with_objects(path, value);
        };
        let case = selected(record, rows);
        if !belongs(record, case, *index) {
            let cases = record.tag.iter().flat_map(|tag| &tag.cases);
            for case in cases.filter(|case| case.fields.contains(index)) {
                self.switch(outer, record, Some(case));
            }
            return;
        }
        self.put(vec![(path.to_vec(), Some(value))]);
        for choice in &record.choices {
            for (group, own) in choice.own_members().iter().enumerate() {
                if own.iter().any(|(member, _)| member == index) {
                    self.choose(outer, choice, group);
                }
            }
        }
    }

    /// The same if an enclosing object is missing.
    fn give_with_objects(&mut self, path: &[usize], value: Filled) {
        let missing = (1..path.len()).find(|length| at(&path[..*length], self.rows).is_none());
        let Some((outer, inner)) = missing.map(|length| path.split_at(length)) else { return };
        let Some(field) = row(outer, self.record) else { return };
        let Filled::Object(mut object) = self.draw(|dice| draft::given(field, dice)) else { return };
        // An inner object may be missing too: then this is the first of several steps.
        set(inner, Some(value), &mut object);
        self.put(vec![(outer.to_vec(), Some(Filled::Object(object)))]);
    }

    /// Removes a row or its enclosing object, or gives a row that excludes it.
    pub(super) fn leave_out(&mut self, path: &[usize]) {
        let (Some(field), Some(record)) = (row(path, self.record), record_of(path, self.record)) else { return };
        let Some((index, outer)) = path.split_last() else { return };
        match field.presence {
            _ if field.default.is_some() => {}
            StatedPresence::Optional => self.put(vec![(path.to_vec(), None)]),
            StatedPresence::Chosen => {
                self.put(vec![(path.to_vec(), None)]);
                for choice in &record.choices {
                    for (group, own) in choice.own_members().iter().enumerate() {
                        if own.iter().all(|(member, _)| member != index) {
                            self.choose(outer, choice, group);
                        }
                    }
                }
            }
            StatedPresence::Present if draft::can_be_empty(field) => {
                self.put(vec![(path.to_vec(), Some(Filled::Text(String::new())))]);
            }
            StatedPresence::Present if field.list.is_some() => {
                self.put(vec![(path.to_vec(), Some(Filled::List(Vec::new())))]);
            }
            StatedPresence::Present | StatedPresence::Required => {}
        }
        if let Some(tag) = record.tag.as_ref().filter(|_| record.is_in_case(*index)) {
            for case in tag.cases.iter().filter(|case| !case.fields.contains(index)) {
                self.switch(outer, record, Some(case));
            }
            self.switch(outer, record, None);
        }
        if !outer.is_empty() {
            self.leave_out(outer);
        }
    }

    /// Gives one group of a choice, and removes the others.
    pub(super) fn choose(&mut self, outer: &[usize], choice: &Choice, group: usize) {
        let Some(record) = self.inner(outer) else { return };
        let (Some(rows), Some(own)) = (rows_at(outer, self.rows), choice.own_members().into_iter().nth(group)) else {
            return;
        };
        let mut changes: Vec<(Address, Option<Filled>)> = Vec::new();
        let others = choice.distinguishing().into_iter().filter(|index| own.iter().all(|(member, _)| member != index));
        changes.extend(others.map(|index| (within(outer, index), None)));
        let is_any_given = own.iter().any(|(index, is_mandatory)| *is_mandatory || is_given(&[*index], rows));
        for (at, (index, is_mandatory)) in own.into_iter().enumerate() {
            // If all fields of a group are optional, one of them selects the group.
            let is_wanted = is_mandatory || at == 0 && !is_any_given;
            if is_wanted && !is_given(&[index], rows) {
                let value = self.draw(|dice| draft::given(&record.fields[index], dice));
                changes.push((within(outer, index), Some(value)));
            }
        }
        self.put(changes);
    }

    /// Selects a case with its rows, or no case if the tag may have an unlisted value.
    pub(super) fn switch(&mut self, outer: &[usize], record: &'m Record, case: Option<&Case>) {
        let (Some(tag), Some(rows)) = (&record.tag, rows_at(outer, self.rows)) else { return };
        let unlisted = || record.has_open_tag().then(|| draft::unlisted(&record.fields[tag.field])).flatten();
        let Some(value) = case.map(|case| case.value.clone()).or_else(unlisted) else { return };
        let mut changes = vec![(within(outer, tag.field), Some(Filled::Text(value)))];
        for (index, field) in record.fields.iter().enumerate().filter(|(index, _)| record.is_in_case(*index)) {
            let is_there = rows.get(index).is_some_and(Option::is_some);
            let is_here = belongs(record, case, index);
            let is_wanted = is_here && matches!(field.presence, StatedPresence::Required | StatedPresence::Present);
            if is_wanted && !is_there {
                let value = self.draw(|dice| draft::given(field, dice));
                changes.push((within(outer, index), Some(value)));
            } else if is_there && !is_here {
                changes.push((within(outer, index), None));
            }
        }
        self.put(changes);
    }

    /// The record at an address.
    fn inner(&self, outer: &[usize]) -> Option<&'m Record> {
        if outer.is_empty() { Some(self.record) } else { row(outer, self.record)?.object.as_deref() }
    }
}

fn within(outer: &[usize], index: usize) -> Address {
    [outer, &[index]].concat()
}
