//! The conversions that builders accept for a value: from other types, texts and results.

use std::net::{AddrParseError, Ipv4Addr};

use rust_decimal::Decimal;
use wxmed_core::{Bilingual, Format, Rule, Violations};
use zeroize::Zeroizing;

use super::{
    Code, Content, DashedDate, DashedDateMinute, DashedDateTime, Date, DateError, Fen, FenError, OpenEnum, Timestamp,
    TimestampError, Yuan, YuanError,
};
use crate::error::content::ContentError;
use crate::record::input::{Input, IntoValue, Invalid, ValueError};
use crate::value::idcard::{IdCard, IdCardError, IdCardMd5, IdCardMd5Error};

impl<T, V: IntoValue<T>, E: ValueError> IntoValue<T> for Result<V, E> {
    fn into_value(self) -> Input<T> {
        match self {
            Ok(value) => value.into_value(),
            Err(error) => V::invalid(error.invalid()),
        }
    }
}

macro_rules! from_text {
    (<$($generic:ident: $bound:ident)?> $type:ty) => {
        from_text!(<$($generic: $bound)?> $type, &str);
        from_text!(<$($generic: $bound)?> $type, String);
        from_text!(<$($generic: $bound)?> $type, &String);
    };
    (<$($generic:ident: $bound:ident)?> $type:ty, $text:ty) => {
        impl<$($generic: $bound)?> IntoValue<$type> for $text {
            fn into_value(self) -> Input<$type> {
                Input::Text(self.into())
            }
        }
    };
}

macro_rules! converted {
    ($($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<V: Into<$type>> IntoValue<$type> for V {
            fn into_value(self) -> Input<$type> {
                Input::Value(self.into())
            }
        }
    )*};
}

macro_rules! from_these {
    ($type:ty, $($from:ty),*) => {$(
        impl IntoValue<$type> for $from {
            fn into_value(self) -> Input<$type> {
                Input::Value(self.into())
            }
        }
    )*};
}

macro_rules! scalars {
    ($($type:ty),*) => {$(
        converted!($type);
        from_text!(<> $type);
    )*};
}

scalars!(Yuan, Fen, Date, DashedDate, DashedDateTime, DashedDateMinute, Timestamp);
converted!(Content, IdCardMd5);
from_these!(Decimal, Decimal, u8, u16, u32, u64, i8, i16, i32, i64);
from_text!(<> Decimal);
from_these!(Ipv4Addr, Ipv4Addr, [u8; 4]);
from_text!(<> Ipv4Addr);
from_text!(<C: Code> C);
from_text!(<C: Code> OpenEnum<C>);

impl<C: Code> IntoValue<C> for C {
    fn into_value(self) -> Input<C> {
        Input::Value(self)
    }
}

impl<C: Code> IntoValue<OpenEnum<C>> for C {
    fn into_value(self) -> Input<OpenEnum<C>> {
        Input::Value(self.into())
    }
}

impl<C: Code> IntoValue<OpenEnum<C>> for OpenEnum<C> {
    fn into_value(self) -> Input<OpenEnum<C>> {
        Input::Value(self)
    }
}

/// An identity number, which is hashed, or the hash of one.
impl IntoValue<IdCardMd5> for &str {
    fn into_value(self) -> Input<IdCardMd5> {
        if self.is_empty() || self.len() == 32 {
            return Input::Text(self.to_owned());
        }
        match IdCard::parse(self) {
            Ok(card) => Input::Value(card.md5()),
            Err(error) => Input::Invalid(error.invalid()),
        }
    }
}

impl IntoValue<IdCardMd5> for String {
    fn into_value(self) -> Input<IdCardMd5> {
        Zeroizing::new(self).as_str().into_value()
    }
}

impl IntoValue<Content> for &String {
    fn into_value(self) -> Input<Content> {
        self.as_str().into_value()
    }
}

impl IntoValue<IdCardMd5> for &String {
    fn into_value(self) -> Input<IdCardMd5> {
        self.as_str().into_value()
    }
}

macro_rules! of_format {
    ($($error:ty => $format:expr),*) => {$(
        impl ValueError for $error {
            fn invalid(self) -> Invalid {
                let format: fn(Self) -> Format = $format;
                Invalid::Rule(Rule::Format(format(self)))
            }
        }
    )*};
}

of_format! {
    IdCardMd5Error => |_| Format::IdcardMd5,
    YuanError => |_| Format::Yuan,
    FenError => |_| Format::Fen,
    DateError => |error| error.format(),
    TimestampError => |_| Format::Timestamp,
    AddrParseError => |_| Format::Ipv4,
    rust_decimal::Error => |_| Format::Decimal
}

impl ValueError for IdCardError {
    fn invalid(self) -> Invalid {
        Invalid::Rule(Rule::Value { message: Bilingual::new(format!("{self:#}"), self.to_string()) })
    }
}

/// A content that could not be written as JSON.
impl ValueError for serde_json::Error {
    fn invalid(self) -> Invalid {
        let message = Bilingual::of("无法序列化为 JSON", "cannot be written as JSON");
        Invalid::Rule(Rule::Value { message })
    }
}

impl ValueError for Violations {
    fn invalid(self) -> Invalid {
        Invalid::Violations(self)
    }
}

impl ValueError for ContentError {
    fn invalid(self) -> Invalid {
        match self {
            ContentError::Invalid { violations, .. } => Invalid::Violations(violations),
            ContentError::NotJson { .. } => {
                Invalid::Rule(Rule::Value { message: Bilingual::new(format!("{self:#}"), self.to_string()) })
            }
        }
    }
}
