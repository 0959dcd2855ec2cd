//! Which rows of a table exist, depending on the value of its tag.

use super::{CaseRows, Exhaustiveness, FieldSchema, FieldValues, RecordSchema};

/// The rows that exist for the value of a tag.
#[derive(Clone, Copy)]
pub struct Variants<'t> {
    of: &'t [CaseRows],
    selected: Selected<'t>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Selected<'t> {
    /// There is no tag, or its value selects nothing, so it is unknown which rows exist.
    Nothing,
    /// These rows, in addition to those that belong to no case.
    Rows(&'t [u16]),
    /// A value that an open code table doesn't list: its rows are unknown, and none of the cases' rows apply.
    Unlisted,
}

/// How a row relates to the case that the tag selects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belongs {
    /// It belongs to the selected case.
    Here,
    /// It belongs to no case, and always exists.
    Everywhere,
    /// It belongs only to other cases; or to any case, if none is selected.
    Elsewhere,
}

impl<'t> Variants<'t> {
    /// The rows that the tag's value selects.
    pub fn of(table: &'t RecordSchema, cells: &FieldValues<'_>) -> Self {
        Self::select(table, |index, _| cells.get(index).given())
    }

    /// The rows that the tag's value selects. `value` is called with the index of the tag and its row.
    pub fn select<'v>(table: &'t RecordSchema, value: impl FnOnce(u16, &'t FieldSchema) -> Option<&'v str>) -> Self {
        let Some((index, of)) = table.cases() else { return Self { of: &[], selected: Selected::Nothing } };
        let row = table.row(index);
        let selected = match row.and_then(|row| value(index, row)).filter(|value| !value.is_empty()) {
            None => Selected::Nothing,
            Some(value) => match of.iter().find(|case| case.value == value) {
                Some(case) => Selected::Rows(&case.rows),
                None if row.is_some_and(is_open) => Selected::Unlisted,
                None => Selected::Nothing,
            },
        };
        Self { of, selected }
    }

    /// How a row relates to the selected case.
    pub fn belongs(&self, row: u16) -> Belongs {
        match self.selected {
            Selected::Rows(rows) if rows.contains(&row) => Belongs::Here,
            _ if self.of.iter().any(|case| case.rows.contains(&row)) => Belongs::Elsewhere,
            _ => Belongs::Everywhere,
        }
    }

    /// Whether a row exists, so that its presence can be validated.
    pub fn expects(&self, row: u16) -> bool {
        self.belongs(row) != Belongs::Elsewhere
    }

    /// Whether a case is selected, so that rows of other cases are violations.
    pub fn is_selected(&self) -> bool {
        matches!(self.selected, Selected::Rows(_))
    }

    /// The row with this name or alias. If there are several, the one of the selected case, or else the first.
    pub fn row(&self, table: &'t RecordSchema, name: &str) -> Option<(u16, &'t FieldSchema)> {
        let named = table.indexed().filter(|(_, row)| row.reads(name));
        let is_meant = |index: u16| self.selected != Selected::Unlisted || self.expects(index);
        named.filter(|(index, _)| is_meant(*index)).min_by_key(|(index, _)| (self.belongs(*index), *index))
    }

    /// The row that reports violations of a name that several rows have, so that each is reported once.
    pub fn reporting_row(&self, table: &'t RecordSchema, row: &'t FieldSchema) -> &'t FieldSchema {
        self.row(table, &row.name).map_or(row, |(_, first)| first)
    }
}

fn is_open(row: &FieldSchema) -> bool {
    row.codes.as_ref().is_some_and(|codes| codes.openness == Exhaustiveness::Open)
}
