use std::borrow::Cow;

use crate::Bilingual;

/// A code table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    /// Whether it lists every value.
    pub openness: Exhaustiveness,
    /// The values.
    pub rows: Cow<'static, [CodeRow]>,
}

/// Whether a code table lists every value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exhaustiveness {
    /// It does.
    Closed,
    /// It does not.
    Open,
}

/// One value of a code table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The text on the wire.
    pub code: Cow<'static, str>,
    /// What it means.
    pub label: Bilingual,
}
