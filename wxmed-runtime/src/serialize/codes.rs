use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de};
use wxmed_core::nearest;

use crate::{Code, ErrorCode};

/// Makes a code table's enum, or that of a table of errors, a value of serde: its code, as a text.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_codes {
    ($table:ident, $name:ty) => {
        impl $crate::rt::Serialize for $name {
            fn serialize<S: $crate::rt::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<<S as $crate::rt::Serializer>::Ok, <S as $crate::rt::Serializer>::Error> {
                <S as $crate::rt::Serializer>::serialize_str(serializer, <Self as $crate::rt::$table>::code(*self))
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, <D as $crate::rt::Deserializer<'de>>::Error> {
                <Self as $crate::rt::Coded<$crate::rt::kind::$table>>::read(deserializer)
            }
        }
    };
}

/// What a text on the wire is one of.
pub trait Coded<Kind>: Sized {
    /// Reads one from its text.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The two kinds of tables that have codes, as types.
pub mod kind {
    /// A code table.
    #[derive(Debug)]
    pub enum Code {}

    /// A table of errors.
    #[derive(Debug)]
    pub enum ErrorCode {}
}

impl<C: Code> Coded<kind::Code> for C {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        C::from_code(&text).ok_or_else(|| unknown(&text, C::CODES.rows.iter().map(|row| &*row.code)))
    }
}

impl<E: ErrorCode> Coded<kind::ErrorCode> for E {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        E::from_code(&text).ok_or_else(|| unknown(&text, E::ROWS.iter().map(|row| &*row.code)))
    }
}

/// The text itself is not repeated: what was read in the place of a code may be anybody's data.
fn unknown<'c, E: de::Error>(text: &str, known: impl Iterator<Item = &'c str> + Clone) -> E {
    match nearest(text, known.clone()) {
        Some(meant) => E::custom(format_args!("no code of the table, perhaps {meant}")),
        None => E::custom(format_args!("no code of the table: there are {}", known.collect::<Vec<_>>().join(", "))),
    }
}
