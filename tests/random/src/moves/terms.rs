//! The fields that amounts are computed from.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Expr, Field, Record};

use super::presence::row;
use crate::filled::{Address, Filled, Rows, address, at, items, set};
use crate::limits::decimal;
use crate::{paths, stated};

/// The largest number of items of a list that are considered individually.
const ITEMS: usize = 4;

/// A field of an expression whose amount can be changed.
#[derive(Clone, Debug)]
pub(super) struct Variable<'m> {
    pub(super) address: Address,
    pub(super) field: &'m Field,
    pub(super) now: Decimal,
}

/// The terms of an expression: given amounts, lists that it counts or sums, and the paths of both.
#[derive(Debug, Default)]
pub(super) struct Terms<'m> {
    pub(super) variables: Vec<Variable<'m>>,
    pub(super) lists: Vec<Address>,
    pub(super) paths: Vec<Address>,
}

impl<'m> Terms<'m> {
    pub(super) fn collect(&mut self, expr: &Expr, record: &'m Record, rows: &Rows) {
        match expr {
            Expr::Number(_) => {}
            Expr::Field(path) => {
                let path = address(path);
                self.paths.push(path.clone());
                self.variable(path.clone(), row(&path, record), rows);
            }
            Expr::Sum(left, right)
            | Expr::Difference(left, right)
            | Expr::Product(left, right)
            | Expr::Quotient(left, right, _)
            | Expr::Least(left, right)
            | Expr::Most(left, right)
            | Expr::Either(left, right) => {
                self.collect(left, record, rows);
                self.collect(right, record, rows);
            }
            Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => self.collect(inner, record, rows),
            Expr::Characters(expr) => self.paths.extend(paths::fields(expr)),
            Expr::Parent(_) => {}
            Expr::Length(path) | Expr::SumOver(path, _) | Expr::SumWhere(path, ..) | Expr::CountWhere(path, _) => {
                self.paths.push(address(path));
                self.lists.push(address(path));
            }
            Expr::Total(path, of) => {
                let path = address(path);
                let of = of.map(usize::from);
                self.paths.push(path.clone());
                self.lists.push(path.clone());
                let length = items(&path, rows).map_or(0, <[Filled]>::len);
                let Some(list) = row(&path, record) else { return };
                for item in 0..length.min(ITEMS) {
                    let address = [path.as_slice(), &[item], of.as_slice()].concat();
                    let field = match of {
                        Some(index) => list.object.as_deref().and_then(|object| object.fields.get(index)),
                        None => Some(list),
                    };
                    self.variable(address, field, rows);
                }
            }
        }
    }

    fn variable(&mut self, address: Address, field: Option<&'m Field>, rows: &Rows) {
        let Some(field) = field else { return };
        if let (Some(of), Some((_, outer))) = (field.count_of, address.split_last()) {
            self.lists.push([outer, &[of]].concat());
        } else if let Some(Filled::Text(text)) = at(&address, rows)
            && let Some(now) = decimal(text)
            && self.variables.iter().all(|known| known.address != address)
        {
            self.variables.push(Variable { address, field, now });
        }
    }
}

/// The difference of the sides, left minus right; `None` if one of them is unknown.
pub(super) fn gap(left: &Expr, right: &Expr, rows: &Rows) -> Option<Decimal> {
    stated::amount(left, rows)?.checked_sub(stated::amount(right, rows)?)
}

/// The same if a variable had another amount.
pub(super) fn gap_at(
    left: &Expr,
    right: &Expr,
    rows: &Rows,
    variable: &Variable<'_>,
    amount: Decimal,
) -> Option<Decimal> {
    let mut rows = rows.to_vec();
    set(&variable.address, Some(Filled::Text(amount.to_string())), &mut rows);
    gap(left, right, &rows)
}
