//! Evaluates expressions over generated values, record by record.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Expr, TextExpr, Truth};
use wxmed_core::Pattern;

use crate::filled::{Filled, Rows, address, is_given, items, text};
use crate::limits::decimal;

/// A record's values, and the enclosing record if it is an item of a list.
#[derive(Clone, Copy)]
pub(crate) struct View<'f> {
    rows: &'f Rows,
    around: Option<&'f View<'f>>,
}

impl<'f> View<'f> {
    pub(crate) fn of(rows: &'f Rows) -> Self {
        Self { rows, around: None }
    }

    /// An item of one of its lists.
    pub(crate) fn item<'i>(&'i self, rows: &'i Rows) -> View<'i> {
        View { rows, around: Some(self) }
    }

    pub(crate) fn amount(&self, expr: &Expr) -> Option<Decimal> {
        let both = |one: &Expr, other: &Expr| Some((self.amount(one)?, self.amount(other)?));
        Some(match expr {
            Expr::Number(number) => decimal(number)?,
            Expr::Field(path) => decimal(text(&address(path), self.rows)?)?,
            Expr::Sum(left, right) => both(left, right).and_then(|(left, right)| left.checked_add(right))?,
            Expr::Difference(left, right) => both(left, right).and_then(|(left, right)| left.checked_sub(right))?,
            Expr::Product(left, right) => both(left, right).and_then(|(left, right)| left.checked_mul(right))?,
            Expr::Quotient(left, right, places) => both(left, right)
                .filter(|(_, right)| !right.is_zero())
                .map(|(left, right)| halfway(left / right, *places))?,
            Expr::Round(inner, places) => halfway(self.amount(inner)?, *places),
            Expr::Least(one, other) => both(one, other).map(|(one, other)| if one <= other { one } else { other })?,
            Expr::Most(one, other) => both(one, other).map(|(one, other)| if one >= other { one } else { other })?,
            Expr::Absolute(inner) => {
                let inner = self.amount(inner)?;
                if inner < Decimal::ZERO { Decimal::ZERO - inner } else { inner }
            }
            Expr::OrZero(inner) => {
                if self.has_value(inner) {
                    self.amount(inner)?
                } else {
                    Decimal::ZERO
                }
            }
            Expr::Either(one, other) => self.amount(one).or_else(|| self.amount(other))?,
            Expr::Characters(expr) => Decimal::from(self.text(expr)?.chars().count()),
            Expr::Length(path) => Decimal::from(items(&address(path), self.rows)?.len()),
            Expr::Total(path, of) => {
                let amounts = items(&address(path), self.rows)?.iter().map(|item| match (item, of) {
                    (Filled::Object(inner), Some(index)) => decimal(text(&[usize::from(*index)], inner)?),
                    (Filled::Text(text), None) => decimal(text),
                    _ => None,
                });
                amounts.sum::<Option<Decimal>>()?
            }
            Expr::SumOver(list, inner) => self.each(list, |item| item.amount(inner))?.into_iter().sum(),
            Expr::SumWhere(list, inner, when) => {
                let some = |item: &View<'_>| if item.holds(when)? { item.amount(inner) } else { Some(Decimal::ZERO) };
                self.each(list, some)?.into_iter().sum()
            }
            Expr::CountWhere(list, when) => {
                let each = self.each(list, |item| item.holds(when))?;
                Decimal::from(each.into_iter().filter(|holds| *holds).count())
            }
            Expr::Parent(inner) => self.around?.amount(inner)?,
        })
    }

    pub(crate) fn text(&self, expr: &TextExpr) -> Option<String> {
        match expr {
            TextExpr::Literal(text) => Some(text.clone().into_owned()),
            TextExpr::Either(one, other) => self.text(one).or_else(|| self.text(other)),
            TextExpr::Field(path) => text(&address(path), self.rows).map(str::to_owned),
            TextExpr::Parent(inner) => self.around?.text(inner),
        }
    }

