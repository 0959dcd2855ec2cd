//! What holds between the fields of a table.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Ref;
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

/// A boolean expression. Paths are indices of rows, starting at the record that contains the expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// A comparison of two amounts.
    Compare(Expr, Comparison, Expr),
    /// Two texts are the same.
    Same(Words, Words),
    /// A field has a value.
    Given(Cow<'static, [u16]>),
    /// Negation.
    Not(Ref<Truth>),
    /// Both are true.
    And(Ref<Truth>, Ref<Truth>),
    /// At least one of the two is true.
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
    /// Whether the comparison is true for these amounts.
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

/// A text expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A literal text.
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
    /// Rounds to this many decimal places, half away from zero.
    Round(Ref<Expr>, u32),
    /// The smaller of two.
    Least(Ref<Expr>, Ref<Expr>),
    /// The larger of two.
    Most(Ref<Expr>, Ref<Expr>),
    /// The amount without its sign.
    Absolute(Ref<Expr>),
    /// 0 if none of the fields in it has a value.
    OrZero(Ref<Expr>),
    /// The sum of a row over the items of a list, or of the items themselves.
    Total(Cow<'static, [u16]>, Option<u16>),
    /// The number of items of a list.
    Length(Cow<'static, [u16]>),
    /// The first if it is known, otherwise the second: for a name that is in several sections.
    Either(Ref<Expr>, Ref<Expr>),
}
