use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};

/// Something that is read from a text, and from nothing else. What else there is may be anybody's data, and is not repeated.
pub(super) trait FromText {
    type Value;

    fn from_text<E: de::Error>(text: &str) -> Result<Self::Value, E>;
}

/// Hands a text to what reads it.
pub(super) struct TextVisitor<R>(PhantomData<R>);

impl<R: FromText> TextVisitor<R> {
    /// Reads the text that comes next. A self-describing format is asked for whatever comes: asked for a text, its own error
    /// would quote what is there instead.
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
