use rust_decimal::Decimal;

use wxmed_core::Pattern;

/// What a row demands of a value beside its format and its length.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The amounts that it may be.
    pub range: Option<Range>,
    /// The most decimal places that it may have.
    pub decimals: Option<u32>,
    /// The exact number of decimal places that it has.
    pub scale: Option<Scale>,
    /// How the text must look.
    pub pattern: Option<Pattern>,
    /// The only value that it may have.
    pub constant: Option<String>,
}

/// An exact number of decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// An amount with fewer is written with zeros.
    Filled(u32),
    /// The sender must have written them.
    Sent(u32),
}

impl Scale {
    /// The number.
    pub const fn places(self) -> u32 {
        match self {
            Scale::Filled(places) | Scale::Sent(places) => places,
        }
    }
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
