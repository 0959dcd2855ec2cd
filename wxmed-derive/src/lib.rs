//! The attribute macro of [wxmed](https://docs.rs/wxmed-runtime): a spec in, typed requests and replies out.
//!
//! Use it through the runtime crate, as `wxmed::schema`; it is documented there.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod arguments;
mod expand;
mod files;

use proc_macro::TokenStream;

/// Generates the types of a spec into a module. See `wxmed::schema` in the runtime crate.
#[proc_macro_attribute]
pub fn schema(arguments: TokenStream, module: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), module.into()).into()
}
