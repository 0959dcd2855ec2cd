use std::borrow::Cow;

use wxmed_core::schema::{Comparison, Expr, Ref, Truth, Words};

use super::{index, indices};
use crate::model;

pub(super) fn truth(truth: &model::Truth) -> Truth {
    match truth {
        model::Truth::Compare(left, how, right) => Truth::Compare(amount(left), comparison(*how), amount(right)),
        model::Truth::Same(left, right) => Truth::Same(words(left), words(right)),
        model::Truth::Given(path) => Truth::Given(indices(path)),
        model::Truth::Not(inner) => Truth::Not(inside(inner)),
        model::Truth::And(left, right) => Truth::And(inside(left), inside(right)),
        model::Truth::Or(left, right) => Truth::Or(inside(left), inside(right)),
    }
}

fn inside(inner: &model::Truth) -> Ref<Truth> {
    truth(inner).into()
}

fn comparison(comparison: model::Comparison) -> Comparison {
    match comparison {
        model::Comparison::Equal => Comparison::Equal,
        model::Comparison::Differs => Comparison::Differs,
        model::Comparison::Less => Comparison::Less,
        model::Comparison::AtMost => Comparison::AtMost,
        model::Comparison::More => Comparison::More,
        model::Comparison::AtLeast => Comparison::AtLeast,
    }
}

fn words(text: &model::Words) -> Words {
    match text {
        model::Words::Literal(text) => Words::Literal(Cow::Owned(text.clone())),
        model::Words::Field(path) => Words::Field(indices(path)),
        model::Words::Either(one, other) => Words::Either(words(one).into(), words(other).into()),
    }
}

fn amount(expr: &model::Expr) -> Expr {
    let inside = |inner: &model::Expr| Ref::from(amount(inner));
    match expr {
        model::Expr::Number(number) => Expr::Number(Cow::Owned(number.to_string())),
        model::Expr::Field(path) => Expr::Field(indices(path)),
        model::Expr::Sum(left, right) => Expr::Sum(inside(left), inside(right)),
        model::Expr::Difference(left, right) => Expr::Difference(inside(left), inside(right)),
        model::Expr::Product(left, right) => Expr::Product(inside(left), inside(right)),
        model::Expr::Round(inner, places) => Expr::Round(inside(inner), *places),
        model::Expr::Total(path, of) => Expr::Total(indices(path), of.map(index)),
        model::Expr::Length(path) => Expr::Length(indices(path)),
        model::Expr::Either(one, other) => Expr::Either(inside(one), inside(other)),
    }
}
