//! Evaluates the expressions of specs. A result is `None` if it depends on a missing or invalid field.

use rust_decimal::{Decimal, RoundingStrategy};

use super::bounds;
use crate::format::sortable;
use crate::schema::{Expr, FieldSchema, FieldValue, FieldValues, RecordSchema, TextExpr, Truth};

/// The record at which the paths of an expression start.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    table: &'s RecordSchema,
    cells: &'s FieldValues<'s>,
    /// The record with the list, if this one is an item of a list.
    parent: Option<&'s Scope<'s>>,
}

impl<'s> Scope<'s> {
    pub(super) fn of(table: &'s RecordSchema, cells: &'s FieldValues<'s>) -> Self {
        Self { table, cells, parent: None }
    }

    pub(super) fn holds(&self, truth: &Truth) -> Option<bool> {
        match truth {
            Truth::Compare(left, comparison, right) => {
                let (left, right) = (self.amount(left)?, self.amount(right)?);
                Some(comparison.holds(left, right))
            }
            Truth::Order(left, comparison, right) => {
                let (left, right) = sortable(self.moment(left)?, self.moment(right)?);
                Some(comparison.holds(left, right))
            }
            Truth::Same(left, right) => Some(self.text(left)? == self.text(right)?),
            Truth::Matches(text, pattern) => Some(bounds::looks_like(pattern, self.text(text)?)),
            Truth::Given(path) => Some(self.at(path).is_some_and(|(_, cell)| cell.is_given())),
            Truth::Not(inner) => self.holds(inner).map(|holds| !holds),
            // One side can decide the result even if the other is unknown.
            Truth::And(left, right) => decided(false, [left, right].into_iter().map(|side| self.holds(side))),
            Truth::Or(left, right) => decided(true, [left, right].into_iter().map(|side| self.holds(side))),
            Truth::All(list, inner) => decided(false, self.items(list)?.map(|item| item?.holds(inner))),
            Truth::Any(list, inner) => decided(true, self.items(list)?.map(|item| item?.holds(inner))),
            Truth::Parent(inner) => self.parent?.holds(inner),
        }
    }

    fn amount(&self, expr: &Expr) -> Option<Decimal> {
        match expr {
            Expr::Number(number) => Decimal::from_str_exact(number).ok(),
            Expr::Field(path) => self.at(path).and_then(|(row, cell)| bounds::amount(row, cell.given()?)),
            Expr::Sum(left, right) => self.amount(left)?.checked_add(self.amount(right)?),
            Expr::Difference(left, right) => self.amount(left)?.checked_sub(self.amount(right)?),
            Expr::Product(left, right) => self.amount(left)?.checked_mul(self.amount(right)?),
            Expr::Quotient(left, right, decimal_places) => {
                self.amount(left)?.checked_div(self.amount(right)?).map(|amount| rounded(amount, *decimal_places))
            }
            Expr::Round(inner, decimal_places) => self.amount(inner).map(|amount| rounded(amount, *decimal_places)),
            Expr::Least(left, right) => Some(self.amount(left)?.min(self.amount(right)?)),
            Expr::Most(left, right) => Some(self.amount(left)?.max(self.amount(right)?)),
            Expr::Absolute(inner) => Some(self.amount(inner)?.abs()),
            Expr::OrZero(inner) if !self.any_given(inner) => Some(Decimal::ZERO),
            Expr::OrZero(inner) => self.amount(inner),
            Expr::Either(one, other) => self.amount(one).or_else(|| self.amount(other)),
            Expr::Characters(text) => self.text(text).map(|text| Decimal::from(text.chars().count())),
            Expr::Length(path) => match self.at(path)?.1 {
                FieldValue::List(items) => Some(Decimal::from(items.len())),
                _ => None,
            },
            Expr::Total(path, of) => {
                let (row, FieldValue::List(items)) = self.at(path)? else { return None };
                total(items.iter().map(|item| item_amount(row, item, *of)))
            }
            Expr::SumOver(list, inner) => total(self.items(list)?.map(|item| item?.amount(inner))),
            Expr::SumWhere(list, inner, when) => total(self.items(list)?.map(|item| match item?.holds(when)? {
                true => item?.amount(inner),
                false => Some(Decimal::ZERO),
            })),
            Expr::CountWhere(list, when) => {
                total(self.items(list)?.map(|item| item?.holds(when).map(|holds| Decimal::from(u8::from(holds)))))
            }
            Expr::Parent(inner) => self.parent?.amount(inner),
        }
    }

