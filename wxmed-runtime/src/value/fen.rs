use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wxmed_core::Format;

use super::Yuan;

/// An amount in fen, the hundredth part of a yuan.
///
/// ```
/// # use wxmed::{Fen, Yuan};
/// let fee: Yuan = "9.50".parse()?;
/// assert_eq!(Fen::try_from(fee)?, Fen::new(950));
/// assert_eq!(Yuan::from(Fen::new(950)), fee);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

impl Fen {
    /// An amount in fen.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for Fen {
    fn from(fen: i64) -> Self {
        Self(fen)
    }
}

/// The same amount, with two decimal places.
impl From<Fen> for Yuan {
    fn from(fen: Fen) -> Self {
        Yuan::from_fen(fen.0)
    }
}

/// The same amount.
///
/// # Errors
/// If it is not a whole number of fen, or has more than 18 digits.
impl TryFrom<Yuan> for Fen {
    type Error = FenError;

    fn try_from(yuan: Yuan) -> Result<Self, FenError> {
        let fen = yuan.amount().checked_mul(Decimal::ONE_HUNDRED).filter(Decimal::is_integer);
        fen.and_then(|fen| fen.to_i64()).map(Self).ok_or(FenError)
    }
}

/// A text or an amount that is not a whole number of fen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FenError;

format_error!(FenError, |_| Format::Fen);

impl FromStr for Fen {
    type Err = FenError;

    fn from_str(text: &str) -> Result<Self, FenError> {
        if !Format::Fen.accepts(text) {
            return Err(FenError);
        }
        text.parse().map(Self).map_err(|_| FenError)
    }
}

amount!(Fen, Fen::default(), "what 64 bits hold");

#[cfg(test)]
mod tests {
    use super::{Fen, FenError, Yuan};

    #[test]
    fn conversions_between_fen_and_yuan_are_exact() {
        for (yuan, fen) in [("0", 0), ("0.01", 1), ("9.5", 950), ("999999999999.99", 99_999_999_999_999)] {
            let yuan: Yuan = yuan.parse().unwrap();
            assert_eq!(Fen::try_from(yuan), Ok(Fen::new(fen)));
            assert_eq!(Yuan::from(Fen::new(fen)), yuan);
        }
        let half = Yuan::from(rust_decimal::Decimal::new(5, 3));
        assert_eq!(Fen::try_from(half), Err(FenError));
        assert_eq!(Fen::try_from(Yuan::from(rust_decimal::Decimal::MAX)), Err(FenError));
        assert_eq!(Fen::new(i64::MAX) + Fen::new(1), Fen::new(i64::MAX));
        assert_eq!([Fen::new(1), Fen::new(2)].into_iter().sum::<Fen>() - Fen::new(4), Fen::new(-1));
        for text in ["-1", "1.0", "01", ""] {
            assert_eq!(text.parse::<Fen>(), Err(FenError));
        }
    }
}
