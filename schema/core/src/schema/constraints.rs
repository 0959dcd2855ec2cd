//! What holds between the fields of a table.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Ref;
use crate::{Bilingual, GroupKind, Severity};

/// Something that holds between the fields of a table. Numbers are places of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Exactly one of several groups is given.
    Choice(Cow<'static, [Cow<'static, [Member]>]>),
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
    Group(GroupKind, Cow<'static, [u16]>),
    /// A field decides which others there are.
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

/// Fields that must be given, or must not be, because something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// What holds, as the spec writes it, with what each code in it means.
    pub says: Bilingual,
    /// What holds.
    pub when: Truth,
    /// The fields that are then mandatory.
    pub needs: Cow<'static, [u16]>,
    /// The fields that must then be left out.
    pub absent: Cow<'static, [u16]>,
}

/// A rule that a spec states across fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRule {
    /// The ID.
    pub id: Cow<'static, str>,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What must hold.
    pub states: Truth,
    /// What it says.
    pub says: Bilingual,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Two amounts compare so.
    Compare(Expr, Comparison, Expr),
    /// Two texts are the same.
    Same(Words, Words),
    /// A field has a value.
    Given(Cow<'static, [u16]>),
    /// It does not hold.
    Not(Ref<Truth>),
    /// Both hold.
    And(Ref<Truth>, Ref<Truth>),
    /// One of the two holds, or both.
    Or(Ref<Truth>, Ref<Truth>),
}

/// How two amounts compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Comparison {
    /// Whether two amounts compare so.
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Comparison::Equal => left == right,
            Comparison::Differs => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
        }
    }
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// These words.
    Literal(Cow<'static, str>),
    /// The value of a row.
    Field(Cow<'static, [u16]>),
    /// The first if it is known, otherwise the second: for a name that is in several sections.
    Either(Ref<Words>, Ref<Words>),
}

/// An amount that is computed from fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// An exact decimal, as text.
    Number(Cow<'static, str>),
    /// The value of a row.
    Field(Cow<'static, [u16]>),
    /// A sum.
    Sum(Ref<Expr>, Ref<Expr>),
    /// A difference.
    Difference(Ref<Expr>, Ref<Expr>),
    /// A product.
    Product(Ref<Expr>, Ref<Expr>),
    /// The nearest amount of so many decimal places, the one away from zero if two are as near.
    Round(Ref<Expr>, u32),
    /// The sum of a row over the items of a list, or of the items themselves.
    Total(Cow<'static, [u16]>, Option<u16>),
    /// The number of items of a list.
    Length(Cow<'static, [u16]>),
    /// The first if it is known, otherwise the second: for a name that is in several sections.
    Either(Ref<Expr>, Ref<Expr>),
}
