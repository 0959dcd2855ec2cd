//! Evaluates the rules of specs, which are expressions over fields.

use crate::Rule;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Path, ViolationCollector, bounds, certainty};
use crate::schema::{Expr, FieldSchema, FieldValue, FieldValues, RecordSchema, StatedRule, Truth, Words};

/// A rule of the spec; skipped if it can't be evaluated.
pub(super) fn stated(
    table: &RecordSchema,
    rule: &StatedRule,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    if holds(table, &rule.states, cells) == Some(false) {
        collector.whole_as(table, path.here(), broken(rule), certainty::of_rule(table, rule));
    }
}

/// What breaks a rule that a spec states.
pub(super) fn broken(rule: &StatedRule) -> Rule {
    Rule::Stated { id: rule.id.clone(), says: rule.says.clone() }
}

/// `None` if the result depends on a missing or invalid field.
pub(super) fn holds(table: &RecordSchema, truth: &Truth, cells: &FieldValues<'_>) -> Option<bool> {
    match truth {
        Truth::Compare(left, comparison, right) => {
            let (left, right) = (amount(table, left, cells)?, amount(table, right, cells)?);
            Some(comparison.holds(left, right))
        }
        Truth::Same(left, right) => Some(words(table, left, cells)? == words(table, right, cells)?),
        Truth::Given(path) => Some(at(table, path, cells).is_some_and(|(_, cell)| cell.is_given())),
        Truth::Not(inner) => holds(table, inner, cells).map(|holds| !holds),
        // One side can decide though nothing is known of the other.
        Truth::And(left, right) => decided(false, holds(table, left, cells), || holds(table, right, cells)),
        Truth::Or(left, right) => decided(true, holds(table, left, cells), || holds(table, right, cells)),
    }
}

/// The value of two sides of which one that is `decisive` decides.
fn decided(decisive: bool, left: Option<bool>, right: impl FnOnce() -> Option<bool>) -> Option<bool> {
    if left == Some(decisive) {
        return left;
    }
    let right = right();
    if right == Some(decisive) { right } else { left.and(right) }
}

fn amount(table: &RecordSchema, expr: &Expr, cells: &FieldValues<'_>) -> Option<Decimal> {
    match expr {
        Expr::Number(number) => Decimal::from_str_exact(number).ok(),
        Expr::Field(path) => at(table, path, cells).and_then(|(row, cell)| bounds::amount(row, cell.given()?)),
        Expr::Sum(left, right) => amount(table, left, cells)?.checked_add(amount(table, right, cells)?),
        Expr::Difference(left, right) => amount(table, left, cells)?.checked_sub(amount(table, right, cells)?),
        Expr::Product(left, right) => amount(table, left, cells)?.checked_mul(amount(table, right, cells)?),
        Expr::Round(inner, places) => {
            let amount = amount(table, inner, cells)?;
            Some(amount.round_dp_with_strategy(*places, RoundingStrategy::MidpointAwayFromZero))
        }
        Expr::Least(left, right) => Some(amount(table, left, cells)?.min(amount(table, right, cells)?)),
        Expr::Most(left, right) => Some(amount(table, left, cells)?.max(amount(table, right, cells)?)),
        Expr::Absolute(inner) => Some(amount(table, inner, cells)?.abs()),
        Expr::OrZero(inner) if !any_given(table, inner, cells) => Some(Decimal::ZERO),
        Expr::OrZero(inner) => amount(table, inner, cells),
        Expr::Either(one, other) => amount(table, one, cells).or_else(|| amount(table, other, cells)),
        Expr::Length(path) => match at(table, path, cells)?.1 {
            FieldValue::List(items) => Some(Decimal::from(items.len())),
            _ => None,
        },
        Expr::Total(path, of) => {
            let (row, FieldValue::List(items)) = at(table, path, cells)? else { return None };
            let mut amounts = items.iter().map(|item| item_amount(row, item, *of));
            amounts.try_fold(Decimal::ZERO, |total, amount| total.checked_add(amount?))
        }
    }
}

/// Whether one of the fields from which an amount is computed has a value.
fn any_given(table: &RecordSchema, expr: &Expr, cells: &FieldValues<'_>) -> bool {
    match expr {
        Expr::Number(_) => false,
        Expr::Field(path) | Expr::Length(path) | Expr::Total(path, _) => {
            at(table, path, cells).is_some_and(|(_, cell)| cell.is_given())
        }
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => any_given(table, inner, cells),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Least(left, right)
        | Expr::Most(left, right)
        | Expr::Either(left, right) => any_given(table, left, cells) || any_given(table, right, cells),
    }
}

/// The amount of an item, or of one of its fields.
fn item_amount(row: &FieldSchema, item: &FieldValue<'_>, of: Option<u16>) -> Option<Decimal> {
    match (of, item) {
        (Some(place), FieldValue::Object(cells)) => {
            let field = row.object.as_deref()?.row(place)?;
            bounds::amount(field, cells.get(place).given()?)
        }
        (None, FieldValue::Text(text)) => bounds::amount(row, text),
        _ => None,
    }
}

fn words<'c>(table: &'c RecordSchema, written: &'c Words, cells: &'c FieldValues<'_>) -> Option<&'c str> {
    match written {
        Words::Literal(text) => Some(text),
        Words::Either(one, other) => words(table, one, cells).or_else(|| words(table, other, cells)),
        Words::Field(path) => at(table, path, cells)?.1.given(),
    }
}

/// The row and the cell that a path leads to, if the objects on the way are there.
fn at<'c, 'a>(
    table: &'c RecordSchema,
    path: &[u16],
    cells: &'c FieldValues<'a>,
) -> Option<(&'c FieldSchema, &'c FieldValue<'a>)> {
    let (place, rest) = path.split_first()?;
    let (row, cell) = (table.row(*place)?, cells.get(*place));
    match (rest, cell, row.object.as_deref()) {
        ([], cell, _) => Some((row, cell)),
        (rest, FieldValue::Object(inner), Some(table)) => at(table, rest, inner),
        _ => None,
    }
}
