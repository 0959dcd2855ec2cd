use rust_decimal::Decimal;

use wxmed_core::Pattern;

/// What a row demands of a value beside its format and its length.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The amounts that it may be.
    pub range: Option<Range>,
    /// The most decimal places that it may have.
    pub decimals: Option<u32>,
    /// The decimal places that it has, with which it is written.
    pub scale: Option<u32>,
    /// How the text must look.
    pub pattern: Option<Pattern>,
    /// The only value that it may have.
    pub constant: Option<String>,
}

/// The amounts between two bounds, of which one may be missing; the bounds belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The smallest.
    pub min: Option<Decimal>,
    /// The largest.
    pub max: Option<Decimal>,
}

impl Range {
    /// Whether an amount is between the bounds.
    pub fn contains(&self, amount: Decimal) -> bool {
        self.min.is_none_or(|min| min <= amount) && self.max.is_none_or(|max| amount <= max)
    }
}
