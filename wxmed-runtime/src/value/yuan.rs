use std::str::FromStr;

use rust_decimal::Decimal;
use wxmed_core::Format;

/// An exact amount in yuan, which keeps the number of decimal places it was written with.
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
    /// Zero, written `0`.
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

/// A text that is not an amount.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct YuanError;

format_error!(YuanError, |_| Format::Yuan);

impl FromStr for Yuan {
    type Err = YuanError;

    fn from_str(text: &str) -> Result<Self, YuanError> {
        if !Format::Yuan.accepts(text) {
            return Err(YuanError);
        }
        Decimal::from_str_exact(text).map(Self).map_err(|_| YuanError)
    }
}

amount!(Yuan, Yuan::ZERO, "28 digits");
