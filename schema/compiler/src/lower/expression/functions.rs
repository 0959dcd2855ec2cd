//! The functions of expressions.

use rust_decimal::prelude::ToPrimitive;
use wxmed_core::schema::Ref;

use super::HELP;
use super::list_functions::ListFunction;
use super::lookup::Found;
use super::names::{Resolver, either};
use super::syntax::{Branch, Tree};
use crate::ast::Text;
use crate::diagnostic::Id;
use crate::grammar::FUNCTIONS;
use crate::model::{Expr, Span, TextExpr, Truth};
use crate::passes;

/// The maximum number of decimal places to which an amount can be rounded.
const MAX_DECIMAL_PLACES: u32 = 8;

impl<'a> Resolver<'a> {
    /// Compiles a call of a boolean function.
    pub(super) fn true_call(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<Truth> {
        match (name, ListFunction::by_name(name)) {
            ("given", _) => {
                let path = self.only_path(name, arguments, span)?;
                let found = self.find(path, arguments.first().map_or(span, |first| first.span))?;
                either(found.into_iter().map(Found::given).collect(), Truth::Or)
            }
            ("matches", _) => self.matches(arguments, span),
            (_, Some(ListFunction::All)) => self.each_item(name, arguments, span, Truth::All),
            (_, Some(ListFunction::Any)) => self.each_item(name, arguments, span, Truth::Any),
            _ if FUNCTIONS.contains(&name) => self.wrong(span, "this is nothing that holds or does not", HELP),
            _ => self.unknown_function(name, span),
        }
    }

    /// Compiles a call of a function that returns an amount.
    pub(super) fn call(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<Expr> {
        match (name, ListFunction::by_name(name)) {
            ("round", _) => self.round(arguments, span),
            ("divide", _) => self.divide(arguments, span),
            ("min", _) => self.two(name, arguments, span).map(|(one, other)| Expr::Least(one, other)),
            ("max", _) => self.two(name, arguments, span).map(|(one, other)| Expr::Most(one, other)),
            ("abs", _) => self.one(name, arguments, span).map(Expr::Absolute),
            ("or_zero", _) => self.one(name, arguments, span).map(Expr::OrZero),
            ("len", _) => self.length(arguments, span),
            (_, Some(ListFunction::Sum)) => match arguments {
                [_, _, ..] => self.sum_over(arguments, span),
                _ => {
                    let path = self.only_path(name, arguments, span)?;
                    self.total(path, span)
                }
            },
            (_, Some(ListFunction::Count)) => self.each_item(name, arguments, span, Expr::CountWhere),
            _ if FUNCTIONS.contains(&name) => {
                self.wrong(span, &format!("`{name}` holds or does not, and is no amount"), HELP)
            }
            _ => self.unknown_function(name, span),
        }
    }

    /// The only argument of a function, an amount.
    fn one(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<Ref<Expr>> {
        match arguments {
            [amount] => self.amount(amount).map(Ref::from),
            _ => self.wrong(span, &format!("`{name}` takes one amount"), &format!("write `{name}(fee)`")),
        }
    }

    /// The two arguments of a function, which are amounts.
    fn two(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<(Ref<Expr>, Ref<Expr>)> {
        match arguments {
            [one, other] => self.both_amounts(one, other),
            _ => self.wrong(span, &format!("`{name}` takes two amounts"), &format!("write `{name}(fee, 100)`")),
        }
    }

    pub(super) fn both_amounts(&mut self, one: &Tree, other: &Tree) -> Option<(Ref<Expr>, Ref<Expr>)> {
        let (one, other) = (self.amount(one), self.amount(other));
        Some((one?.into(), other?.into()))
    }

    fn round(&mut self, arguments: &[Tree], span: Span) -> Option<Expr> {
        let help = "write `round(amount, 2)`, with a number of decimal places";
        let [amount, decimal_places] = arguments else {
            return self.wrong(span, "`round` takes an amount and a number", help);
        };
        let decimal_places =
            self.decimal_places(decimal_places, "`round` takes an amount and a number", (span, help))?;
        self.amount(amount).map(|amount| Expr::Round(amount.into(), decimal_places))
    }

    fn divide(&mut self, arguments: &[Tree], span: Span) -> Option<Expr> {
        let help = "write `divide(part, whole, 2)`, with the number of decimal places to round to";
        let what = "`divide` takes two amounts and a number";
        let [part, whole, decimal_places] = arguments else { return self.wrong(span, what, help) };
        let decimal_places = self.decimal_places(decimal_places, what, (span, help))?;
        let (part, whole) = self.both_amounts(part, whole)?;
        Some(Expr::Quotient(part, whole, decimal_places))
    }

    /// An argument that is a number of decimal places.
    fn decimal_places(&mut self, tree: &Tree, what: &str, (span, help): (Span, &str)) -> Option<u32> {
        let Branch::Number(number) = &tree.kind else { return self.wrong(span, what, help) };
        let decimal_places = Some(number).filter(|number| number.is_integer()).and_then(|number| number.to_u32());
        match decimal_places.filter(|decimal_places| *decimal_places <= MAX_DECIMAL_PLACES) {
            Some(decimal_places) => Some(decimal_places),
            None => {
                self.wrong(span, &format!("an amount is rounded to {MAX_DECIMAL_PLACES} decimal places at most"), help)
            }
        }
    }

    /// The number of items of a list, or of characters of a text.
    fn length(&mut self, arguments: &[Tree], span: Span) -> Option<Expr> {
        let path = self.only_path("len", arguments, span)?;
        let found = self.find(path, span)?;
        if found.iter().all(|found| found.field.list.is_some()) {
            return either(found.into_iter().map(Found::length).collect(), Expr::Either);
        }
        match found.iter().find(|found| !found.field.is_text()) {
            Some(Found { field, .. }) => {
                let name = &field.name;
                self.wrong(span, &format!("`{name}` is neither a list nor a text"), "write `len(list)` or `len(text)`")
            }
            None => either(found.into_iter().map(Found::text_expr).collect(), TextExpr::Either).map(Expr::Characters),
        }
    }

    fn matches(&mut self, arguments: &[Tree], span: Span) -> Option<Truth> {
        let [text, Tree { kind: Branch::Literal(pattern), span: pattern_span, .. }] = arguments else {
            let help = "write `matches(kind, '[A-Z][0-9]+')`";
            return self.wrong(span, "`matches` takes a text and a pattern between quotes", help);
        };
        let written = Text { value: pattern.clone(), span: *pattern_span };
        let is_pattern = passes::is_pattern(&written, self.diagnostics);
        if self.is_text(text) == Some(false) {
            let help = "give `matches` a field that is a text";
            return self.wrong(text.span, "an amount has no pattern", help);
        }
        let text_expr = self.text_expr(text)?;
        is_pattern.then(|| Truth::Matches(text_expr, pattern.clone().into()))
    }

    /// A condition on the items of a list.
    fn each_item<T>(
        &mut self,
        name: &str,
        arguments: &[Tree],
        span: Span,
        make: impl Fn(std::borrow::Cow<'static, [u16]>, Ref<Truth>) -> T,
    ) -> Option<T> {
        let [list, inside] = arguments else {
            let help = format!("write `{name}(list, fee > 0)`");
            return self.wrong(span, &format!("`{name}` takes a list and what holds for its items"), &help);
        };
        let path = self.enter(list)?;
        let inside = self.truth(inside);
        self.scopes.leave();
        Some(make(path.into(), inside?.into()))
    }

    /// The sum of an amount over the items of a list, or over some of them.
    fn sum_over(&mut self, arguments: &[Tree], span: Span) -> Option<Expr> {
        let help = "write `sum(list, price * number)`, or `sum(list, fee, kind = 'A')` for some of the items";
        let [list, amount, when @ ..] = arguments else {
            return self.wrong(span, "`sum` takes a field of a list", help);
        };
        if when.len() > 1 {
            return self.wrong(span, "`sum` takes a list, an amount, and what holds for the items", help);
        }
        let path = self.enter(list)?;
        let (amount, when) = (self.amount(amount), when.first().map(|when| self.truth(when)));
        self.scopes.leave();
        let (path, amount) = (path.into(), amount?.into());
        Some(match when {
            Some(when) => Expr::SumWhere(path, amount, when?.into()),
            None => Expr::SumOver(path, amount),
        })
    }

    pub(super) fn unknown_function<T>(&mut self, name: &str, span: Span) -> Option<T> {
        let keywords = ["and", "or", "not"];
        let known =
            FUNCTIONS.into_iter().chain(keywords.into_iter().filter(|keyword| name.eq_ignore_ascii_case(keyword)));
        self.diagnostics
            .error(Id::RuleSyntax, span, format!("there is no function `{name}`"))
            .did_you_mean(name, known);
        None
    }
}
