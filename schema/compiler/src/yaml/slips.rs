//! Typing slips in YAML punctuation: full-width colons, other characters instead of spaces, missing spaces.
//!
//! The YAML parser takes such punctuation for text, and reports an unrelated error on some later line. So the text
//! itself is scanned for slips, wherever punctuation is possible outside quotes, block scalars and comments.

mod scan;

pub(super) use scan::{long_quotes, open_bracket};

use crate::confusable::{self, Likeness};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// A slip, and its repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The start, as a byte offset.
    pub(crate) start: usize,
    /// The end; equal to the start if something is missing.
    pub(crate) end: usize,
    pub(crate) kind: SlipKind,
    /// The replacement.
    pub(super) instead: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// A character that looks like punctuation.
    Confusable(Likeness),
    /// A character that looks like a space, in the indentation of a line.
    Indentation(Likeness),
    /// A tab in the indentation of a line.
    Tab,
    /// A missing space after punctuation.
    NoSpace(&'static str),
}

impl Slip {
    /// Reports the slip.
    pub(crate) fn note(&self, text: &str, span: Span, diagnostics: &mut Diagnostics) {
        let written = text.get(self.start..self.end).unwrap_or_default();
        match self.kind {
            SlipKind::Confusable(likeness) | SlipKind::Indentation(likeness) => {
                diagnostics.confusable(span, written, likeness, self.instead.trim());
            }
            SlipKind::Tab => {
                diagnostics.error(Id::Yaml, span, "a tab stands here, and only spaces indent").help("write spaces");
            }
            SlipKind::NoSpace(mark) => {
                diagnostics
                    .error(Id::Yaml, span, format!("a space is missing behind this `{mark}`"))
                    .help(format!("write `{mark} ` with a space"));
            }
        }
    }
}

/// All slips of a text, in order.
pub(crate) fn slips(text: &str) -> Vec<Slip> {
    scan::slips(text)
}

/// The maximum length of a key: a colon further to the right belongs to a text.
const LONGEST_KEY: usize = 80;

/// A position on the first line where a colon is parsed as part of a key: the key, and the range of the faulty colon.
pub(crate) fn key_before_a_colon(text: &str) -> Option<(String, usize, usize)> {
    let mut line = text.char_indices().take(LONGEST_KEY).take_while(|(_, c)| *c != '\n');
    let (at, colon) = line.find(|(_, c)| is_colon(*c))?;
    let key = confusable::as_meant(text.get(..at)?).trim().to_owned();
    is_word(&key).then_some((key, at, at + colon.len_utf8()))
}

fn is_colon(c: char) -> bool {
    c == ':' || resembles(c, ":")
}

fn resembles(c: char, ascii: &str) -> bool {
    confusable::meant(c).is_some_and(|(_, meant)| meant == ascii)
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The bracket that a character is or looks like, and whether it opens.
fn bracket(c: char) -> Option<(char, bool)> {
    match c {
        '{' | '｛' => Some(('{', true)),
        '}' | '｝' => Some(('}', false)),
        '[' | '［' => Some(('[', true)),
        ']' | '］' => Some((']', false)),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    resembles(c, "\"") || resembles(c, "'")
}
