//! Expressions as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use wxmed_core::schema::{Comparison, Expr, Ref, Truth, Words};

impl Emitter<'_> {
    pub(super) fn truth(&self, truth: &Truth) -> TokenStream {
        let path = self.rt("Truth");
        match truth {
            Truth::Compare(left, comparison, right) => {
                let (left, right) = (self.amount(left), self.amount(right));
                let comparison = self.comparison(*comparison);
                quote!(#path::Compare(#left, #comparison, #right))
            }
            Truth::Same(left, right) => {
                let (left, right) = (self.words(left), self.words(right));
                quote!(#path::Same(#left, #right))
            }
            Truth::Given(field) => {
                let field = self.indices(field);
                quote!(#path::Given(#field))
            }
            Truth::Not(inner) => {
                let inner = self.inner(inner, Self::truth);
                quote!(#path::Not(#inner))
            }
            Truth::And(left, right) => {
                let (left, right) = (self.inner(left, Self::truth), self.inner(right, Self::truth));
                quote!(#path::And(#left, #right))
            }
            Truth::Or(left, right) => {
                let (left, right) = (self.inner(left, Self::truth), self.inner(right, Self::truth));
                quote!(#path::Or(#left, #right))
            }
        }
    }

    /// An expression inside of another one.
    fn inner<T>(&self, inner: &Ref<T>, write: fn(&Self, &T) -> TokenStream) -> TokenStream {
        let (reference, inner) = (self.rt("Static"), write(self, inner));
        quote!(#reference(&#inner))
    }

    fn comparison(&self, comparison: Comparison) -> TokenStream {
        let path = self.rt("Comparison");
        match comparison {
            Comparison::Equal => quote!(#path::Equal),
            Comparison::Differs => quote!(#path::Differs),
            Comparison::Less => quote!(#path::Less),
            Comparison::AtMost => quote!(#path::AtMost),
            Comparison::More => quote!(#path::More),
            Comparison::AtLeast => quote!(#path::AtLeast),
        }
    }

    fn words(&self, words: &Words) -> TokenStream {
        let path = self.rt("Words");
        match words {
            Words::Literal(text) => {
                let text = self.text(text);
                quote!(#path::Literal(#text))
            }
            Words::Either(left, right) => {
                let (left, right) = (self.inner(left, Self::words), self.inner(right, Self::words));
                quote!(#path::Either(#left, #right))
            }
            Words::Field(field) => {
                let field = self.indices(field);
                quote!(#path::Field(#field))
            }
        }
    }

    fn amount(&self, expr: &Expr) -> TokenStream {
        let path = self.rt("Expr");
        let both =
            |left: &Ref<Expr>, right: &Ref<Expr>| (self.inner(left, Self::amount), self.inner(right, Self::amount));
        match expr {
            Expr::Number(number) => {
                let number = self.text(number);
                quote!(#path::Number(#number))
            }
            Expr::Field(field) => {
                let field = self.indices(field);
                quote!(#path::Field(#field))
            }
            Expr::Sum(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Sum(#left, #right))
            }
            Expr::Difference(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Difference(#left, #right))
            }
            Expr::Product(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Product(#left, #right))
            }
            Expr::Round(inner, decimals) => {
                let (inner, decimals) = (self.inner(inner, Self::amount), Literal::u32_unsuffixed(*decimals));
                quote!(#path::Round(#inner, #decimals))
            }
            Expr::Either(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Either(#left, #right))
            }
            Expr::Length(list) => {
                let list = self.indices(list);
                quote!(#path::Length(#list))
            }
            Expr::Total(list, of) => {
                let list = self.indices(list);
                let of = match of.map(Literal::u16_unsuffixed) {
                    Some(of) => quote!(::core::option::Option::Some(#of)),
                    None => quote!(::core::option::Option::None),
                };
                quote!(#path::Total(#list, #of))
            }
        }
    }
}
