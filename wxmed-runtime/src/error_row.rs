use std::borrow::Cow;

use wxmed_schema::Bilingual;

use crate::outcome::Outcome;

/// What a code of the platform means and what to do about it: a row of the specs' code tables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ErrorRow {
    /// The code; for `return_msg`, how it begins.
    pub code: Cow<'static, str>,
    /// What it means.
    pub meaning: Bilingual,
    /// What to do.
    pub remedy: Bilingual,
    /// Whether the platform refused the access token, did nothing, and a new token helps.
    pub refreshes_token: bool,
    /// Whether it may have been done all the same, where doing it twice would do harm.
    pub outcome: Outcome,
}

impl ErrorRow {
    /// A row known when the program is compiled: the code, and each text in Chinese and in English.
    pub const fn new(
        code: &'static str,
        (meaning_zh, meaning_en): (&'static str, &'static str),
        (remedy_zh, remedy_en): (&'static str, &'static str),
    ) -> Self {
        Self {
            code: Cow::Borrowed(code),
            meaning: Bilingual::of(meaning_zh, meaning_en),
            remedy: Bilingual::of(remedy_zh, remedy_en),
            refreshes_token: false,
            outcome: Outcome::NothingDone,
        }
    }

    /// The same row, for a code that leaves open whether it was done.
    pub const fn perhaps_done(mut self) -> Self {
        self.outcome = Outcome::Unknown;
        self
    }

    /// The same row, for a code that means that the access token was refused.
    pub const fn cured_by_new_token(mut self) -> Self {
        self.refreshes_token = true;
        self
    }
}
