use std::ops::Range;

use rust_decimal::Decimal;

use super::elsewhere::ELSEWHERE;
use super::{HELP, span_of};
use crate::ast::Text;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// A token and its span.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The byte range in the expression itself.
    pub(super) at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Name(String),
    /// A name between backticks, which may contain any characters and is never a keyword.
    Quoted(String),
    Number(Decimal),
    /// A text between single quotes.
    Literal(String),
    Sign(&'static str),
}

/// Longer ones first, so that `<=` isn't read as `<`.
const SIGNS: [&str; 13] = ["<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "(", ")", ",", "."];

/// The tokens of an expression.
pub(super) fn read(written: &Text, diagnostics: &mut Diagnostics) -> Option<Vec<Lexeme>> {
    let text = written.as_str();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if matches!(c, ' ' | '\n' | '\t') {
            at += 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let (kind, length) = first(c, rest);
        let span = span_of(written, at, at + length);
        let Some(kind) = kind else {
            if matches!(c, '\'' | '`') {
                let help = match c {
                    '`' => "close the name with a backtick",
                    _ => "close the text with the same quote, as in `kind = 'A'`",
                };
                let quote = span_of(written, at, at + 1);
                diagnostics.error(Id::RuleSyntax, quote, "this quote is not closed").help(help);
                return None;
            }
            let elsewhere =
                ELSEWHERE.iter().filter(|(sign, _)| rest.starts_with(sign)).max_by_key(|(sign, _)| sign.len());
            let (found, help) = elsewhere.copied().unwrap_or((rest.get(..length).unwrap_or_default(), HELP));
            let span = span_of(written, at, at + found.len());
            diagnostics.error(Id::RuleSyntax, span, format!("`{found}` means nothing in a rule")).help(help);
            return None;
        };
        tokens.push(Lexeme { kind, span, at: at..at + length });
        at += length;
    }
    Some(tokens)
}

/// The first token of a text, and its length.
fn first(c: char, rest: &str) -> (Option<Kind>, usize) {
    let run = |accept: fn(char) -> bool| rest.find(|c| !accept(c)).unwrap_or(rest.len());
    match c {
        '0'..='9' => {
            let length = run(|c| c.is_ascii_digit() || c == '.');
            let number = rest.get(..length).and_then(|number| Decimal::from_str_exact(number).ok());
            (number.map(Kind::Number), length)
        }
        'a'..='z' | 'A'..='Z' | '_' => {
            let length = run(|c| c.is_ascii_alphanumeric() || c == '_');
            (rest.get(..length).map(|name| Kind::Name(name.to_owned())), length)
        }
        '\'' => quoted(c, rest, Kind::Literal),
        '`' => quoted(c, rest, Kind::Quoted),
        // A label instead of a name. The name lookup reports which field it belongs to.
        other if is_letter(other) && !has_equivalent(rest.get(..run(is_letter)).unwrap_or_default()) => {
            let length = run(|c| is_letter(c) || c.is_ascii_alphanumeric());
            (rest.get(..length).map(|name| Kind::Name(name.to_owned())), length)
        }
        other => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => (Some(Kind::Sign(sign)), sign.len()),
            None => (None, other.len_utf8()),
        },
    }
}

/// The text between two quotes, and its length including the quotes.
fn quoted(quote: char, rest: &str, kind: fn(String) -> Kind) -> (Option<Kind>, usize) {
    match rest.strip_prefix(quote).and_then(|inside| inside.split_once(quote)) {
        Some((text, _)) => (Some(kind(text.to_owned())), text.len() + 2),
        None => (None, rest.len()),
    }
}

/// A letter that wire names can't contain.
fn is_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric() && crate::confusable::meant(c).is_none()
}

/// Whether a word has an equivalent operator or keyword in rules.
fn has_equivalent(word: &str) -> bool {
    ELSEWHERE.iter().any(|(foreign, _)| *foreign == word)
}
