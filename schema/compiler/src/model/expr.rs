use rust_decimal::Decimal;

/// Something that holds or does not, or of which nothing can be said because a field is missing. Paths are places of
/// fields, from the record that states it inwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Two amounts compare so.
    Compare(Expr, Comparison, Expr),
    /// Two texts are the same.
    Same(Words, Words),
    /// A field has a value.
    Given(Vec<usize>),
    /// It does not hold.
    Not(Box<Truth>),
    /// Both hold.
    And(Box<Truth>, Box<Truth>),
    /// One of the two holds, or both.
    Or(Box<Truth>, Box<Truth>),
}

/// An amount that is computed from fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// An exact decimal.
    Number(Decimal),
    /// The value of a field.
    Field(Vec<usize>),
    /// A sum.
    Sum(Box<Expr>, Box<Expr>),
    /// A difference.
    Difference(Box<Expr>, Box<Expr>),
    /// A product.
    Product(Box<Expr>, Box<Expr>),
    /// The nearest amount of so many decimal places, the one away from zero if two are as near.
    Round(Box<Expr>, u32),
    /// The sum of a field over the items of a list, or of the items themselves.
    Total(Vec<usize>, Option<usize>),
    /// The number of items of a list.
    Length(Vec<usize>),
    /// The one, or where nothing is known of it the other: a name that stands in several sections.
    Either(Box<Expr>, Box<Expr>),
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// These words.
    Literal(String),
    /// The value of a field.
    Field(Vec<usize>),
    /// The one, or where nothing is known of it the other: a name that stands in several sections.
    Either(Box<Words>, Box<Words>),
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
    /// The comparison of a sign.
    pub fn by_sign(sign: &str) -> Option<Self> {
        match sign {
            "=" => Some(Comparison::Equal),
            "!=" => Some(Comparison::Differs),
            "<" => Some(Comparison::Less),
            "<=" => Some(Comparison::AtMost),
            ">" => Some(Comparison::More),
            ">=" => Some(Comparison::AtLeast),
            _ => None,
        }
    }

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
