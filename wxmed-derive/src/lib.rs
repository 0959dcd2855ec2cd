//! The macros of [wxmed](https://docs.rs/wxmed), which generate typed requests and replies from specs.
//!
//! Use them through the runtime crate, as `wxmed::schema` and `wxmed::Request`; they are documented there.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod arguments;
mod expand;
mod files;
mod names;
mod request;

use proc_macro::TokenStream;

/// Generates the types of a spec into a module. See `wxmed::schema` in the runtime crate.
#[proc_macro_attribute]
pub fn schema(arguments: TokenStream, module: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), module.into()).into()
}

/// Converts the user's own struct to a request or a content. See `wxmed::Request` in the runtime crate.
#[proc_macro_derive(Request, attributes(wxmed))]
pub fn request(input: TokenStream) -> TokenStream {
    request::expand(input.into()).into()
}
