use std::ops::Range;

use rust_decimal::Decimal;

use super::tokens::{Kind, Lexeme};
use super::{HELP, hints, span_of};
use crate::ast::Text;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Comparison, Span};

/// An expression whose names aren't resolved yet.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) kind: Branch,
    pub(super) span: Span,
    /// The byte range in the expression itself.
    pub(super) at: Range<usize>,
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

/// The maximum number of terms of a sum: more than any bill has. A sum's tree is as deep as the sum is long.
const MAX_TERMS: usize = 64;
/// The maximum number of tokens: more than people can read. An expression is at most as deep as its number of tokens.
const MAX_TOKENS: usize = 512;
/// The maximum nesting of parentheses.
const MAX_DEPTH: usize = 16;

/// Parses all the tokens as one expression.
pub(super) fn read(written: &Text, tokens: &[Lexeme], diagnostics: &mut Diagnostics) -> Option<Tree> {
    let mut parser = Parser { written, tokens, next: 0, depth: 0, diagnostics };
    let tree = parser.either()?;
    match parser.peek() {
        None => Some(tree),
        Some(_) => parser.unexpected("the rule should end here, and goes on"),
    }
}

struct Parser<'a> {
    written: &'a Text,
    tokens: &'a [Lexeme],
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
        if self.peek_text() != Some("not") {
            return self.comparison();
        }
        let start = self.tree_span();
        self.next += 1;
        let inner = self.inside(Self::negation)?;
        Some(start.through(&inner.tree_span()).tree(Branch::Not(Box::new(inner))))
    }

    /// `a = b`
    fn comparison(&mut self) -> Option<Tree> {
        let left = self.sum()?;
        let Some(comparison) = self.peek_text().and_then(by_sign) else { return Some(left) };
        self.next += 1;
        let right = self.sum()?;
        if self.peek_text().is_some_and(|sign| by_sign(sign).is_some()) {
            return self.unexpected("a comparison has two sides, and a third begins here");
        }
        let tree_span = left.tree_span().through(&right.tree_span());
        Some(tree_span.tree(Branch::Compare(Box::new(left), comparison, Box::new(right))))
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
            let tree_span = left.tree_span().through(&right.tree_span());
            left = tree_span.tree(combine(sign, Box::new(left), Box::new(right)));
        }
        match self.sign_among(signs) {
            Some(_) => self.unexpected(&format!("one side has more than {MAX_TERMS} terms")),
            None => Some(left),
        }
    }

    fn term(&mut self) -> Option<Tree> {
        let tree_span = self.tree_span();
        if self.next >= MAX_TOKENS {
            return self.unexpected(&format!("the rule has more than {MAX_TOKENS} words and signs"));
        }
        match self.peek().cloned() {
            Some(Kind::Number(number)) => {
                self.next += 1;
                Some(tree_span.tree(Branch::Number(number)))
            }
            Some(Kind::Literal(text)) => {
                self.next += 1;
                Some(tree_span.tree(Branch::Literal(text)))
            }
            Some(Kind::Sign("-")) => self.negative(tree_span),
            Some(Kind::Sign("(")) => {
                self.next += 1;
                let inner = self.inside(Self::either)?;
                self.close(tree_span.span)?;
                Some(inner)
            }
            Some(Kind::Quoted(name)) => {
                self.next += 1;
                self.path(name, tree_span)
            }
            Some(Kind::Name(name)) if !["and", "or", "not"].contains(&name.as_str()) => {
                self.next += 1;
                if self.peek_text() == Some("(") { self.call(name, tree_span) } else { self.path(name, tree_span) }
            }
            _ => self.due("a field, a number or a text"),
        }
    }

    /// A number below 0.
    fn negative(&mut self, minus: TreeSpan) -> Option<Tree> {
        self.next += 1;
        let Some(Kind::Number(number)) = self.peek().cloned() else { return self.due("a number") };
        let tree_span = minus.through(&self.tree_span());
        self.next += 1;
        Some(tree_span.tree(Branch::Number(-number)))
    }

    fn path(&mut self, first: String, mut tree_span: TreeSpan) -> Option<Tree> {
        let mut path = vec![first];
        while self.peek_text() == Some(".") {
            self.next += 1;
            let Some(Kind::Name(name) | Kind::Quoted(name)) = self.peek().cloned() else {
                return self.due("the name of a field");
            };
            tree_span = tree_span.through(&self.tree_span());
            self.next += 1;
            path.push(name);
        }
        Some(tree_span.tree(Branch::Path(path)))
    }

    fn call(&mut self, name: String, tree_span: TreeSpan) -> Option<Tree> {
        let mut arguments = Vec::new();
        let open = self.here();
        self.next += 1;
        loop {
            arguments.push(self.inside(Self::either)?);
            if self.peek_text() != Some(",") {
                break;
            }
            self.next += 1;
        }
        let tree_span = tree_span.through(&self.tree_span());
        self.close(open)?;
        Some(tree_span.tree(Branch::Call(name, arguments)))
    }

    /// Parses one nested level, up to the maximum depth.
    fn inside(&mut self, level: fn(&mut Self) -> Option<Tree>) -> Option<Tree> {
        if self.depth == MAX_DEPTH {
            return self.unexpected(&format!("the rule is nested more than {MAX_DEPTH} levels deep"));
        }
        self.depth += 1;
        let inner = level(self);
        self.depth -= 1;
        inner
    }

    /// Expects the closing parenthesis.
    fn close(&mut self, open: Span) -> Option<()> {
        match self.peek_text() {
            Some(")") => {
                self.next += 1;
                Some(())
            }
            Some(_) => self.due("`)`"),
            None if self.next < self.tokens.len() => self.due("`)`"),
            None => {
                self.diagnostics
                    .error(Id::RuleSyntax, open, "this parenthesis is not closed")
                    .help("close it with `)`");
                None
            }
        }
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    /// The next operator or word, as written.
    fn peek_text(&self) -> Option<&str> {
        match self.peek()? {
            Kind::Sign(sign) => Some(sign),
            Kind::Name(name) => Some(name),
            Kind::Number(_) | Kind::Literal(_) | Kind::Quoted(_) => None,
        }
    }

    fn sign_among(&self, signs: &[&'static str]) -> Option<&'static str> {
        let text = self.peek_text()?;
        signs.iter().copied().find(|sign| *sign == text)
    }

    fn here(&self) -> Span {
        let end = self.written.value.len();
        self.tokens.get(self.next).map_or_else(|| span_of(self.written, end, end), |token| token.span)
    }

    fn tree_span(&self) -> TreeSpan {
        let end = self.written.value.len();
        let at = self.tokens.get(self.next).map_or(end..end, |token| token.at.clone());
        TreeSpan { span: self.here(), at }
    }

    fn due<T>(&mut self, what: &str) -> Option<T> {
        self.unexpected(&format!("the rule needs {what} here"))
    }

    fn unexpected<T>(&mut self, message: &str) -> Option<T> {
        let help = hints::hint(self.tokens, self.next).unwrap_or(HELP);
        self.diagnostics.error(Id::RuleSyntax, self.here(), message).help(help);
        None
    }
}

/// A position in the file, and in the expression itself.
#[derive(Clone, Debug)]
struct TreeSpan {
    span: Span,
    at: Range<usize>,
}

impl TreeSpan {
    /// The range from the beginning of one part to the end of another.
    fn through(&self, end: &TreeSpan) -> TreeSpan {
        TreeSpan { span: Span { end: end.span.end, ..self.span }, at: self.at.start..end.at.end }
    }

    fn tree(self, kind: Branch) -> Tree {
        Tree { kind, span: self.span, at: self.at }
    }
}

impl Tree {
    fn tree_span(&self) -> TreeSpan {
        TreeSpan { span: self.span, at: self.at.clone() }
    }
}

/// The comparison for an operator.
fn by_sign(sign: &str) -> Option<Comparison> {
    match sign {
        "=" => Some(Comparison::Equal),
        "!=" => Some(Comparison::Differs),
        "<" => Some(Comparison::Less),
        "<=" => Some(Comparison::AtMost),
        ">" => Some(Comparison::More),
        ">=" => Some(Comparison::AtLeast),
        _ => None,
    }
}
