//! The rules of the specs: `ghf + zjzj = ghhj`.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Assertion, Comparison, Expr, Field, Span};
use crate::syntax::Text;

/// Reads a rule over the fields of one record; a mistake is noted at its own column.
pub(super) fn parse(rule: &Text, fields: &[Field], diagnostics: &mut Diagnostics) -> Option<Assertion> {
    let tokens = tokens(rule, diagnostics)?;
    let mut parser = Parser { rule, tokens: &tokens, next: 0, fields, diagnostics };
    let left = parser.sum()?;
    parser.expect(&Token::Equal, "`=`")?;
    let right = parser.sum()?;
    match parser.peek() {
        None => Some(Assertion { left, comparison: Comparison::Equal, right }),
        Some(_) => parser.unexpected("the end of the rule"),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Number(Decimal),
    Plus,
    Minus,
    Equal,
}

fn tokens(rule: &Text, diagnostics: &mut Diagnostics) -> Option<Vec<(Token, usize, usize)>> {
    let text = rule.as_str();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let run = |accept: fn(char) -> bool| rest.find(|c| !accept(c)).unwrap_or(rest.len());
        let (token, len) = match c {
            ' ' | '\n' | '\t' => {
                at += 1;
                continue;
            }
            '+' => (Some(Token::Plus), 1),
            '-' => (Some(Token::Minus), 1),
            '=' => (Some(Token::Equal), 1),
            '0'..='9' => {
                let len = run(|c| c.is_ascii_digit() || c == '.');
                (rest.get(..len).and_then(|number| Decimal::from_str_exact(number).ok()).map(Token::Number), len)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let len = run(|c| c.is_ascii_alphanumeric() || c == '_');
                (rest.get(..len).map(|name| Token::Name(name.to_owned())), len)
            }
            other => (None, other.len_utf8()),
        };
        let Some(token) = token else {
            let written = rest.get(..len).unwrap_or_default();
            diagnostics
                .error(Id::RuleSyntax, place(rule, at, at + len), format!("`{written}` means nothing in a rule"))
                .help("a rule compares sums of fields and numbers, as in `ghf + zjzj = ghhj`");
            return None;
        };
        tokens.push((token, at, at + len));
        at += len;
    }
    Some(tokens)
}

/// More than any bill has; a sum is read from the inside out, as deep as it is long.
const MAX_TERMS: usize = 64;

struct Parser<'a> {
    rule: &'a Text,
    tokens: &'a [(Token, usize, usize)],
    next: usize,
    fields: &'a [Field],
    diagnostics: &'a mut Diagnostics,
}

impl Parser<'_> {
    fn sum(&mut self) -> Option<Expr> {
        let mut sum = self.term()?;
        for _ in 1..MAX_TERMS {
            let combine: fn(Box<Expr>, Box<Expr>) -> Expr = match self.peek() {
                Some(Token::Plus) => Expr::Sum,
                Some(Token::Minus) => Expr::Difference,
                _ => return Some(sum),
            };
            self.next += 1;
            sum = combine(Box::new(sum), Box::new(self.term()?));
        }
        match self.peek() {
            Some(Token::Plus | Token::Minus) => {
                self.unexpected(&format!("no more than {MAX_TERMS} terms on a side, and"))
            }
            _ => Some(sum),
        }
    }

    fn term(&mut self) -> Option<Expr> {
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.next += 1;
                Some(Expr::Number(number))
            }
            Some(Token::Name(name)) => {
                let expr = self.field(&name);
                self.next += 1;
                expr
            }
            _ => self.unexpected("a field or a number"),
        }
    }

    fn field(&mut self, name: &str) -> Option<Expr> {
        let span = self.here();
        let found = self
            .fields
            .iter()
            .position(|field| field.name == name || field.aliases.iter().any(|alias| alias.name == name));
        let Some((place, field)) = found.and_then(|place| Some((place, self.fields.get(place)?))) else {
            self.diagnostics
                .error(Id::UnknownField, span, format!("there is no field `{name}` in this table"))
                .did_you_mean(name, self.fields.iter().map(|field| field.name.as_str()));
            return None;
        };
        if !field.format.is_amount() {
            self.diagnostics
                .error(Id::WrongType, span, format!("`{name}` is no amount: a rule cannot compute with it"))
                .help("give the row `format: yuan`, `fen` or `decimal`, or a type that is a number");
            return None;
        }
        Some(Expr::Field(place))
    }

    fn expect(&mut self, token: &Token, name: &str) -> Option<()> {
        if self.peek() == Some(token) {
            self.next += 1;
            return Some(());
        }
        self.unexpected(name)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, ..)| token)
    }

    fn here(&self) -> Span {
        let end = self.rule.value.len();
        let (start, end) = self.tokens.get(self.next).map_or((end, end), |(_, start, end)| (*start, *end));
        place(self.rule, start, end)
    }

    fn unexpected<T>(&mut self, due: &str) -> Option<T> {
        let span = self.here();
        self.diagnostics
            .error(Id::RuleSyntax, span, format!("the rule needs {due} here"))
            .help("a rule compares sums of fields and numbers, as in `ghf + zjzj = ghhj`");
        None
    }
}

/// The place of a part of the rule in its file; the whole rule where it was quoted with escapes or folded.
fn place(rule: &Text, start: usize, end: usize) -> Span {
    let written = rule.span.end.saturating_sub(rule.span.start);
    let quote = match written.checked_sub(rule.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return rule.span,
    };
    Span { file: rule.span.file, start: rule.span.start + quote + start, end: rule.span.start + quote + end }
}
