//! The maximum severity of a rule, which depends on the certainty of the rows that it reads.

use crate::Severity;
use crate::schema::{Expr, FieldSchema, RecordSchema, StatedRule, TextExpr, Truth};

/// The severity of a broken rule: the one in the spec, or a warning if the rule reads an uncertain row.
pub fn of_rule(table: &RecordSchema, rule: &StatedRule) -> Severity {
    rule.severity.min(of_truth(table, &rule.states))
}

/// The severity of a violation that depends on a condition.
pub(super) fn of_truth(table: &RecordSchema, truth: &Truth) -> Severity {
    Reading { table, parent: None }.truth(truth)
}

/// The severity of a violation that depends on several rows: the lowest of them.
pub(super) fn least<'t>(rows: impl Iterator<Item = &'t FieldSchema>) -> Severity {
    rows.map(|row| row.severity).min().unwrap_or(Severity::Error)
}

/// The record whose rows an expression reads.
#[derive(Clone, Copy)]
struct Reading<'t> {
    table: &'t RecordSchema,
    /// The record with the list, if this one is an item of a list.
    parent: Option<&'t Reading<'t>>,
}

impl Reading<'_> {
    fn truth(&self, truth: &Truth) -> Severity {
        match truth {
            Truth::Compare(left, _, right) => self.amount(left).min(self.amount(right)),
            Truth::Same(left, right) | Truth::Order(left, _, right) => self.text_expr(left).min(self.text_expr(right)),
            Truth::Matches(text_expr, _) => self.text_expr(text_expr),
            Truth::Given(path) => self.path(path, None),
            Truth::Not(inner) => self.truth(inner),
            Truth::And(left, right) | Truth::Or(left, right) => self.truth(left).min(self.truth(right)),
            Truth::All(list, inner) | Truth::Any(list, inner) => self.items(list, |item| item.truth(inner)),
            Truth::Parent(inner) => self.parent.map_or(Severity::Error, |parent| parent.truth(inner)),
        }
    }

    fn amount(&self, expr: &Expr) -> Severity {
        match expr {
            Expr::Number(_) => Severity::Error,
            Expr::Field(path) | Expr::Length(path) => self.path(path, None),
            Expr::Total(path, of) => self.path(path, *of),
            Expr::Characters(text_expr) => self.text_expr(text_expr),
            Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => self.amount(inner),
            Expr::Sum(left, right)
            | Expr::Difference(left, right)
            | Expr::Product(left, right)
            | Expr::Quotient(left, right, _)
            | Expr::Least(left, right)
            | Expr::Most(left, right)
            | Expr::Either(left, right) => self.amount(left).min(self.amount(right)),
            Expr::SumOver(list, inner) => self.items(list, |item| item.amount(inner)),
            Expr::SumWhere(list, inner, when) => self.items(list, |item| item.amount(inner).min(item.truth(when))),
            Expr::CountWhere(list, when) => self.items(list, |item| item.truth(when)),
            Expr::Parent(inner) => self.parent.map_or(Severity::Error, |parent| parent.amount(inner)),
        }
    }

    fn text_expr(&self, text_expr: &TextExpr) -> Severity {
        match text_expr {
            TextExpr::Literal(_) => Severity::Error,
            TextExpr::Field(path) => self.path(path, None),
            TextExpr::Either(left, right) => self.text_expr(left).min(self.text_expr(right)),
            TextExpr::Parent(inner) => self.parent.map_or(Severity::Error, |parent| parent.text_expr(inner)),
        }
    }

    /// The severity of a list, and of the values that are read from its items.
    fn items(&self, list: &[u16], inside: impl Fn(&Reading<'_>) -> Severity) -> Severity {
        let last = self.rows(list, None).last().and_then(|row| row.object.as_deref());
        let inside = last.map_or(Severity::Error, |table| inside(&Reading { table, parent: Some(self) }));
        self.path(list, None).min(inside)
    }

    /// The lowest severity of the rows on a path, and of the row that is read inside the last one.
    fn path(&self, path: &[u16], inside: Option<u16>) -> Severity {
        least(self.rows(path, inside).into_iter())
    }

    fn rows(&self, path: &[u16], inside: Option<u16>) -> Vec<&FieldSchema> {
        let mut rows: Vec<&FieldSchema> = Vec::new();
        let mut table = Some(self.table);
        for index in path.iter().copied().chain(inside) {
            let Some(row) = table.and_then(|table| table.row(index)) else { break };
            rows.push(row);
            table = row.object.as_deref();
        }
        rows
    }
}
