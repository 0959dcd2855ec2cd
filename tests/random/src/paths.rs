//! The fields that expressions read.

use wxmed_compiler::model::{Expr, TextExpr, Truth};

use crate::filled::{Address, address};

/// Visits the paths of an expression.
pub(crate) fn paths(truth: &Truth, visit: &mut impl FnMut(&[u16])) {
    match truth {
        Truth::Compare(left, _, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
        Truth::Same(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
        Truth::Given(path) => visit(path),
        Truth::Not(inner) => paths(inner, visit),
        Truth::Order(left, _, right) => {
            texts(left, visit);
            texts(right, visit);
        }
        Truth::Matches(expr, _) => texts(expr, visit),
        // The inner expression is about the items, or about the enclosing record.
        Truth::All(list, _) | Truth::Any(list, _) => visit(list),
        Truth::Parent(_) => {}
        Truth::And(left, right) | Truth::Or(left, right) => {
            paths(left, visit);
            paths(right, visit);
        }
    }
}

/// Visits the paths of an amount.
pub(crate) fn amounts(expr: &Expr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        Expr::Number(_) => {}
        Expr::Field(path)
        | Expr::Total(path, _)
        | Expr::Length(path)
        | Expr::SumOver(path, _)
        | Expr::SumWhere(path, ..)
        | Expr::CountWhere(path, _) => visit(path),
        Expr::Characters(expr) => texts(expr, visit),
        Expr::Parent(_) => {}
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => amounts(inner, visit),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Quotient(left, right, _)
        | Expr::Least(left, right)
        | Expr::Most(left, right)
        | Expr::Either(left, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
    }
}

fn texts(expr: &TextExpr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        TextExpr::Literal(_) | TextExpr::Parent(_) => {}
        TextExpr::Field(path) => visit(path),
        TextExpr::Either(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
    }
}

/// The fields that a text expression can be equal to.
pub(crate) fn fields(expr: &TextExpr) -> Vec<Address> {
    let mut fields = Vec::new();
    texts(expr, &mut |path| fields.push(address(path)));
    fields
}

/// The paths of the enclosing record that an expression about its items reads.
pub(crate) fn of_parent(truth: &Truth) -> Vec<Address> {
    let mut found = Vec::new();
    outward(truth, &mut |path| found.push(address(path)));
    found
}

fn outward(truth: &Truth, visit: &mut impl FnMut(&[u16])) {
    match truth {
        Truth::Parent(inner) => paths(inner, visit),
        Truth::Compare(left, _, right) => [left, right].into_iter().for_each(|side| outward_amounts(side, visit)),
        Truth::Same(left, right) | Truth::Order(left, _, right) => {
            [left, right].into_iter().for_each(|side| outward_texts(side, visit));
        }
        Truth::Matches(expr, _) => outward_texts(expr, visit),
        Truth::Not(inner) => outward(inner, visit),
        Truth::And(left, right) | Truth::Or(left, right) => {
            outward(left, visit);
            outward(right, visit);
        }
        // Their inner expressions read the item first.
        Truth::Given(_) | Truth::All(..) | Truth::Any(..) => {}
    }
}

fn outward_amounts(expr: &Expr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        Expr::Parent(inner) => amounts(inner, visit),
        Expr::Round(inner, _) | Expr::Absolute(inner) | Expr::OrZero(inner) => outward_amounts(inner, visit),
        Expr::Characters(expr) => outward_texts(expr, visit),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Quotient(left, right, _)
        | Expr::Least(left, right)
        | Expr::Most(left, right)
        | Expr::Either(left, right) => {
            outward_amounts(left, visit);
            outward_amounts(right, visit);
        }
        Expr::Number(_)
        | Expr::Field(_)
        | Expr::Length(_)
        | Expr::Total(..)
        | Expr::SumOver(..)
        | Expr::SumWhere(..)
        | Expr::CountWhere(..) => {}
    }
}

fn outward_texts(expr: &TextExpr, visit: &mut impl FnMut(&[u16])) {
    match expr {
        TextExpr::Parent(inner) => texts(inner, visit),
        TextExpr::Either(left, right) => {
            outward_texts(left, visit);
            outward_texts(right, visit);
        }
        TextExpr::Literal(_) | TextExpr::Field(_) => {}
    }
}
