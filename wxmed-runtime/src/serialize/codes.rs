use std::marker::PhantomData;

use serde::{Deserializer, de};
use wxmed_core::nearest;

use super::text::{FromText, TextVisitor};
use crate::{Code, ErrorCode};

/// A value of a code table or an error table.
pub trait Coded<Kind>: Sized {
    /// Deserialises it from its text.
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
        TextVisitor::<CodeText<C>>::read(deserializer)
    }
}

impl<E: ErrorCode> Coded<kind::ErrorCode> for E {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TextVisitor::<ErrorCodeText<E>>::read(deserializer)
    }
}

struct CodeText<C>(PhantomData<C>);

impl<C: Code> FromText for CodeText<C> {
    type Value = C;

    fn from_text<E: de::Error>(text: &str) -> Result<C, E> {
        C::from_code(text).ok_or_else(|| unknown(text, C::CODES.rows.iter().map(|row| &*row.code)))
    }
}

struct ErrorCodeText<T>(PhantomData<T>);

impl<T: ErrorCode> FromText for ErrorCodeText<T> {
    type Value = T;

    fn from_text<E: de::Error>(text: &str) -> Result<T, E> {
        T::from_code(text).ok_or_else(|| unknown(text, T::ROWS.iter().map(|row| &*row.code)))
    }
}

/// The error doesn't contain the text, because it may be patients' data.
fn unknown<'c, E: de::Error>(text: &str, known: impl Iterator<Item = &'c str> + Clone) -> E {
    match nearest(text, known.clone()) {
        Some(meant) => E::custom(format_args!("no code of the table, perhaps {meant}")),
        None => E::custom(format_args!("no code of the table: there are {}", known.collect::<Vec<_>>().join(", "))),
    }
}
