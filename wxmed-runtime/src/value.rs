//! The types of fields.

/// An error that describes the expected format.
macro_rules! format_error {
    ($error:ident, $format:expr) => {
        /// English, or Chinese with the alternate flag (`{:#}`).
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let format: fn(&Self) -> wxmed_core::Format = $format;
                let demands = format(self).demands();
                if f.alternate() { write!(f, "应为{demands:#}") } else { write!(f, "must be {demands}") }
            }
        }

        impl std::error::Error for $error {}
    };
}

/// An amount that can be shown, added and subtracted.
macro_rules! amount {
    ($amount:ident, $zero:expr, $limit:literal) => {
        impl std::fmt::Display for $amount {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        #[doc = concat!("Beyond ", $limit, ", which no bill reaches, the sum stays at the largest amount.")]
        impl std::ops::Add for $amount {
            type Output = Self;

            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        #[doc = concat!("Beyond ", $limit, ", which no bill reaches, the difference stays at the smallest amount.")]
        impl std::ops::Sub for $amount {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        impl std::iter::Sum for $amount {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold($zero, std::ops::Add::add)
            }
        }
    };
}

mod china_time;
mod code;
mod content;
mod date;
mod fen;
pub(crate) mod idcard;
mod into_value;
mod timestamp;
mod yuan;

use std::borrow::Cow;
use std::net::Ipv4Addr;

pub use code::{Code, OpenEnum};
pub use content::Content;
pub use date::{DashedDate, DashedDateMinute, DashedDateTime, Date, DateError};
pub use fen::{Fen, FenError};
pub use rust_decimal::Decimal;
pub use timestamp::{Timestamp, TimestampError};
pub use yuan::{Yuan, YuanError};

use crate::IdCardMd5;
use crate::record::Value;
use wxmed_core::schema::Bindings;
use wxmed_core::schema::FieldValue;

impl Value for String {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(self))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().map(str::to_owned)
    }
}

/// An empty text means that there is no value, as in the interface.
impl<V: Value> Value for Option<V> {
    fn to_cell(&self) -> FieldValue<'_> {
        self.as_ref().map_or(FieldValue::Absent, V::to_cell)
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        match cell {
            FieldValue::Absent => Some(None),
            FieldValue::Text(text) if text.is_empty() => Some(None),
            cell => V::from_cell(cell).map(Some),
        }
    }

    fn bindings(&self) -> Option<Bindings> {
        self.as_ref().and_then(V::bindings)
    }

    fn bound(self, bindings: Bindings) -> Self {
        self.map(|value| value.bound(bindings))
    }
}

impl<V: Value> Value for Vec<V> {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::List(self.iter().map(V::to_cell).collect())
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        match cell {
            FieldValue::List(items) => items.iter().map(V::from_cell).collect(),
            _ => None,
        }
    }
}

impl Value for IdCardMd5 {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(self.as_str()))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(|text| IdCardMd5::parse(text).ok())
    }
}

macro_rules! printed_values {
    ($($type:ty),*) => {$(
        impl Value for $type {
            fn to_cell(&self) -> FieldValue<'_> {
                FieldValue::Text(Cow::Owned(self.to_string()))
            }

            fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
                cell.text().and_then(|text| text.parse().ok())
            }
        }
    )*};
}

printed_values!(bool, u8, u32, u64, i32, i64, Yuan, Fen, Date, DashedDate, DashedDateTime, DashedDateMinute);

impl Value for Decimal {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Owned(self.to_string()))
    }

    /// Keeps the decimal places; a number that doesn't fit is `None` instead of being rounded.
    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(|text| Decimal::from_str_exact(text).ok())
    }
}

impl Value for Ipv4Addr {
    /// Writes the digits directly, which is several times faster than formatting, because every registration has an
    /// amount.
    fn to_cell(&self) -> FieldValue<'_> {
        let mut text = String::with_capacity("255.255.255.255".len());
        for octet in self.octets() {
            if !text.is_empty() {
                text.push('.');
            }
            for (least, divisor) in [(100, 100), (10, 10), (0, 1)] {
                if octet >= least {
                    text.push(char::from(b'0' + octet / divisor % 10));
                }
            }
        }
        FieldValue::Text(Cow::Owned(text))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(|text| text.parse().ok())
    }
}
