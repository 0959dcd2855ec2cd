use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};

/// A type that is deserialised from a string only. Errors don't contain the input, because it may be patients' data.
pub(super) trait FromText {
    type Value;

    fn from_text<E: de::Error>(text: &str) -> Result<Self::Value, E>;
}

/// A visitor that parses a string with [`FromText`].
pub(super) struct TextVisitor<R>(PhantomData<R>);

impl<R: FromText> TextVisitor<R> {
    /// Deserialises a string with `deserialize_any`: with `deserialize_str`, the error of a self-describing format
    /// would quote the input.
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<R::Value, D::Error> {
        let visitor = Self(PhantomData);
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(visitor),
            false => deserializer.deserialize_str(visitor),
        }
    }

    fn no_text<E: de::Error>() -> E {
        E::custom("expected a text")
    }
}

impl<R: FromText> Visitor<'_> for TextVisitor<R> {
    type Value = R::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<R::Value, E> {
        R::from_text(text)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<R::Value, E> {
        Err(Self::no_text())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<R::Value, E> {
        Err(Self::no_text())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<R::Value, E> {
        Err(Self::no_text())
    }
}
