//! Whether the statements of a spec hold for generated values: a third implementation of expressions, over `Filled`
//! values.

use rust_decimal::Decimal;
use wxmed_compiler::model::{Expr, Record, TextExpr, Truth};

use crate::filled::Rows;
use crate::paths::paths;
use crate::view::View;

/// The indices of the rows that rules read, directly or inside them.
pub(crate) fn looked_at(record: &Record) -> Vec<usize> {
    let mut indices = Vec::new();
    for rule in &record.rules {
        paths(&rule.states, &mut |path| indices.extend(path.first().copied().map(usize::from)));
    }
    indices
}

pub(crate) fn amount(expr: &Expr, filled: &Rows) -> Option<Decimal> {
    View::of(filled).amount(expr)
}

pub(crate) fn text(expr: &TextExpr, filled: &Rows) -> Option<String> {
    View::of(filled).text(expr)
}

/// Whether an expression holds for the values; `None` if it depends on an absent one.
pub(crate) fn holds(truth: &Truth, filled: &Rows) -> Option<bool> {
    View::of(filled).holds(truth)
}

/// The distance of an expression from being true or false: the least number of comparisons in it that must change.
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