    /// Whether one of the fields from which an amount is computed has a value.
    fn any_given(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Number(_) => false,
            Expr::Field(path) | Expr::Length(path) | Expr::CountWhere(path, _) => {
                self.at(path).is_some_and(|(_, cell)| cell.is_given())
            }
            Expr::Total(path, None) => self.at(path).is_some_and(|(_, cell)| cell.is_given()),
            Expr::Total(list, Some(of)) => {
                let of = [*of];
                self.any_item(list, |item| item.at(&of).is_some_and(|(_, cell)| cell.is_given()))
            }
            Expr::SumOver(list, inner) | Expr::SumWhere(list, inner, _) => {
                self.any_item(list, |item| item.any_given(inner))
            }
            Expr::Characters(text) => self.text(text).is_some(),
            Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => self.any_given(inner),
            Expr::Sum(left, right)
            | Expr::Difference(left, right)
            | Expr::Product(left, right)
            | Expr::Quotient(left, right, _)
            | Expr::Least(left, right)
            | Expr::Most(left, right)
            | Expr::Either(left, right) => self.any_given(left) || self.any_given(right),
            Expr::Parent(inner) => self.parent.is_some_and(|parent| parent.any_given(inner)),
        }
    }

    fn any_item(&self, list: &[u16], is_so: impl Fn(&Scope<'_>) -> bool) -> bool {
        self.items(list).into_iter().flatten().flatten().any(|item| is_so(&item))
    }

    fn text<'w>(&'w self, expr: &'w TextExpr) -> Option<&'w str> {
        match expr {
            TextExpr::Literal(text) => Some(text),
            TextExpr::Either(one, other) => self.text(one).or_else(|| self.text(other)),
            TextExpr::Field(path) => self.at(path)?.1.given(),
            TextExpr::Parent(inner) => self.parent?.text(inner),
        }
    }

    /// The text of a date or time.
    fn moment<'w>(&'w self, expr: &'w TextExpr) -> Option<&'w str> {
        match expr {
            TextExpr::Literal(text) => Some(text),
            TextExpr::Either(one, other) => self.moment(one).or_else(|| self.moment(other)),
            TextExpr::Field(path) => {
                let (row, cell) = self.at(path)?;
                cell.given().filter(|text| row.format.accepts(text))
            }
            TextExpr::Parent(inner) => self.parent?.moment(inner),
        }
    }

    /// The items of a list of objects, if the list is present; `None` for an item that isn't an object.
    pub(super) fn items<'i>(&'i self, path: &[u16]) -> Option<impl Iterator<Item = Option<Scope<'i>>> + 'i> {
        let (row, FieldValue::List(items)) = self.at(path)? else { return None };
        let table = row.object.as_deref()?;
        Some(items.iter().map(move |item| match item {
            FieldValue::Object(cells) => Some(Scope { table, cells, parent: Some(self) }),
            FieldValue::Absent | FieldValue::Text(_) | FieldValue::List(_) | FieldValue::Misfit => None,
        }))
    }

    /// The wire names on a path, joined by dots.
    pub(super) fn name(&self, path: &[u16]) -> String {
        let (mut names, mut table) = (Vec::new(), Some(self.table));
        for index in path {
            let row = table.and_then(|table| table.row(*index));
            names.extend(row.map(|row| row.name.as_ref()));
            table = row.and_then(|row| row.object.as_deref());
        }
        names.join(".")
    }

    /// The row and the value at a path, if the objects on the path are present.
    fn at(&self, path: &[u16]) -> Option<(&'s FieldSchema, &'s FieldValue<'s>)> {
        let (mut table, mut cells) = (self.table, self.cells);
        let (last, objects) = path.split_last()?;
        for index in objects {
            let FieldValue::Object(inner) = cells.get(*index) else { return None };
            (table, cells) = (table.row(*index)?.object.as_deref()?, inner);
        }
        Some((table.row(*last)?, cells.get(*last)))
    }
}

/// Combines several truth values: the decisive one if it is among them, the other one if all are known.
fn decided(decisive: bool, each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_known = true;
    for holds in each {
        match holds {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(!decisive)
}

fn total(mut amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, |total, amount| total.checked_add(amount?))
}

fn rounded(amount: Decimal, decimal_places: u32) -> Decimal {
    amount.round_dp_with_strategy(decimal_places, RoundingStrategy::MidpointAwayFromZero)
}

/// The amount of an item, or of one of its fields.
fn item_amount(row: &FieldSchema, item: &FieldValue<'_>, of: Option<u16>) -> Option<Decimal> {
    match (of, item) {
        (Some(index), FieldValue::Object(cells)) => {
            let field = row.object.as_deref()?.row(index)?;
            bounds::amount(field, cells.get(index).given()?)
        }
        (None, FieldValue::Text(text)) => bounds::amount(row, text),
        _ => None,
    }
}
