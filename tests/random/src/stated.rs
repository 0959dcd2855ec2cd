//! Whether what specs state across fields holds for values that the tests make: a third evaluation, of what was filled
//! in.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Expr, Record, Truth, Words};

use crate::filled::{Address, Filled, Rows, address, at};
use crate::view::View;

/// The places of the rows at which rules look, or inside which they do.
pub(crate) fn looked_at(record: &Record) -> Vec<usize> {
    let mut places = Vec::new();
    for rule in &record.rules {
        paths(&rule.states, &mut |path| places.extend(path.first().copied().map(usize::from)));
    }
    places
}

fn paths(truth: &Truth, visit: &mut impl FnMut(&[u16])) {
    match truth {
        Truth::Compare(left, _, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
        Truth::Same(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
        Truth::Given(path) => visit(path),
        Truth::Not(inner) => paths(inner, visit),
        Truth::Order(left, _, right) => {
            texts(left, visit);
            texts(right, visit);
        }
        Truth::Matches(words, _) => texts(words, visit),
        // What is inside is about the items, or about what is around the record.
        Truth::All(list, _) | Truth::Any(list, _) => visit(list),
        Truth::Parent(_) => {}
        Truth::And(left, right) | Truth::Or(left, right) => {
            paths(left, visit);
            paths(right, visit);
        }
    }
}

pub(crate) fn amounts(expr: &Expr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        Expr::Number(_) => {}
        Expr::Field(path)
        | Expr::Total(path, _)
        | Expr::Length(path)
        | Expr::SumOver(path, _)
        | Expr::SumWhere(path, ..)
        | Expr::CountWhere(path, _) => visit(path),
        Expr::Characters(words) => texts(words, visit),
        Expr::Parent(_) => {}
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => amounts(inner, visit),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Quotient(left, right, _)
        | Expr::Least(left, right)
        | Expr::Most(left, right)
        | Expr::Either(left, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
    }
}

fn texts(words: &Words, visit: &mut impl FnMut(&[u16])) {
    match words {
        Words::Literal(_) | Words::Parent(_) => {}
        Words::Field(path) => visit(path),
        Words::Either(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
    }
}

/// The fields of which a text is one.
pub(crate) fn fields(words: &Words) -> Vec<Address> {
    let mut fields = Vec::new();
    texts(words, &mut |path| fields.push(address(path)));
    fields
}

pub(crate) fn text<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f str> {
    match at(path, filled)? {
        Filled::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

pub(crate) fn amount(expr: &Expr, filled: &Rows) -> Option<Decimal> {
    View::of(filled).amount(expr)
}

pub(crate) fn items<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f [Filled]> {
    match at(path, filled)? {
        Filled::List(items) => Some(items),
        _ => None,
    }
}

pub(crate) fn words(words: &Words, filled: &Rows) -> Option<String> {
    View::of(filled).words(words)
}

/// Whether a row was filled in, and not with nothing.
pub(crate) fn is_given(path: &[usize], filled: &Rows) -> bool {
    match at(path, filled) {
        None => false,
        Some(Filled::Text(text)) => !text.is_empty(),
        Some(Filled::Object(_)) => true,
        Some(Filled::List(items)) => !items.is_empty(),
    }
}

/// Whether an expression holds for what was filled in; nothing if it turns on what is absent.
pub(crate) fn holds(truth: &Truth, filled: &Rows) -> Option<bool> {
    View::of(filled).holds(truth)
}

/// How far an expression is from being so or not: how many comparisons in it must turn out otherwise at least.
pub(crate) fn distance(truth: &Truth, wanted: bool, filled: &Rows) -> usize {
    match (truth, wanted) {
        (
            Truth::Compare(..)
            | Truth::Same(..)
            | Truth::Order(..)
            | Truth::Matches(..)
            | Truth::All(..)
            | Truth::Any(..)
            | Truth::Parent(_)
            | Truth::Given(_),
            _,
        ) => usize::from(holds(truth, filled) == Some(!wanted)),
        (Truth::Not(inner), _) => distance(inner, !wanted, filled),
        (Truth::And(left, right), true) | (Truth::Or(left, right), false) => {
            distance(left, wanted, filled) + distance(right, wanted, filled)
        }
        (Truth::And(left, right), false) | (Truth::Or(left, right), true) => {
            distance(left, wanted, filled).min(distance(right, wanted, filled))
        }
    }
}
