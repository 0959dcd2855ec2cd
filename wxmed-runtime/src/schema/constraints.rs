//! What holds between the fields of a table.

use wxmed_core::{GroupKind, Severity};

/// Something that holds between the fields of a table. Numbers are places of rows.
#[derive(Debug)]
pub enum Check {
    /// Exactly one of several groups is given.
    Choice(&'static [&'static [Member]]),
    /// A field is mandatory because another one is given.
    Needs {
        /// The one that is given.
        given: u16,
        /// The one that is then mandatory.
        needs: u16,
    },
    /// Fields that must be given, or must not be, because something holds.
    Demand(Demand),
    /// So many of these fields are given.
    Group(GroupKind, &'static [u16]),
    /// A field decides which others there are.
    Cases {
        /// The field.
        tag: u16,
        /// For each of its values, the fields that exist.
        of: &'static [(&'static str, &'static [u16])],
    },
    /// A rule that the spec states.
    Stated(StatedRule),
}

/// Fields that must be given, or must not be, because something holds.
#[derive(Debug)]
pub struct Demand {
    /// What holds, as the spec writes it, with what each code in it means, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What holds.
    pub when: Truth,
    /// The fields that are then mandatory.
    pub needs: &'static [u16],
    /// The fields that must then be left out.
    pub absent: &'static [u16],
}

/// A rule that a spec states across fields.
#[derive(Debug)]
pub struct StatedRule {
    /// The ID.
    pub id: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What must hold.
    pub states: Truth,
    /// What it says, in Chinese.
    pub zh: &'static str,
    /// What it says, in English.
    pub en: &'static str,
}

/// A field of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The group is incomplete without it.
    Must(u16),
    /// It may be left out.
    May(u16),
}

impl Member {
    /// The place of the row.
    pub const fn row(self) -> u16 {
        match self {
            Member::Must(row) | Member::May(row) => row,
        }
    }
}

/// Something that holds or does not. Paths are places of rows, from the record that states it inwards.
#[derive(Debug)]
pub enum Truth {
    /// Two amounts compare so.
    Compare(Expr, Comparison, Expr),
    /// Two texts are the same.
    Same(Words, Words),
    /// A field has a value.
    Given(&'static [u16]),
    /// It does not hold.
    Not(&'static Truth),
    /// Both hold.
    And(&'static Truth, &'static Truth),
    /// One of the two holds, or both.
    Or(&'static Truth, &'static Truth),
}

/// How two amounts compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Differs,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A text.
#[derive(Debug)]
pub enum Words {
    /// These words.
    Literal(&'static str),
    /// The value of a row.
    Field(&'static [u16]),
    /// The one, or where nothing is known of it the other: a name that stands in several sections.
    Either(&'static Words, &'static Words),
}

/// An amount that is computed from fields.
#[derive(Debug)]
pub enum Expr {
    /// An exact decimal, as text.
    Number(&'static str),
    /// The value of a row.
    Field(&'static [u16]),
    /// A sum.
    Sum(&'static Expr, &'static Expr),
    /// A difference.
    Difference(&'static Expr, &'static Expr),
    /// A product.
    Product(&'static Expr, &'static Expr),
    /// The nearest amount of so many decimal places, the one away from zero if two are as near.
    Round(&'static Expr, u32),
    /// The sum of a row over the items of a list, or of the items themselves.
    Total(&'static [u16], Option<u16>),
    /// The number of items of a list.
    Length(&'static [u16]),
    /// The one, or where nothing is known of it the other: a name that stands in several sections.
    Either(&'static Expr, &'static Expr),
}
