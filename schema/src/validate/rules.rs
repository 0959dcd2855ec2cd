use std::borrow::Cow;

use rust_decimal::Decimal;

use super::scope::{Scope, Seen};
use super::value;
use crate::model::{Assertion, Comparison, Expr};
use crate::{Rule, Violation};

/// What the spec states across fields, as far as the fields are there to compare.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    for rule in &scope.record.rules {
        if holds(&rule.states, scope) == Some(false) {
            let stated = Rule::Stated { id: Cow::Owned(rule.id.clone()), says: rule.says.clone() };
            found.push(scope.whole.breaks_with(stated, rule.severity));
        }
    }
}

/// Nothing, if an operand is absent or no number: that is for the row to say.
fn holds(assertion: &Assertion, scope: &Scope<'_>) -> Option<bool> {
    let (left, right) = (amount(&assertion.left, scope)?, amount(&assertion.right, scope)?);
    match assertion.comparison {
        Comparison::Equal => Some(left == right),
    }
}

fn amount(expr: &Expr, scope: &Scope<'_>) -> Option<Decimal> {
    match expr {
        Expr::Number(number) => Some(*number),
        Expr::Field(place) => field_amount(*place, scope),
        Expr::Sum(left, right) => amount(left, scope)?.checked_add(amount(right, scope)?),
        Expr::Difference(left, right) => amount(left, scope)?.checked_sub(amount(right, scope)?),
    }
}

fn field_amount(place: usize, scope: &Scope<'_>) -> Option<Decimal> {
    let field = scope.row(place)?;
    let Seen::Text(text) = scope.seen(field) else { return None };
    value::amount(text, field)
}
