use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

use super::scope::{Scope, Seen};
use super::value;
use crate::model::{Expr, Field, Truth, Words};
use wxmed_core::{Json, Rule, Violation};

/// What the spec states across fields, as far as the fields are there to compare.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for rule in &scope.record.rules {
        if holds(&rule.states, scope) == Some(false) {
            let stated = Rule::Stated { id: Cow::Owned(rule.id.clone()), says: rule.says.clone() };
            found.push(scope.whole.breaks_with(stated, rule.severity));
        }
    }
}

/// The values of which an expression speaks.
pub(super) trait Values<'a> {
    /// Looks at the record that a path leads into, if the objects on the way are there.
    fn at<T>(&self, path: &[usize], look: impl FnOnce(&Scope<'a>, usize) -> T) -> Option<T>;
}

impl<'a> Values<'a> for Scope<'a> {
    fn at<T>(&self, path: &[usize], look: impl FnOnce(&Scope<'a>, usize) -> T) -> Option<T> {
        match path {
            [] => None,
            [place] => Some(look(self, *place)),
            [place, rest @ ..] => {
                let (field, Seen::Object(entries)) = seen(self, *place)? else { return None };
                Scope::of_json(field.object.as_deref()?, self.spot(field), entries).at(rest, look)
            }
        }
    }
}

/// Nothing, if it turns on a field that is absent or not as its row wants it: that is for the row to say.
pub(super) fn holds<'a>(truth: &Truth, values: &impl Values<'a>) -> Option<bool> {
    match truth {
        Truth::Compare(left, comparison, right) => {
            Some(comparison.holds(amount(left, values)?, amount(right, values)?))
        }
        Truth::Same(left, right) => Some(words(left, values)? == words(right, values)?),
        Truth::Given(path) => Some(values.at(path, |scope, place| scope.given(place)).unwrap_or(false)),
        Truth::Not(inner) => holds(inner, values).map(|holds| !holds),
        // One side can decide though nothing is known of the other.
        Truth::And(left, right) => match (holds(left, values), holds(right, values)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (left, right) => left.and(right),
        },
        Truth::Or(left, right) => match (holds(left, values), holds(right, values)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (left, right) => left.and(right),
        },
    }
}

fn amount<'a>(expr: &Expr, values: &impl Values<'a>) -> Option<Decimal> {
    match expr {
        Expr::Number(number) => Some(*number),
        Expr::Field(path) => values.at(path, |scope, place| {
            let (field, seen) = seen(scope, place)?;
            if let Seen::Text(text) = seen { value::amount(text, field) } else { None }
        })?,
        Expr::Sum(left, right) => amount(left, values)?.checked_add(amount(right, values)?),
        Expr::Difference(left, right) => amount(left, values)?.checked_sub(amount(right, values)?),
        Expr::Product(left, right) => amount(left, values)?.checked_mul(amount(right, values)?),
        Expr::Round(inner, places) => amount(inner, values)
            .map(|inner| inner.round_dp_with_strategy(*places, RoundingStrategy::MidpointAwayFromZero)),
        Expr::Either(one, other) => amount(one, values).or_else(|| amount(other, values)),
        Expr::Length(path) => items(path, values, |_, items| Some(Decimal::from(items.len()))),
        Expr::Total(path, of) => items(path, values, |list, items| {
            let mut amounts = items.iter().map(|item| item_amount(item, list, *of));
            amounts.try_fold(Decimal::ZERO, |total, amount| total.checked_add(amount?))
        }),
    }
}

fn words<'w, 'a: 'w>(written: &'w Words, values: &impl Values<'a>) -> Option<&'w str> {
    match written {
        Words::Literal(text) => Some(text),
        Words::Either(one, other) => words(one, values).or_else(|| words(other, values)),
        Words::Field(path) => values.at(path, |scope, place| match seen(scope, place)?.1 {
            Seen::Text(text) => Some(text),
            _ => None,
        })?,
    }
}

/// A row, and what stands in it.
fn seen<'a>(scope: &Scope<'a>, place: usize) -> Option<(&'a Field, Seen<'a>)> {
    Some((scope.row(place)?, scope.seen(place)))
}

/// Looks at the items of the list that a path leads to.
fn items<'a, T>(
    path: &[usize],
    values: &impl Values<'a>,
    look: impl FnOnce(&Field, &[Json]) -> Option<T>,
) -> Option<T> {
    values.at(path, |scope, place| match seen(scope, place)? {
        (list, Seen::List(items)) => look(list, items),
        (list, Seen::Empty) if list.list.is_some() => look(list, &[]),
        _ => None,
    })?
}

/// The amount of an item, or of one of its fields.
fn item_amount(item: &Json, list: &Field, of: Option<usize>) -> Option<Decimal> {
    match (of, item) {
        (Some(place), Json::Object(entries)) => {
            let spot = super::Spot { path: String::new(), label: None, section: "", source: None };
            amount(&Expr::Field(vec![place]), &Scope::of_json(list.object.as_deref()?, spot, entries))
        }
        (Some(_), _) => None,
        (None, item) => value::amount(list.wire.text_of(item)?, list),
    }
}
