//! Several equations at once: what holds and must go on holding, together with what must come to hold.

use rust_decimal::Decimal;
use wxmed_schema::model::{Comparison, Expr, Record, Truth};

use super::amounts::{Terms, Variable, gap, gap_at};
use crate::dice::Scatter;
use crate::filled::{Address, Filled, Rows};
use crate::limits::{bounds, inside, places, written};
use crate::stated::holds;

/// How often the variables that are free are chosen anew.
const TRIES: usize = 3;

/// An equation: how much more the left side is to be than the right one.
type Equation<'e> = (&'e Expr, &'e Expr, Decimal);

/// Coefficients of the variables, and what they must come to.
type Line = (Vec<Decimal>, Decimal);

/// Amounts with which an equation holds, and all those that the record's rules have beside it.
pub(super) fn solutions(
    record: &Record,
    rows: &Rows,
    sought: Equation<'_>,
    scatter: &mut Scatter,
) -> Vec<Vec<(Address, Option<Filled>)>> {
    let mut equations = vec![sought];
    for rule in &record.rules {
        collect(&rule.states, true, rows, &mut equations);
    }
    let mut terms = Terms::default();
    for (left, right, _) in &equations {
        terms.collect(left, record, rows);
        terms.collect(right, record, rows);
    }
    if equations.len() < 2 || terms.variables.is_empty() {
        return Vec::new();
    }
    let variables = terms.variables;
    let lines: Option<Vec<Line>> = equations.iter().map(|equation| line(equation, &variables, rows)).collect();
    let Some(lines) = lines else { return Vec::new() };
    let solve = |at: usize| {
        let mut free: Vec<Decimal> = variables.iter().map(|variable| variable.now).collect();
        if at > 0 {
            for (amount, variable) in free.iter_mut().zip(&variables) {
                *amount = inside(variable.field, scatter);
            }
        }
        let solution = eliminated(lines.clone(), free, &variables, scatter)?;
        let texts = variables.iter().zip(solution).filter(|(variable, amount)| variable.now != *amount);
        texts
            .map(|(variable, amount)| {
                Some((variable.address.clone(), Some(Filled::Text(written(variable.field, amount)?))))
            })
            .collect()
    };
    (0..TRIES).filter_map(solve).collect()
}

/// The equations that must hold for something to be so.
fn collect<'e>(truth: &'e Truth, wanted: bool, rows: &Rows, equations: &mut Vec<Equation<'e>>) {
    match (truth, wanted) {
        (Truth::Compare(left, Comparison::Equal, right), true)
        | (Truth::Compare(left, Comparison::Differs, right), false) => {
            equations.push((left, right, Decimal::ZERO));
        }
        (Truth::Compare(..) | Truth::Same(..) | Truth::Given(_), _) => {}
        (Truth::Not(inner), _) => collect(inner, !wanted, rows, equations),
        (Truth::And(left, right), true) | (Truth::Or(left, right), false) => {
            collect(left, wanted, rows, equations);
            collect(right, wanted, rows, equations);
        }
        // Where one side is so without the other, it has to stay so.
        (Truth::And(left, right), false) | (Truth::Or(left, right), true) => {
            match (holds(left, rows) == Some(wanted), holds(right, rows) == Some(wanted)) {
                (true, false) => collect(left, wanted, rows, equations),
                (false, true) => collect(right, wanted, rows, equations),
                (true, true) | (false, false) => {}
            }
        }
    }
}

/// An equation as a line, which it is near the present amounts; nothing if an amount in it is unknown.
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

/// The amounts that solve all lines, where those of variables that are free stay as they are.
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
            // Nothing is left of it but two amounts, which must be the same.
            if lines[at].1.is_zero() {
                continue;
            } else {
                return None;
            };
        };
        pivots.push((at, column));
        let (slopes, constant) = lines[at].clone();
        for (other, line) in lines.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let _ = other;
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
