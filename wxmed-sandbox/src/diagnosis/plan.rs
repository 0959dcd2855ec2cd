//! How the string to sign is built.

use super::forms::{Charset, Escape, Trim, UrlStyle};
use super::order::Order;

/// How the string to sign is built, up to its end. [`Plan::RIGHT`] is the correct way.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub(super) zeros: Zeros,
    pub(super) empties: Empties,
    pub(super) sign: SignField,
    pub(super) trim: Option<Trim>,
    pub(super) escape: Option<Escape>,
    pub(super) cdata: Cdata,
    pub(super) url: Option<UrlStyle>,
    pub(super) charset: Charset,
    pub(super) order: Order,
    pub(super) key: KeyPosition,
    /// The index of a field that is not signed.
    pub(super) left_out: Option<usize>,
}

/// How fields with the value `0` are treated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Zeros {
    Signed,
    Dropped,
}

/// How empty fields are treated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Empties {
    Dropped,
    /// The empty fields that were sent are signed.
    Sent,
    /// The empty fields that were sent are signed, and so are all missing fields of the document's table.
    OfTable,
}

/// How the field `sign` is treated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SignField {
    LeftOut,
    /// It is signed as an empty field.
    Empty,
    /// The request is signed again together with its signature.
    Computed,
}

/// Whether the CDATA markers are signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cdata {
    LeftOut,
    Signed,
}

/// The position of the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyPosition {
    Behind,
    /// Sorted among the fields as a field named `key`.
    Among,
}

impl Plan {
    pub(super) const RIGHT: Self = Self {
        zeros: Zeros::Signed,
        empties: Empties::Dropped,
        sign: SignField::LeftOut,
        trim: None,
        escape: None,
        cdata: Cdata::LeftOut,
        url: None,
        charset: Charset::Utf8,
        order: Order::Bytes,
        key: KeyPosition::Behind,
        left_out: None,
    };
}
