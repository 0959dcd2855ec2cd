//! Whether what specs state across fields holds for values that the tests make: a third evaluation, of what was filled
//! in.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Expr, Record, Truth, Words};

use crate::filled::{Filled, Rows, address, at};
use crate::limits::decimal;

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
        Truth::And(left, right) | Truth::Or(left, right) => {
            paths(left, visit);
            paths(right, visit);
        }
    }
}

fn amounts(expr: &Expr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        Expr::Number(_) => {}
        Expr::Field(path) | Expr::Total(path, _) | Expr::Length(path) => visit(path),
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => amounts(inner, visit),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
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
        Words::Literal(_) => {}
        Words::Field(path) => visit(path),
        Words::Either(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
    }
}

pub(crate) fn text<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f str> {
    match at(path, filled)? {
        Filled::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

pub(crate) fn amount(expr: &Expr, filled: &Rows) -> Option<Decimal> {
    Some(match expr {
        Expr::Number(number) => decimal(number)?,
        Expr::Field(path) => decimal(text(&address(path), filled)?)?,
        Expr::Sum(left, right) => amount(left, filled)?.checked_add(amount(right, filled)?)?,
        Expr::Difference(left, right) => amount(left, filled)?.checked_sub(amount(right, filled)?)?,
        Expr::Product(left, right) => amount(left, filled)?.checked_mul(amount(right, filled)?)?,
        // Half a unit of the last place more, and the rest cut off: for what is not negative, that is rounding.
        Expr::Round(inner, places) => {
            let inner = amount(inner, filled)?;
            let half = Decimal::new(5, places + 1);
            (if inner.is_sign_negative() { inner - half } else { inner + half }).trunc_with_scale(*places)
        }
        Expr::Least(one, other) => {
            let (one, other) = (amount(one, filled)?, amount(other, filled)?);
            if one <= other { one } else { other }
        }
        Expr::Most(one, other) => {
            let (one, other) = (amount(one, filled)?, amount(other, filled)?);
            if one >= other { one } else { other }
        }
        Expr::Absolute(inner) => {
            let inner = amount(inner, filled)?;
            if inner < Decimal::ZERO { Decimal::ZERO - inner } else { inner }
        }
        Expr::OrZero(inner) => {
            let mut has_value = false;
            amounts(inner, &mut |path| has_value |= is_given(&address(path), filled));
            if has_value { amount(inner, filled)? } else { Decimal::ZERO }
        }
        Expr::Either(one, other) => amount(one, filled).or_else(|| amount(other, filled))?,
        Expr::Length(path) => Decimal::from(items(&address(path), filled)?.len()),
        Expr::Total(path, of) => {
            let amounts = items(&address(path), filled)?.iter().map(|item| match (item, of) {
                (Filled::Object(inner), Some(place)) => decimal(text(&[usize::from(*place)], inner)?),
                (Filled::Text(text), None) => decimal(text),
                _ => None,
            });
            amounts.sum::<Option<Decimal>>()?
        }
    })
}

pub(crate) fn items<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f [Filled]> {
    match at(path, filled)? {
        Filled::List(items) => Some(items),
        _ => None,
    }
}

pub(crate) fn words<'f>(words: &'f Words, filled: &'f Rows) -> Option<&'f str> {
    match words {
        Words::Literal(text) => Some(text),
        Words::Either(one, other) => self::words(one, filled).or_else(|| self::words(other, filled)),
        Words::Field(path) => text(&address(path), filled),
    }
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
    let either = |decisive: bool, left: &Truth, right: &Truth| {
        let sides = [holds(left, filled), holds(right, filled)];
        if sides.contains(&Some(decisive)) {
            Some(decisive)
        } else if sides.contains(&None) {
            None
        } else {
            Some(!decisive)
        }
    };
    match truth {
        Truth::Compare(left, comparison, right) => {
            Some(comparison.holds(amount(left, filled)?, amount(right, filled)?))
        }
        Truth::Same(left, right) => Some(words(left, filled)? == words(right, filled)?),
        Truth::Given(path) => Some(is_given(&address(path), filled)),
        Truth::Not(inner) => holds(inner, filled).map(|holds| !holds),
        Truth::And(left, right) => either(false, left, right),
        Truth::Or(left, right) => either(true, left, right),
    }
}

/// How far an expression is from being so or not: how many comparisons in it must turn out otherwise at least.
pub(crate) fn distance(truth: &Truth, wanted: bool, filled: &Rows) -> usize {
    match (truth, wanted) {
        (Truth::Compare(..) | Truth::Same(..) | Truth::Given(_), _) => {
            usize::from(holds(truth, filled) == Some(!wanted))
        }
        (Truth::Not(inner), _) => distance(inner, !wanted, filled),
        (Truth::And(left, right), true) | (Truth::Or(left, right), false) => {
            distance(left, wanted, filled) + distance(right, wanted, filled)
        }
        (Truth::And(left, right), false) | (Truth::Or(left, right), true) => {
            distance(left, wanted, filled).min(distance(right, wanted, filled))
        }
    }
}
