//! Solves several equations together: those that hold and must still hold, and the one that must come to hold.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Comparison, Expr, Record, Truth};

use super::opposite;
use super::terms::{Terms, Variable, gap, gap_at};
use crate::dice::Scatter;
use crate::filled::{Address, Filled, Rows};
use crate::limits::{bounds, inside, places, written};
use crate::stated::holds;

/// An equation: both sides, and the required difference between them.
type Equation<'e> = (&'e Expr, &'e Expr, Decimal);

/// The coefficients of the variables, and the required sum.
type Line = (Vec<Decimal>, Decimal);

/// Amounts for which an equation holds together with the record's other equations.
pub(super) fn solution(
    record: &Record,
    rows: &Rows,
    sought: Equation<'_>,
    scatter: &mut Scatter,
) -> Option<Vec<(Address, Option<Filled>)>> {
    let mut system = System { record, rows, tight: scatter.below(3), equations: vec![sought] };
    for rule in &record.rules {
        system.add(&rule.states, true, scatter);
    }
    let is_drawn = scatter.once_in(2);
    system.solve(is_drawn, scatter)
}

/// A system of equations.
struct System<'m, 'e> {
    record: &'m Record,
    rows: &'e Rows,
    /// The number of inequalities in two that are to hold with the smallest difference.
    tight: usize,
    equations: Vec<Equation<'e>>,
}

impl<'e> System<'_, 'e> {
    /// Adds the equations that must hold for a statement to be true, or false.
    fn add(&mut self, truth: &'e Truth, wanted: bool, scatter: &mut Scatter) {
        match (truth, wanted) {
            (Truth::Compare(left, comparison, right), _) => {
                let comparison = if wanted { *comparison } else { opposite(*comparison) };
                let is_tight = comparison == Comparison::Equal || scatter.below(2) < self.tight;
                if let Some(aim) = self.least(left, comparison, right).filter(|_| is_tight) {
                    self.equations.push((left, right, aim));
                }
            }
            (
                Truth::Same(..)
                | Truth::Given(_)
                | Truth::Order(..)
                | Truth::Matches(..)
                | Truth::All(..)
                | Truth::Any(..)
                | Truth::Parent(_),
                _,
            ) => {}
            (Truth::Not(inner), _) => self.add(inner, !wanted, scatter),
            (Truth::And(left, right), true) | (Truth::Or(left, right), false) => {
                self.add(left, wanted, scatter);
                self.add(right, wanted, scatter);
            }
            // If only one side satisfies the statement, it must still do so.
            (Truth::And(left, right), false) | (Truth::Or(left, right), true) => {
                match (holds(left, self.rows) == Some(wanted), holds(right, self.rows) == Some(wanted)) {
                    (true, false) => self.add(left, wanted, scatter),
                    (false, true) => self.add(right, wanted, scatter),
                    (true, true) | (false, false) => {}
                }
            }
        }
    }

    /// The smallest difference of the sides with which the comparison holds.
    fn least(&self, left: &'e Expr, comparison: Comparison, right: &'e Expr) -> Option<Decimal> {
        let mut terms = Terms::default();
        terms.collect(left, self.record, self.rows);
        terms.collect(right, self.record, self.rows);
        let places = terms.variables.iter().map(|variable| places(variable.field)).max()?;
        match comparison {
            Comparison::Equal | Comparison::AtMost | Comparison::AtLeast => Some(Decimal::ZERO),
            Comparison::More => Some(Decimal::new(1, places)),
            Comparison::Less => Some(Decimal::new(-1, places)),
            Comparison::Differs => None,
        }
    }

    /// The rows that get other values. Free variables keep their values, or are drawn.
    fn solve(self, is_drawn: bool, scatter: &mut Scatter) -> Option<Vec<(Address, Option<Filled>)>> {
        let mut terms = Terms::default();
        for (left, right, _) in &self.equations {
            terms.collect(left, self.record, self.rows);
            terms.collect(right, self.record, self.rows);
        }
        let variables = terms.variables;
        if self.equations.len() < 2 || variables.is_empty() {
            return None;
        }
        let lines: Vec<Line> =
            self.equations.iter().map(|equation| line(equation, &variables, self.rows)).collect::<Option<_>>()?;
        let free = |variable: &Variable<'_>| if is_drawn { inside(variable.field, scatter) } else { variable.now };
        let free: Vec<Decimal> = variables.iter().map(free).collect();
        let solution = eliminated(lines, free, &variables, scatter)?;
        let other = variables.iter().zip(solution).filter(|(variable, amount)| variable.now != *amount);
        let value = |(variable, amount): (&Variable<'_>, Decimal)| {
            Some((variable.address.clone(), Some(Filled::Text(written(variable.field, amount)?))))
        };
        other.map(value).collect()
    }
}

/// The linear approximation of an equation at the present amounts; `None` if one of its amounts is unknown.
fn line(equation: &Equation<'_>, variables: &[Variable<'_>], rows: &Rows) -> Option<Line> {
    let (left, right, aim) = equation;
    let Some(now) = gap(left, right, rows) else { return Some((vec![Decimal::ZERO; variables.len()], Decimal::ZERO)) };
    let mut constant = aim.checked_sub(now)?;
    let mut slopes = Vec::new();
    for variable in variables {
        let slope = gap_at(left, right, rows, variable, variable.now + Decimal::ONE)?.checked_sub(now)?;
        constant = constant.checked_add(slope.checked_mul(variable.now)?)?;
        slopes.push(slope);
    }
    Some((slopes, constant))
}

/// The amounts that solve all lines. Free variables keep their values.
fn eliminated(
    mut lines: Vec<Line>,
    mut amounts: Vec<Decimal>,
    variables: &[Variable<'_>],
    scatter: &mut Scatter,
) -> Option<Vec<Decimal>> {
    let mut pivots: Vec<(usize, usize)> = Vec::new();
    for at in 0..lines.len() {
        let open: Vec<usize> = (0..variables.len()).filter(|column| !lines[at].0[*column].is_zero()).collect();
        let Some(column) = open.get(scatter.below(open.len())).copied() else {
            // Only constants are left, which must be equal.
            if lines[at].1.is_zero() {
                continue;
            } else {
                return None;
            };
        };
        pivots.push((at, column));
        let (slopes, constant) = lines[at].clone();
        for (_, line) in lines.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let factor = line.0[column].checked_div(slopes[column])?;
            if factor.is_zero() {
                continue;
            }
            for (slope, own) in line.0.iter_mut().zip(&slopes) {
                *slope = slope.checked_sub(factor.checked_mul(*own)?)?.round_dp(20).normalize();
            }
            line.0[column] = Decimal::ZERO;
            line.1 = line.1.checked_sub(factor.checked_mul(constant)?)?.round_dp(20).normalize();
        }
    }
    for (at, column) in pivots {
        let (slopes, constant) = &lines[at];
        let mut rest = *constant;
        for (other, slope) in slopes.iter().enumerate().filter(|(other, _)| *other != column) {
            rest = rest.checked_sub(slope.checked_mul(amounts[other])?)?;
        }
        let exact = rest.checked_div(slopes[column])?;
        let (least, most) = bounds(variables[column].field);
        amounts[column] = exact.round_dp(places(variables[column].field)).clamp(least, most.max(least));
    }
    Some(amounts)
}
