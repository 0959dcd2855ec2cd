//! How severe a broken rule is at most, by the rows that it reads.

use crate::Severity;
use crate::schema::{Expr, FieldSchema, RecordSchema, StatedRule, Truth, Words};

/// The severity of a broken rule: that which it states, unless it reads a row that is not known for sure.
pub(super) fn of_rule(table: &RecordSchema, rule: &StatedRule) -> Severity {
    rule.severity.min(of_truth(table, &rule.states))
}

/// The severity of what follows from a condition.
pub(super) fn of_truth(table: &RecordSchema, truth: &Truth) -> Severity {
    match truth {
        Truth::Compare(left, _, right) => of_amount(table, left).min(of_amount(table, right)),
        Truth::Same(left, right) => of_words(table, left).min(of_words(table, right)),
        Truth::Given(path) => of_path(table, path, None),
        Truth::Not(inner) => of_truth(table, inner),
        Truth::And(left, right) | Truth::Or(left, right) => of_truth(table, left).min(of_truth(table, right)),
    }
}

fn of_amount(table: &RecordSchema, expr: &Expr) -> Severity {
    match expr {
        Expr::Number(_) => Severity::Error,
        Expr::Field(path) | Expr::Length(path) => of_path(table, path, None),
        Expr::Total(path, of) => of_path(table, path, *of),
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => of_amount(table, inner),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Least(left, right)
        | Expr::Most(left, right)
        | Expr::Either(left, right) => of_amount(table, left).min(of_amount(table, right)),
    }
}

fn of_words(table: &RecordSchema, words: &Words) -> Severity {
    match words {
        Words::Literal(_) => Severity::Error,
        Words::Field(path) => of_path(table, path, None),
        Words::Either(left, right) => of_words(table, left).min(of_words(table, right)),
    }
}

/// The least known of the rows on a path, and of the row inside of the last one that is read there.
fn of_path(table: &RecordSchema, path: &[u16], inside: Option<u16>) -> Severity {
    let mut rows: Vec<&FieldSchema> = Vec::new();
    let mut table = Some(table);
    for place in path.iter().copied().chain(inside) {
        let Some(row) = table.and_then(|table| table.row(place)) else { break };
        rows.push(row);
        table = row.object.as_deref();
    }
    least(rows.into_iter())
}

/// The severity of what rests on several rows: that of the one that is known least.
pub(super) fn least<'t>(rows: impl Iterator<Item = &'t FieldSchema>) -> Severity {
    rows.map(|row| row.severity).min().unwrap_or(Severity::Error)
}
