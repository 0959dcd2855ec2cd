//! Moves that make a comparison of two amounts hold: the equation is solved for each of its fields.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Comparison, Expr, Field};

use super::presence::row;
use super::terms::{Terms, Variable, gap, gap_at};
use super::{Maker, Move, equations};
use crate::filled::{Filled, at, count, set};
use crate::limits::{bounds, decimal, inside, places, written};

impl<'m> Maker<'_, 'm> {
    pub(super) fn compare(&mut self, left: &Expr, comparison: Comparison, right: &Expr) {
        let mut terms = Terms::default();
        terms.collect(left, self.record, self.rows);
        terms.collect(right, self.record, self.rows);
        let (record, rows) = (self.record, self.rows);
        let aims = aims(comparison, self.scatter.number());
        let aim = aims[self.scatter.below(aims.len())];
        for _ in 0..2 {
            let solution = equations::solution(record, rows, (left, right, aim), self.scatter);
            self.moves.extend(solution.map(Move));
        }
        for variable in &terms.variables {
            self.solve(left, comparison, right, variable);
        }
        let all = |amount: Decimal| {
            let value = |variable: &Variable<'_>| {
                Some((variable.address.clone(), Some(Filled::Text(written(variable.field, amount)?))))
            };
            terms.variables.iter().filter_map(value).collect::<Vec<_>>()
        };
        self.put(all(Decimal::ZERO));
        self.put(all(Decimal::ONE));
        for list in &terms.lists {
            self.resize_to_fit(list);
            self.resize_to_solve(left, right, comparison, list);
        }
        terms.paths.iter().for_each(|path| self.leave_out(path));
    }

    /// Solves for one variable.
    fn solve(&mut self, left: &Expr, comparison: Comparison, right: &Expr, variable: &Variable<'m>) {
        let mut amounts = Vec::new();
        for aim in aims(comparison, self.scatter.number()) {
            let reached = |amount| Some(gap_at(left, right, self.rows, variable, amount)? - aim);
            amounts.extend(root(variable.now, &reached).into_iter().flat_map(|exact| near(exact, variable.field)));
        }
        let (least, most) = bounds(variable.field);
        amounts.extend([Decimal::ZERO, Decimal::ONE, least, most]);
        let codes = variable.field.codes.iter().flat_map(|table| &table.values);
        amounts.extend(codes.filter_map(|value| decimal(&value.code)));
        amounts.extend((0..2).map(|_| inside(variable.field, self.scatter)));
        // With rounded amounts, the solution may be slightly off.
        for sign in [-Decimal::ONE, Decimal::ONE] {
            let places = self.scatter.number() % (places(variable.field) + 1);
            let little = Decimal::new(i64::from(self.scatter.number() % 20), places);
            amounts.extend(variable.now.checked_add(sign * little));
        }
        let mut seen: Vec<Decimal> = vec![variable.now];
        for amount in amounts {
            if seen.contains(&amount) {
                continue;
            }
            seen.push(amount);
            if let Some(text) = written(variable.field, amount) {
                self.put(vec![(variable.address.clone(), Some(Filled::Text(text)))]);
            }
        }
    }

    /// A list of the length that solves the equation.
    fn resize_to_solve(&mut self, left: &Expr, right: &Expr, comparison: Comparison, list: &[usize]) {
        let Some(Filled::List(items)) = at(list, self.rows) else { return };
        let Some(limits) = row(list, self.record).and_then(|field| field.list) else { return };
        let (now, items) = (items.len(), items.clone());
        let of_length = |length: Decimal| {
            let length = usize::try_from(length.trunc().mantissa()).ok().filter(|length| *length <= 300)?;
            let last = items.last()?;
            let mut rows = self.rows.to_vec();
            let items = items.iter().chain(std::iter::repeat(last)).take(length).cloned().collect();
            set(list, Some(Filled::List(items)), &mut rows);
            count(self.record, &mut rows);
            gap(left, right, &rows)
        };
        let mut lengths = Vec::new();
        for aim in aims(comparison, 0) {
            let reached = |length| Some(of_length(length)? - aim);
            lengths.extend(
                root(Decimal::from(now), &reached).and_then(|length| u32::try_from(length.trunc().mantissa()).ok()),
            );
        }
        for length in
            lengths.into_iter().map(|length| length as usize).filter(|length| limits.takes(*length) && *length <= 64)
        {
            if let Some(resized) = self.resized(list, length) {
                self.put(vec![(list.to_vec(), Some(resized))]);
            }
        }
    }
}

/// Differences between the sides with which a comparison holds: a small one, and larger ones.
fn aims(comparison: Comparison, word: u32) -> Vec<Decimal> {
    let more = [Decimal::new(1, 2), Decimal::ONE, Decimal::from(word % 1000 + 2)];
    match comparison {
        Comparison::Equal => vec![Decimal::ZERO],
        Comparison::Differs => more.into_iter().chain([-Decimal::ONE]).collect(),
        Comparison::More => more.to_vec(),
        Comparison::AtLeast => [Decimal::ZERO].into_iter().chain(more).collect(),
        Comparison::Less => more.map(|more| -more).to_vec(),
        Comparison::AtMost => [Decimal::ZERO].into_iter().chain(more.map(|more| -more)).collect(),
    }
}

/// The root of a roughly linear function, searched from a starting point.
fn root(start: Decimal, function: &impl Fn(Decimal) -> Option<Decimal>) -> Option<Decimal> {
    let (mut x, mut y) = (start, function(start)?);
    let mut next = x.checked_add(Decimal::ONE)?;
    for _ in 0..6 {
        let value = function(next)?;
        if value.is_zero() {
            return Some(next);
        }
        let step = value.checked_sub(y)?;
        let (before, at) = (x, next);
        (x, y) = (next, value);
        next = at.checked_sub(value.checked_mul(at.checked_sub(before)?)?.checked_div(step)?)?;
        if next == at {
            break;
        }
    }
    Some(next)
}

/// An amount, and the nearest ones that the field can have.
fn near(exact: Decimal, field: &Field) -> Vec<Decimal> {
    let places = places(field);
    let unit = Decimal::new(1, places);
    let cut = exact.trunc_with_scale(places);
    [exact.round_dp(places), cut, cut + unit, cut - unit].to_vec()
}
