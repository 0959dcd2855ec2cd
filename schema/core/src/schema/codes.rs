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
    /// Values that are not listed are violations.
    Closed,
    /// Values that are not listed are accepted.
    Open,
}

/// One value of a code table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The code in the interface.
    pub code: Cow<'static, str>,
    /// The meaning.
    pub label: Bilingual,
}
