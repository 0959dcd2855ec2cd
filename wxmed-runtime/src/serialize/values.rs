use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wxmed_core::Json;

use super::text::{FromText, TextVisitor};
use crate::record::Unknown;
use crate::{
    Code, Content, DashedDate, DashedDateMinute, DashedDateTime, Date, Decimal, Fen, FenError, IdCardMd5, OpenEnum,
    Timestamp, Yuan, YuanError,
};

/// Values that are serialised as strings.
macro_rules! texts {
    ($read:ident: $($(#[$about:meta])* $value:ty,)*) => {$(
        $(#[$about])*
        impl Serialize for $value {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// From the text.
        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                TextVisitor::<$read<$value>>::read(deserializer)
            }
        }
    )*};
}

texts! {
    Amount:
    /// As a string, `"9.50"`, because a number in JSON would lose digits. A difference may be negative, `"-9.50"`.
    Yuan,
    /// As a string, such as `"950"`. A difference may be negative, `"-950"`.
    Fen,
}

texts! {
    ParsedText:
    /// As the text that is sent, such as `"20160501163102"`.
    Timestamp,
    /// As the text that is sent, such as `"20160501"`.
    Date,
    /// As the text that is sent, such as `"2016-05-01"`.
    DashedDate,
    /// As the text that is sent, such as `"2016-05-01 16:31:02"`.
    DashedDateTime,
    /// As the text that is sent, such as `"2016-05-01 16:31"`.
    DashedDateMinute,
}

/// Reads a value from its text.
struct ParsedText<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> FromText for ParsedText<T> {
    type Value = T;

    fn from_text<E: de::Error>(text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Deserialises any exact amount, even one that can't be sent, because programs compute with those, too. Amounts that
/// are sent are validated when a request is built.
struct Amount<T>(PhantomData<T>);

impl FromText for Amount<Yuan> {
    type Value = Yuan;

    fn from_text<E: de::Error>(text: &str) -> Result<Yuan, E> {
        let amount = Decimal::from_str_exact(text).ok().filter(|amount| amount.to_string() == text);
        amount.map(Yuan::from).ok_or_else(|| E::custom(YuanError))
    }
}

impl FromText for Amount<Fen> {
    type Value = Fen;

    fn from_text<E: de::Error>(text: &str) -> Result<Fen, E> {
        let fen = text.parse::<i64>().ok().filter(|fen| fen.to_string() == text);
        fen.map(Fen::new).ok_or_else(|| E::custom(FenError))
    }
}

/// As the text that is sent. The hash can be reversed to the identity number: treat it like one.
impl Serialize for IdCardMd5 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// From the text that is sent.
impl<'de> Deserialize<'de> for IdCardMd5 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TextVisitor::<ParsedText<Self>>::read(deserializer)
    }
}

/// As the text that is sent, whether the table has it or not.
impl<C: Code> Serialize for OpenEnum<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// From the text that is sent, whether the table has it or not.
impl<'de, C: Code> Deserialize<'de> for OpenEnum<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TextVisitor::<OpenText<C>>::read(deserializer)
    }
}

/// Reads any text as a code.
struct OpenText<C>(PhantomData<C>);

impl<C: Code> FromText for OpenText<C> {
    type Value = OpenEnum<C>;

    fn from_text<E: de::Error>(text: &str) -> Result<OpenEnum<C>, E> {
        Ok(OpenEnum::new(text))
    }
}

/// As a string that contains JSON. It includes patients' data.
impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// From a string, like [`Content::raw`]: the content has no spec and no bindings to its request.
impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::raw)
    }
}

/// As an object.
impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// From an object.
impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut unknown = Self::default();
        match Json::deserialize(deserializer)? {
            Json::Object(entries) => entries.into_iter().for_each(|(key, value)| unknown.push(key, value)),
            other => return Err(de::Error::invalid_type(de::Unexpected::Other(other.kind()), &"an object")),
        }
        Ok(unknown)
    }
}
