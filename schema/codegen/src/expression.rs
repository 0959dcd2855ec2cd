//! Emits expressions as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitter, ident};
use wxmed_core::schema::{Expr, Ref, TextExpr, Truth};

impl Emitter<'_> {
    /// A variant of an enum of the runtime crate, with its fields.
    pub(super) fn variant(&self, of: &str, variant: &str, holds: &[TokenStream]) -> TokenStream {
        let (of, variant) = (self.rt(of), ident(variant));
        if holds.is_empty() { quote!(#of::#variant) } else { quote!(#of::#variant(#(#holds),*)) }
    }

    /// An expression inside of another one.
    fn inner<T>(&self, inner: &Ref<T>, write: fn(&Self, &T) -> TokenStream) -> TokenStream {
        let (reference, inner) = (self.rt("Static"), write(self, inner));
        quote!(#reference(&#inner))
    }

    pub(super) fn truth(&self, truth: &Truth) -> TokenStream {
        let (variant, holds) = match truth {
            Truth::Compare(left, comparison, right) => {
                let comparison = self.variant("Comparison", &format!("{comparison:?}"), &[]);
                ("Compare", vec![self.amount(left), comparison, self.amount(right)])
            }
            Truth::Same(left, right) => ("Same", vec![self.text_expr(left), self.text_expr(right)]),
            Truth::Given(field) => ("Given", vec![self.indices(field)]),
            Truth::Not(inner) => ("Not", vec![self.inner(inner, Self::truth)]),
            Truth::And(left, right) => ("And", vec![self.inner(left, Self::truth), self.inner(right, Self::truth)]),
            Truth::Or(left, right) => ("Or", vec![self.inner(left, Self::truth), self.inner(right, Self::truth)]),
            Truth::Order(left, comparison, right) => {
                let comparison = self.variant("Comparison", &format!("{comparison:?}"), &[]);
                ("Order", vec![self.text_expr(left), comparison, self.text_expr(right)])
            }
            Truth::Matches(text_expr, pattern) => ("Matches", vec![self.text_expr(text_expr), self.text(pattern)]),
            Truth::All(list, inner) => ("All", vec![self.indices(list), self.inner(inner, Self::truth)]),
            Truth::Any(list, inner) => ("Any", vec![self.indices(list), self.inner(inner, Self::truth)]),
            Truth::Parent(inner) => ("Parent", vec![self.inner(inner, Self::truth)]),
        };
        self.variant("Truth", variant, &holds)
    }

    fn text_expr(&self, text_expr: &TextExpr) -> TokenStream {
        let (variant, holds) = match text_expr {
            TextExpr::Literal(text) => ("Literal", vec![self.text(text)]),
            TextExpr::Either(left, right) => {
                ("Either", vec![self.inner(left, Self::text_expr), self.inner(right, Self::text_expr)])
            }
            TextExpr::Field(field) => ("Field", vec![self.indices(field)]),
            TextExpr::Parent(inner) => ("Parent", vec![self.inner(inner, Self::text_expr)]),
        };
        self.variant("TextExpr", variant, &holds)
    }

    fn amount(&self, expr: &Expr) -> TokenStream {
        let both = |left, right| vec![self.inner(left, Self::amount), self.inner(right, Self::amount)];
        let (variant, holds) = match expr {
            Expr::Number(number) => ("Number", vec![self.text(number)]),
            Expr::Field(field) => ("Field", vec![self.indices(field)]),
            Expr::Sum(left, right) => ("Sum", both(left, right)),
            Expr::Difference(left, right) => ("Difference", both(left, right)),
            Expr::Product(left, right) => ("Product", both(left, right)),
            Expr::Round(inner, decimals) => {
                let decimals = Literal::u32_unsuffixed(*decimals);
                ("Round", vec![self.inner(inner, Self::amount), quote!(#decimals)])
            }
            Expr::Quotient(left, right, decimals) => {
                let decimals = Literal::u32_unsuffixed(*decimals);
                let [left, right] = [left, right].map(|side| self.inner(side, Self::amount));
                ("Quotient", vec![left, right, quote!(#decimals)])
            }
            Expr::Characters(text_expr) => ("Characters", vec![self.text_expr(text_expr)]),
            Expr::SumOver(list, inner) => ("SumOver", vec![self.indices(list), self.inner(inner, Self::amount)]),
            Expr::SumWhere(list, inner, when) => {
                let (inner, when) = (self.inner(inner, Self::amount), self.inner(when, Self::truth));
                ("SumWhere", vec![self.indices(list), inner, when])
            }
            Expr::CountWhere(list, when) => ("CountWhere", vec![self.indices(list), self.inner(when, Self::truth)]),
            Expr::Parent(inner) => ("Parent", vec![self.inner(inner, Self::amount)]),
            Expr::Least(left, right) => ("Least", both(left, right)),
            Expr::Most(left, right) => ("Most", both(left, right)),
            Expr::Absolute(inner) => ("Absolute", vec![self.inner(inner, Self::amount)]),
            Expr::OrZero(inner) => ("OrZero", vec![self.inner(inner, Self::amount)]),
            Expr::Either(left, right) => ("Either", both(left, right)),
            Expr::Length(list) => ("Length", vec![self.indices(list)]),
            Expr::Total(list, of) => {
                let of = match of.map(Literal::u16_unsuffixed) {
                    Some(of) => quote!(::core::option::Option::Some(#of)),
                    None => quote!(::core::option::Option::None),
                };
                ("Total", vec![self.indices(list), of])
            }
        };
        self.variant("Expr", variant, &holds)
    }
}