    pub(crate) fn holds(&self, truth: &Truth) -> Option<bool> {
        match truth {
            Truth::Compare(left, comparison, right) => Some(comparison.holds(self.amount(left)?, self.amount(right)?)),
            Truth::Same(left, right) => Some(self.text(left)? == self.text(right)?),
            Truth::Order(left, comparison, right) => {
                let (left, right) = (digits(&self.text(left)?), digits(&self.text(right)?));
                let pairs: Vec<(char, char)> = left.into_iter().zip(right).collect();
                let (left, right): (String, String) = pairs.into_iter().unzip();
                Some(comparison.holds(left, right))
            }
            Truth::Matches(expr, pattern) => Some(Pattern::parse(pattern).ok()?.accepts(&self.text(expr)?)),
            Truth::Given(path) => Some(is_given(&address(path), self.rows)),
            Truth::Not(inner) => self.holds(inner).map(|holds| !holds),
            Truth::And(left, right) => together(false, &[self.holds(left), self.holds(right)]),
            Truth::Or(left, right) => together(true, &[self.holds(left), self.holds(right)]),
            Truth::All(list, inner) => together(false, &self.each(list, |item| Some(item.holds(inner)))?),
            Truth::Any(list, inner) => together(true, &self.each(list, |item| Some(item.holds(inner)))?),
            Truth::Parent(inner) => self.around?.holds(inner),
        }
    }

    /// Whether a field of an amount is given; in a list, a field of an item.
    fn has_value(&self, expr: &Expr) -> bool {
        let in_items = |list: &[u16], of: &dyn Fn(&View<'_>) -> bool| {
            self.each(list, |item| Some(of(item))).is_some_and(|each| each.contains(&true))
        };
        match expr {
            Expr::Total(list, Some(of)) => in_items(list, &|item| is_given(&[usize::from(*of)], item.rows)),
            Expr::SumOver(list, inner) | Expr::SumWhere(list, inner, _) => {
                in_items(list, &|item| item.has_value(inner))
            }
            Expr::Parent(inner) => self.around.is_some_and(|around| around.has_value(inner)),
            Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => self.has_value(inner),
            Expr::Sum(left, right)
            | Expr::Difference(left, right)
            | Expr::Product(left, right)
            | Expr::Quotient(left, right, _)
            | Expr::Least(left, right)
            | Expr::Most(left, right)
            | Expr::Either(left, right) => self.has_value(left) || self.has_value(right),
            Expr::Number(_) => false,
            Expr::Characters(expr) => self.text(expr).is_some(),
            Expr::Field(path) | Expr::Length(path) | Expr::CountWhere(path, _) | Expr::Total(path, None) => {
                is_given(&address(path), self.rows)
            }
        }
    }

    /// The result of a function for each item of a list of objects; `None` if the list, or a result, is absent.
    fn each<T>(&self, list: &[u16], of: impl Fn(&View<'_>) -> Option<T>) -> Option<Vec<T>> {
        let item = |item: &Filled| match item {
            Filled::Object(rows) => of(&self.item(rows)),
            Filled::Text(_) | Filled::List(_) => None,
        };
        items(&address(list), self.rows)?.iter().map(item).collect()
    }
}

/// Combines several truth values; one decisive value decides.
fn together(decisive: bool, each: &[Option<bool>]) -> Option<bool> {
    if each.contains(&Some(decisive)) {
        Some(decisive)
    } else if each.contains(&None) {
        None
    } else {
        Some(!decisive)
    }
}

/// Adds half a unit of the last place and truncates: this rounds non-negative amounts.
fn halfway(amount: Decimal, places: u32) -> Decimal {
    let half = Decimal::new(5, places + 1);
    (if amount.is_sign_negative() { amount - half } else { amount + half }).trunc_with_scale(places)
}

/// The digits of a time, beginning with the year or the hour.
fn digits(time: &str) -> Vec<char> {
    time.chars().filter(|c| c.is_numeric()).collect()
}
