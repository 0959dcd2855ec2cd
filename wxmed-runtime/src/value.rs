//! The types that stand in fields.

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
pub use into_value::IntoValue;
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

/// An empty text is no value: that is how the wire leaves a field out.
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

printed_values!(u8, u32, u64, i32, Yuan, Fen, Date, DashedDate, DashedDateTime, DashedDateMinute);

impl Value for Decimal {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Owned(self.to_string()))
    }

    /// As many decimal places as were written; what does not fit is nothing, rather than rounded.
    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(|text| Decimal::from_str_exact(text).ok())
    }
}

impl Value for Ipv4Addr {
    /// Every registration has one, and writing its digits is several times faster than formatting them.
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
