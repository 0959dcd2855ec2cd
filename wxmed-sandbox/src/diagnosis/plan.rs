//! How the text is made that is signed.

use super::forms::{Charset, Escape, Trim, UrlStyle};
use super::order::Order;

/// How the text is made that is signed, up to its end. The default is the right way.
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
    pub(super) key: KeyPlace,
    /// The place of a field that is not signed.
    pub(super) left_out: Option<usize>,
}

/// What becomes of fields whose value is `0`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Zeros {
    Signed,
    Dropped,
}

/// What becomes of empty fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Empties {
    Dropped,
    /// Those that were sent are signed.
    Sent,
    /// Those that were sent, and all others of the document's table.
    OfTable,
}

/// What becomes of the field `sign`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SignField {
    LeftOut,
    /// It is signed while it is empty.
    Empty,
    /// The request is signed again together with its signature.
    Computed,
}

/// Whether the marks of CDATA are signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cdata {
    LeftOut,
    Signed,
}

/// Where the key is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyPlace {
    Behind,
    /// Sorted in as a field of the name `key`.
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
        key: KeyPlace::Behind,
        left_out: None,
    };
}
