use rust_decimal::Decimal;

use super::tokens::{Kind, Token};
use super::{HELP, place};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Comparison, Span};
use crate::syntax::Text;

/// What is written, before it is known what the names are.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) kind: Branch,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Branch {
    Number(Decimal),
    Literal(String),
    /// A field, or a field inside another one.
    Path(Vec<String>),
    /// `+`, `-` and `*`.
    Arithmetic(&'static str, Box<Tree>, Box<Tree>),
    Compare(Box<Tree>, Comparison, Box<Tree>),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
    Not(Box<Tree>),
    Call(String, Vec<Tree>),
}

/// More than any bill has; a sum is read from the inside out, as deep as it is long.
const MAX_TERMS: usize = 64;
/// More than a person can read; and an expression is at most as deep as it has tokens.
const MAX_TOKENS: usize = 512;
/// How deep parentheses can stand in parentheses.
const MAX_DEPTH: usize = 16;

/// Reads all the tokens as one expression.
pub(super) fn read(written: &Text, tokens: &[Token], diagnostics: &mut Diagnostics) -> Option<Tree> {
    let mut parser = Parser { written, tokens, next: 0, depth: 0, diagnostics };
    let tree = parser.either()?;
    match parser.peek() {
        None => Some(tree),
        Some(_) => parser.unexpected("the end of the rule"),
    }
}

struct Parser<'a> {
    written: &'a Text,
    tokens: &'a [Token],
    next: usize,
    depth: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Parser<'_> {
    /// `a or b`
    fn either(&mut self) -> Option<Tree> {
        self.chain(&["or"], Self::both, |_, left, right| Branch::Or(left, right))
    }

    /// `a and b`
    fn both(&mut self) -> Option<Tree> {
        self.chain(&["and"], Self::negation, |_, left, right| Branch::And(left, right))
    }

    /// `not a`
    fn negation(&mut self) -> Option<Tree> {
        if self.word() != Some("not") {
            return self.comparison();
        }
        let start = self.here();
        self.next += 1;
        let inner = self.inside(Self::negation)?;
        Some(Tree { span: through(start, inner.span), kind: Branch::Not(Box::new(inner)) })
    }

    /// `a = b`
    fn comparison(&mut self) -> Option<Tree> {
        let left = self.sum()?;
        let Some(comparison) = self.word().and_then(Comparison::by_sign) else { return Some(left) };
        self.next += 1;
        let right = self.sum()?;
        if self.word().is_some_and(|sign| Comparison::by_sign(sign).is_some()) {
            return self.unexpected("one comparison only, and");
        }
        let span = through(left.span, right.span);
        Some(Tree { kind: Branch::Compare(Box::new(left), comparison, Box::new(right)), span })
    }

    /// `a + b - c`
    fn sum(&mut self) -> Option<Tree> {
        self.chain(&["+", "-"], Self::product, Branch::Arithmetic)
    }

    /// `a * b`
    fn product(&mut self) -> Option<Tree> {
        self.chain(&["*"], Self::term, Branch::Arithmetic)
    }

    fn chain(
        &mut self,
        signs: &[&'static str],
        level: fn(&mut Self) -> Option<Tree>,
        combine: fn(&'static str, Box<Tree>, Box<Tree>) -> Branch,
    ) -> Option<Tree> {
        let mut left = level(self)?;
        for _ in 1..MAX_TERMS {
            let Some(sign) = self.sign_among(signs) else { return Some(left) };
            self.next += 1;
            let right = level(self)?;
            let span = through(left.span, right.span);
            left = Tree { kind: combine(sign, Box::new(left), Box::new(right)), span };
        }
        match self.sign_among(signs) {
            Some(_) => self.unexpected(&format!("no more than {MAX_TERMS} terms on a side, and")),
            None => Some(left),
        }
    }

    fn term(&mut self) -> Option<Tree> {
        let span = self.here();
        if self.next >= MAX_TOKENS {
            return self.unexpected(&format!("no more than {MAX_TOKENS} words and signs, and"));
        }
        match self.peek().cloned() {
            Some(Kind::Number(number)) => {
                self.next += 1;
                Some(Tree { kind: Branch::Number(number), span })
            }
            Some(Kind::Literal(text)) => {
                self.next += 1;
                Some(Tree { kind: Branch::Literal(text), span })
            }
            Some(Kind::Sign("-")) => self.negative(span),
            Some(Kind::Sign("(")) => {
                self.next += 1;
                let inner = self.inside(Self::either)?;
                self.expect(")")?;
                Some(inner)
            }
            Some(Kind::Name(name)) if !["and", "or", "not"].contains(&name.as_str()) => {
                self.next += 1;
                if self.word() == Some("(") { self.call(name, span) } else { self.path(name, span) }
            }
            _ => self.unexpected("a field, a number or a text"),
        }
    }

    /// A number below 0.
    fn negative(&mut self, span: Span) -> Option<Tree> {
        self.next += 1;
        let Some(Kind::Number(number)) = self.peek().cloned() else { return self.unexpected("a number") };
        let span = through(span, self.here());
        self.next += 1;
        Some(Tree { kind: Branch::Number(-number), span })
    }

    fn path(&mut self, first: String, mut span: Span) -> Option<Tree> {
        let mut path = vec![first];
        while self.word() == Some(".") {
            self.next += 1;
            let Some(Kind::Name(name)) = self.peek().cloned() else { return self.unexpected("the name of a field") };
            span = through(span, self.here());
            self.next += 1;
            path.push(name);
        }
        Some(Tree { kind: Branch::Path(path), span })
    }

    fn call(&mut self, name: String, span: Span) -> Option<Tree> {
        let mut arguments = Vec::new();
        self.next += 1;
        loop {
            arguments.push(self.inside(Self::either)?);
            if self.word() != Some(",") {
                break;
            }
            self.next += 1;
        }
        let span = through(span, self.here());
        self.expect(")")?;
        Some(Tree { kind: Branch::Call(name, arguments), span })
    }

    /// One level further in, as far as there may be one.
    fn inside(&mut self, level: fn(&mut Self) -> Option<Tree>) -> Option<Tree> {
        if self.depth == MAX_DEPTH {
            return self.unexpected(&format!("no more than {MAX_DEPTH} levels, and"));
        }
        self.depth += 1;
        let inner = level(self);
        self.depth -= 1;
        inner
    }

    fn expect(&mut self, sign: &str) -> Option<()> {
        if self.word() != Some(sign) {
            return self.unexpected(&format!("`{sign}`"));
        }
        self.next += 1;
        Some(())
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    /// The next sign or word, as it is written.
    fn word(&self) -> Option<&str> {
        match self.peek()? {
            Kind::Sign(sign) => Some(sign),
            Kind::Name(name) => Some(name),
            Kind::Number(_) | Kind::Literal(_) => None,
        }
    }

    fn sign_among(&self, signs: &[&'static str]) -> Option<&'static str> {
        let word = self.word()?;
        signs.iter().copied().find(|sign| *sign == word)
    }

    fn here(&self) -> Span {
        let end = self.written.value.len();
        self.tokens.get(self.next).map_or_else(|| place(self.written, end, end), |token| token.span)
    }

    fn unexpected<T>(&mut self, due: &str) -> Option<T> {
        let span = self.here();
        self.diagnostics.error(Id::RuleSyntax, span, format!("the rule needs {due} here")).help(HELP);
        None
    }
}

/// From the beginning of one part to the end of another.
fn through(start: Span, end: Span) -> Span {
    Span { end: end.end, ..start }
}
