use rust_decimal::Decimal;

use wxmed_core::Pattern;

/// Limits of a value in addition to its format and its length.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The allowed range of amounts.
    pub range: Option<Range>,
    /// The maximum number of decimal places.
    pub decimals: Option<u32>,
    /// The exact number of decimal places.
    pub scale: Option<Scale>,
    /// The pattern that the text must match.
    pub pattern: Option<Pattern>,
    /// The only allowed value.
    pub constant: Option<String>,
}

/// An exact number of decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Amounts with fewer are padded with zeros.
    Filled(u32),
    /// The sender must provide them; amounts aren't padded.
    Sent(u32),
}

impl Scale {
    /// The number.
    pub const fn decimal_places(self) -> u32 {
        match self {
            Scale::Filled(decimal_places) | Scale::Sent(decimal_places) => decimal_places,
        }
    }
}

/// A range of amounts with inclusive bounds, of which one may be absent.
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
