//! What holds between the fields of a table.

use std::borrow::Cow;

use super::Truth;
use crate::{Bilingual, GroupKind, Severity};

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
    /// How many of these fields must be given.
    Group(GroupKind, Cow<'static, [u16]>),
    /// A field decides which other fields exist.
    Cases {
        /// The field.
        tag: u16,
        /// For each of its values, the fields that exist.
        of: Cow<'static, [CaseRows]>,
    },
    /// A rule that the spec states.
    Stated(StatedRule),
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
    pub says: Bilingual,
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
    /// The expression that must be true.
    pub states: Truth,
    /// The rule's text for people.
    pub says: Bilingual,
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
