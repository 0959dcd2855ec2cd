use std::borrow::Cow;

use wxmed_core::{Bilingual, CodeMatch, Outcome, RetryAdvice};

use crate::codec::xml::is_wire_name;

/// What a code of the platform means and what to do about it: a row of the specs' code tables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ErrorInfo {
    /// The code, or words of the message.
    pub code: Cow<'static, str>,
    /// Where the code stands in what the platform answers.
    pub matching: CodeMatch,
    /// What it means.
    pub meaning: Bilingual,
    /// What to do.
    pub remedy: Bilingual,
    /// Whether the platform refused the access token, did nothing, and a new token helps.
    pub refreshes_token: bool,
    /// Whether it may have been done all the same, where doing it twice would do harm.
    pub outcome: Outcome,
    /// When the same call may succeed.
    pub retry: RetryAdvice,
}

/// With this begins what a message asks for, as in 请检查后再试.
const PLEASE: char = '请';

impl ErrorInfo {
    /// A row known when the program is compiled: the code, and each text in Chinese and in English.
    pub const fn new(
        code: &'static str,
        (meaning_zh, meaning_en): (&'static str, &'static str),
        (remedy_zh, remedy_en): (&'static str, &'static str),
    ) -> Self {
        Self {
            code: Cow::Borrowed(code),
            matching: CodeMatch::Whole,
            meaning: Bilingual::of(meaning_zh, meaning_en),
            remedy: Bilingual::of(remedy_zh, remedy_en),
            refreshes_token: false,
            outcome: Outcome::NothingDone,
            retry: RetryAdvice::AfterFix,
        }
    }

    /// The same row, for a code that leaves open whether it was done.
    pub const fn perhaps_done(mut self) -> Self {
        self.outcome = Outcome::Unknown;
        self
    }

    /// The same row, for a code after which the same call may succeed a moment later.
    pub const fn passing(mut self) -> Self {
        self.retry = RetryAdvice::Later;
        self
    }

    /// The same row, for words with which a message begins.
    pub const fn at_the_beginning(mut self) -> Self {
        self.matching = CodeMatch::Beginning;
        self
    }

    /// The same row, for words with which a message begins, or that follow the name of a field.
    pub const fn after_a_name(mut self) -> Self {
        self.matching = CodeMatch::AfterName;
        self
    }

    /// Whether this is the row of a code, or of a message: its words end there, and are not the beginning of others.
    pub fn is_of(&self, said: &str) -> bool {
        self.rest(said).is_some()
    }

    /// Whether a message of this row says nothing beyond it but a detail: the number of the call, the name of a field,
    /// or what to do. What else follows may say that something was done all the same.
    pub(crate) fn says_all_of(&self, said: &str) -> bool {
        let first = |rest: &str| rest.chars().find(|c| c.is_alphanumeric());
        self.rest(said).is_some_and(|rest| first(rest).is_none_or(|c| c.is_ascii() || c == PLEASE))
    }

    /// What follows the words in a message of this row.
    fn rest<'t>(&self, said: &'t str) -> Option<&'t str> {
        let code = &*self.code;
        let rest = match self.matching {
            CodeMatch::Whole => (said == code).then_some("")?,
            CodeMatch::Beginning => said.strip_prefix(code)?,
            CodeMatch::AfterName => {
                let (name, rest) = said.split_once(code)?;
                let name = name.trim_end();
                (name.is_empty() || is_wire_name(name)).then_some(rest)?
            }
        };
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    }

    /// The same row, for a code that means that the access token was refused.
    pub const fn cured_by_new_token(mut self) -> Self {
        self.refreshes_token = true;
        self
    }
}
