//! Expressions as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::table::{place, places};
use wxmed_compiler::model::{Comparison, Expr, Truth, Words};

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
                let field = places(field);
                quote!(#path::Given(#field))
            }
            Truth::Not(inner) => {
                let inner = self.truth(inner);
                quote!(#path::Not(&#inner))
            }
            Truth::And(left, right) => {
                let (left, right) = (self.truth(left), self.truth(right));
                quote!(#path::And(&#left, &#right))
            }
            Truth::Or(left, right) => {
                let (left, right) = (self.truth(left), self.truth(right));
                quote!(#path::Or(&#left, &#right))
            }
        }
    }

    fn comparison(&self, comparison: Comparison) -> TokenStream {
        let (path, variant) = (self.rt("Comparison"), super::ident(&format!("{comparison:?}")));
        quote!(#path::#variant)
    }

    fn words(&self, words: &Words) -> TokenStream {
        let path = self.rt("Words");
        match words {
            Words::Literal(text) => quote!(#path::Literal(#text)),
            Words::Either(left, right) => {
                let (left, right) = (self.words(left), self.words(right));
                quote!(#path::Either(&#left, &#right))
            }
            Words::Field(field) => {
                let field = places(field);
                quote!(#path::Field(#field))
            }
        }
    }

    fn amount(&self, expr: &Expr) -> TokenStream {
        let path = self.rt("Expr");
        let both = |left: &Expr, right: &Expr| (self.amount(left), self.amount(right));
        match expr {
            Expr::Number(number) => {
                let number = number.to_string();
                quote!(#path::Number(#number))
            }
            Expr::Field(field) => {
                let field = places(field);
                quote!(#path::Field(#field))
            }
            Expr::Sum(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Sum(&#left, &#right))
            }
            Expr::Difference(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Difference(&#left, &#right))
            }
            Expr::Product(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Product(&#left, &#right))
            }
            Expr::Round(inner, decimals) => {
                let (inner, decimals) = (self.amount(inner), Literal::u32_unsuffixed(*decimals));
                quote!(#path::Round(&#inner, #decimals))
            }
            Expr::Either(left, right) => {
                let (left, right) = both(left, right);
                quote!(#path::Either(&#left, &#right))
            }
            Expr::Length(list) => {
                let list = places(list);
                quote!(#path::Length(#list))
            }
            Expr::Total(list, of) => {
                let list = places(list);
                let of = match of.map(place) {
                    Some(of) => quote!(::core::option::Option::Some(#of)),
                    None => quote!(::core::option::Option::None),
                };
                quote!(#path::Total(#list, #of))
            }
        }
    }
}
