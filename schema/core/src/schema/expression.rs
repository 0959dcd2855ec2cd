//! Expressions over the fields of a record, used by rules and conditions.

use std::borrow::Cow;

use super::Ref;

/// A boolean expression. Paths are indices of rows, starting at the record that contains the expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// A comparison of two amounts.
    Compare(Expr, Comparison, Expr),
    /// Two texts are the same.
    Same(TextExpr, TextExpr),
    /// A field has a value.
    Given(Cow<'static, [u16]>),
    /// Negation.
    Not(Ref<Truth>),
    /// Both are true.
    And(Ref<Truth>, Ref<Truth>),
    /// At least one of the two is true.
    Or(Ref<Truth>, Ref<Truth>),
    /// A comparison of two dates or times, each written in its field's format.
    Order(TextExpr, Comparison, TextExpr),
    /// A text matches a regular expression as a whole.
    Matches(TextExpr, Cow<'static, str>),
    /// True for every item of a list. The expression inside starts at the item.
    All(Cow<'static, [u16]>, Ref<Truth>),
    /// True for at least one item of a list. The expression inside starts at the item.
    Any(Cow<'static, [u16]>, Ref<Truth>),
    /// An expression about the record that contains the list, inside an expression about its items.
    Parent(Ref<Truth>),
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
    /// Whether the comparison is true for these values.
    pub fn holds<T: Ord>(self, left: T, right: T) -> bool {
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
pub enum TextExpr {
    /// A literal text.
    Literal(Cow<'static, str>),
    /// The value of a row.
    Field(Cow<'static, [u16]>),
    /// The first if it is known, otherwise the second: for a name that is in several sections.
    Either(Ref<TextExpr>, Ref<TextExpr>),
    /// A text of the record that contains the list, inside an expression about its items.
    Parent(Ref<TextExpr>),
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
    /// The first divided by the second, rounded to this many decimal places, half away from zero.
    Quotient(Ref<Expr>, Ref<Expr>, u32),
    /// The number of characters of a text.
    Characters(TextExpr),
    /// The sum of an amount over the items of a list. The amount starts at the item.
    SumOver(Cow<'static, [u16]>, Ref<Expr>),
    /// The sum of an amount over the items that satisfy a condition.
    SumWhere(Cow<'static, [u16]>, Ref<Expr>, Ref<Truth>),
    /// The number of items that satisfy a condition.
    CountWhere(Cow<'static, [u16]>, Ref<Truth>),
    /// An amount of the record that contains the list, inside an expression about its items.
    Parent(Ref<Expr>),
}
