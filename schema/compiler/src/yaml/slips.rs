//! Slips of the keyboard in the marks of YAML: full-width colons, spaces that are none, spaces that are missing.
//!
//! The reader of YAML sees text where the author saw a mark, and ends at some later line with a complaint of something
//! else. So the marks are looked for in the text itself, wherever one can stand outside of quotes, of blocks of text and
//! of comments.

mod scan;

pub(super) use scan::{long_quotes, open_bracket};

use crate::confusable::{self, Likeness};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// A slip, and what puts it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends; where it begins, if something is missing.
    pub(crate) end: usize,
    pub(crate) kind: SlipKind,
    /// What stands there in the repaired text.
    pub(super) instead: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// Something that can be taken for a mark.
    Confusable(Likeness),
    /// The same in the indentation of a line.
    Indentation(Likeness),
    /// A tab in the indentation of a line.
    Tab,
    /// No space behind a mark.
    NoSpace(&'static str),
}

impl Slip {
    /// Notes the slip.
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

/// Every slip in a text, in its order.
pub(crate) fn slips(text: &str) -> Vec<Slip> {
    scan::slips(text)
}

/// No name is longer: a colon further behind belongs to a text.
const LONGEST_KEY: usize = 80;

/// A place on the first line where a colon is read as part of a key: the key, and what is wrong with the colon.
pub(crate) fn key_before_a_colon(text: &str) -> Option<(String, usize, usize)> {
    let mut line = text.char_indices().take(LONGEST_KEY).take_while(|(_, c)| *c != '\n');
    let (at, colon) = line.find(|(_, c)| is_colon(*c))?;
    let key = confusable::as_meant(text.get(..at)?).trim().to_owned();
    is_word(&key).then_some((key, at, at + colon.len_utf8()))
}

fn is_colon(c: char) -> bool {
    c == ':' || stands_for(c, ":")
}

fn stands_for(c: char, ascii: &str) -> bool {
    confusable::meant(c).is_some_and(|(_, meant)| meant == ascii)
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The bracket that a character is or stands for, and whether it opens.
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
    stands_for(c, "\"") || stands_for(c, "'")
}
