//! The indices of rows as constants, so that generated code refers to rows by name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::api::Rows;

/// The indices of a record's rows, and which of them are used: an unused constant would cause a warning.
pub(super) struct Indices<'r> {
    rows: &'r Rows,
    used: RefCell<BTreeSet<usize>>,
}

impl<'r> Indices<'r> {
    pub(super) fn of_rows(rows: &'r Rows) -> Self {
        Self { rows, used: RefCell::default() }
    }

    /// The index of a row.
    pub(super) fn of(&self, row: usize) -> TokenStream {
        self.used.borrow_mut().insert(row);
        let module = ident(&self.rows.module);
        let constant = self.rows.rows.get(row).map(|row| ident(&row.constant));
        quote!(#module::#constant)
    }

    /// The module with the constants used so far.
    pub(super) fn module(&self) -> TokenStream {
        let used = self.used.borrow();
        let constants = self.rows.rows.iter().enumerate().filter(|(row, _)| used.contains(row));
        let constants: Vec<TokenStream> = constants
            .map(|(index, row)| {
                let (name, index) = (ident(&row.constant), Literal::usize_unsuffixed(index));
                quote!(pub(super) const #name: ::core::primitive::u16 = #index;)
            })
            .collect();
        if constants.is_empty() {
            return TokenStream::new();
        }
        let module = ident(&self.rows.module);
        quote!(mod #module { #(#constants)* })
    }
}
