//! Constraints between the fields of a table.

use std::borrow::Cow;

use super::{RecordSchema, Truth};
use crate::{Bilingual, Format, GroupKind, Severity};

/// A constraint between the fields of a table. Numbers are indices of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Exactly one of several groups is given.
    Choice(Cow<'static, [Cow<'static, [Member]>]>),
    /// A field is mandatory because another one is given.
    Needs {
        /// The row that is given.
        given: u16,
        /// The row that is then mandatory.
        needs: u16,
    },
    /// Fields that are mandatory or forbidden under a condition.
    Demand(Demand),
    /// A number of these fields must be given.
    Group(GroupKind, Cow<'static, [u16]>),
    /// A field decides which other fields exist.
    Cases {
        /// The field.
        tag: u16,
        /// For each of its values, the fields that exist.
        of: Cow<'static, [CaseRows]>,
    },
    /// No two items of a list have the same texts in all of these rows.
    Unique {
        /// The list.
        list: u16,
        /// The indices of rows of the items.
        by: Cow<'static, [u16]>,
    },
    /// An identifier that is composed of parts.
    Composed(Composed),
    /// A rule that the spec states.
    Stated(StatedRule),
}

/// An identifier that is composed of parts, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The row with the identifier.
    pub row: u16,
    /// The parts, of which at most one has a pattern.
    pub parts: Cow<'static, [IdPart]>,
}

impl Composed {
    /// The parts: names of fields, formats of dates and times, and regular expressions.
    pub fn names(&self, table: &RecordSchema) -> Vec<Cow<'static, str>> {
        let name = |part: &IdPart| match part {
            IdPart::Field(row) => table.row(*row).map_or(Cow::Borrowed(""), |row| row.name.clone()),
            IdPart::Time(format) => Cow::Borrowed(format.name()),
            IdPart::Pattern(pattern) => pattern.clone(),
            IdPart::Text(text) => Cow::Owned(format!("{text:?}")),
        };
        self.parts.iter().map(name).collect()
    }
}

/// A part of an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdPart {
    /// The value of another row.
    Field(u16),
    /// A date or time in this format.
    Time(Format),
    /// A text that matches a regular expression.
    Pattern(Cow<'static, str>),
    /// A fixed text.
    Text(Cow<'static, str>),
}

/// A value of a tag, and the rows that exist for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRows {
    /// The value.
    pub value: Cow<'static, str>,
    /// The indices of the rows.
    pub rows: Cow<'static, [u16]>,
}

/// Fields that are mandatory or forbidden under a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The condition as written in the spec, with the meaning of each code in it.
    pub message: Bilingual,
    /// The condition.
    pub when: Truth,
    /// The fields that are then mandatory.
    pub needs: Cow<'static, [u16]>,
    /// The fields that are then forbidden.
    pub absent: Cow<'static, [u16]>,
}

/// A rule that a spec states across fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRule {
    /// The ID.
    pub id: Cow<'static, str>,
    /// The severity of a violation.
    pub severity: Severity,
    /// The expression that must hold.
    pub states: Truth,
    /// The rule's text for people.
    pub message: Bilingual,
}

/// A field of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The group is incomplete without it.
    Must(u16),
    /// The field is optional in the group.
    May(u16),
}

impl Member {
    /// The index of the row.
    pub const fn row(self) -> u16 {
        match self {
            Member::Must(row) | Member::May(row) => row,
        }
    }
}
