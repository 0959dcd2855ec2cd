use std::borrow::Cow;

use wxmed_core::{Bilingual, CodeMatch, Outcome, RetryAdvice};

use crate::signed_xml::xml::is_wire_name;

/// An error code of the platform, its meaning and what to do: a row of an error table in the specs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ErrorInfo {
    /// The code, or a text in the message.
    pub code: Cow<'static, str>,
    /// Where the code is in the response.
    pub matching: CodeMatch,
    /// What it means.
    pub meaning: Bilingual,
    /// What to do.
    pub remedy: Bilingual,
    /// Whether the platform rejected the access token without processing the request, so that a new token helps.
    pub refreshes_token: bool,
    /// Whether the request may have been processed despite the error.
    pub outcome: Outcome,
    /// When the same call may succeed.
    pub retry: RetryAdvice,
}

/// A request in a message begins with this character, as in 请检查后再试.
const PLEASE: char = '请';

impl ErrorInfo {
    /// A row of constants: the code, and each text in Chinese and in English.
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

    /// Marks the outcome as unknown after this code.
    pub const fn perhaps_done(mut self) -> Self {
        self.outcome = Outcome::Unknown;
        self
    }

    /// Marks the error as transient: the same call may succeed a moment later.
    pub const fn passing(mut self) -> Self {
        self.retry = RetryAdvice::Later;
        self
    }

    /// Matches the text at the beginning of a message instead of a code.
    pub const fn at_the_beginning(mut self) -> Self {
        self.matching = CodeMatch::Beginning;
        self
    }

    /// Matches the text at the beginning of a message, or after the name of a field.
    pub const fn after_a_name(mut self) -> Self {
        self.matching = CodeMatch::AfterName;
        self
    }

    /// Whether this row matches a code or a message. Its text must end at a word boundary.
    pub fn is_of(&self, received: &str) -> bool {
        self.rest(received).is_some()
    }

    /// Whether a message that matches this row contains nothing else but a detail: the call's ID, the name of a field,
    /// or what to do. Any other text might mean that the request was processed.
    pub(crate) fn explains_all_of(&self, received: &str) -> bool {
        let first = |rest: &str| rest.chars().find(|c| c.is_alphanumeric());
        self.rest(received).is_some_and(|rest| first(rest).is_none_or(|c| c.is_ascii() || c == PLEASE))
    }

    /// The rest of a message after this row's text.
    fn rest<'t>(&self, received: &'t str) -> Option<&'t str> {
        let code = &*self.code;
        let rest = match self.matching {
            CodeMatch::Whole => (received == code).then_some("")?,
            CodeMatch::Beginning => received.strip_prefix(code)?,
            CodeMatch::AfterName => {
                let (name, rest) = received.split_once(code)?;
                let name = name.trim_end();
                (name.is_empty() || is_wire_name(name)).then_some(rest)?
            }
        };
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    }

    /// Marks the error as a rejected access token.
    pub const fn cured_by_new_token(mut self) -> Self {
        self.refreshes_token = true;
        self
    }
}
