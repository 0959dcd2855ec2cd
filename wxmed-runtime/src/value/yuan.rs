use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;
use wxmed_core::Format;

/// An amount in yuan, exact, with as many decimal places as it was written with.
///
/// ```
/// # use wxmed::Yuan;
/// let fee: Yuan = "9.00".parse()?;
/// assert_eq!((fee + Yuan::from_fen(50)).to_string(), "9.50");
/// # Ok::<(), wxmed::YuanError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan(Decimal);

impl Yuan {
    /// Nothing, written `0`.
    pub const ZERO: Yuan = Yuan(Decimal::ZERO);

    /// An amount given in fen, the hundredth part of a yuan.
    pub fn from_fen(fen: i64) -> Self {
        Self(Decimal::new(fen, 2))
    }

    /// The exact amount.
    pub fn amount(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Yuan {
    fn from(amount: Decimal) -> Self {
        Self(amount)
    }
}

/// A text that is no amount.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct YuanError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for YuanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let demands = Format::Yuan.demands();
        if f.alternate() { write!(f, "应为{demands:#}") } else { write!(f, "must be {demands}") }
    }
}

impl std::error::Error for YuanError {}

impl FromStr for Yuan {
    type Err = YuanError;

    fn from_str(text: &str) -> Result<Self, YuanError> {
        if !Format::Yuan.accepts(text) {
            return Err(YuanError);
        }
        Decimal::from_str_exact(text).map(Self).map_err(|_| YuanError)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Beyond 28 digits, which no bill reaches, the sum stays at the largest amount.
impl Add for Yuan {
    type Output = Yuan;

    fn add(self, other: Yuan) -> Yuan {
        Yuan(self.0.saturating_add(other.0))
    }
}

/// Beyond 28 digits, which no bill reaches, the difference stays at the smallest amount.
impl Sub for Yuan {
    type Output = Yuan;

    fn sub(self, other: Yuan) -> Yuan {
        Yuan(self.0.saturating_sub(other.0))
    }
}

impl Sum for Yuan {
    fn sum<I: Iterator<Item = Yuan>>(amounts: I) -> Yuan {
        amounts.fold(Yuan::ZERO, Add::add)
    }
}
