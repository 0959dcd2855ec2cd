use rust_decimal::Decimal;

/// What a rule states: two amounts, and how they compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The left side.
    pub left: Expr,
    /// How the sides compare.
    pub comparison: Comparison,
    /// The right side.
    pub right: Expr,
}

/// An amount that is computed from the fields of the record that states the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// An exact decimal.
    Number(Decimal),
    /// The value of a field, by its place in the record.
    Field(usize),
    /// A sum.
    Sum(Box<Expr>, Box<Expr>),
    /// A difference.
    Difference(Box<Expr>, Box<Expr>),
}

/// How two amounts compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
}
