//! The model as Rust: types, builders and the constants that the runtime crate reads.
//!
//! What is written is small: a type's fields, how they go into cells and come back, and tables. Everything generic is
//! in the runtime crate, once.

mod builder;
mod codes;
mod group;
mod names;
mod record;
mod spec;
mod table;
mod types;

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use quote::quote;

use crate::diagnostic::Diagnostics;
use crate::model::{Content, Model, Operation};

/// How Rust is written.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// The path of the runtime crate.
    pub runtime: TokenStream,
    /// What every record derives beside `Clone`.
    pub derives: Vec<TokenStream>,
    /// What single types get beside that, by their names in the API.
    pub types: BTreeMap<String, TypeOptions>,
    /// The number of files, from the first, that are there only to be referred to: their types exist in the runtime
    /// crate.
    pub context_files: usize,
    /// Where the items stand.
    pub layout: Layout,
}

/// What one type gets.
#[derive(Clone, Debug, Default)]
pub struct TypeOptions {
    /// Another name.
    pub rename: Option<Ident>,
    /// What it derives.
    pub derives: Vec<TokenStream>,
    /// Its other attributes.
    pub attributes: Vec<TokenStream>,
}

/// Where the items stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All in one module: one spec.
    Flat,
    /// Operations and contents in a module each: a folder of specs.
    Nested,
}

impl Default for EmitOptions {
    fn default() -> Self {
        Self {
            runtime: quote!(::wxmed),
            derives: Vec::new(),
            types: BTreeMap::new(),
            context_files: 0,
            layout: Layout::Flat,
        }
    }
}

/// The items of every spec that is not there only to be referred to.
///
/// The diagnostics are about names that cannot be names in Rust. The items are valid Rust all the same: what collides
/// is left out.
pub fn emit(model: &Model, options: &EmitOptions) -> (TokenStream, Diagnostics) {
    let mut emitter = Emitter { options, diagnostics: Diagnostics::default(), depth: 0 };
    let is_own = |span: crate::model::Span| span.file >= options.context_files;
    let operations: Vec<&Operation> = model.operations.iter().filter(|operation| is_own(operation.span)).collect();
    let contents: Vec<&Content> = model.contents.iter().filter(|content| is_own(content.span)).collect();
    let mut items = TokenStream::new();
    for table in model.codes.iter().filter(|table| is_own(table.span)) {
        items.extend(emitter.code_table(table));
    }
    for part in model.parts.iter().filter(|part| is_own(part.span)) {
        items.extend(emitter.part(part));
    }
    for table in model.errors.iter().filter(|table| is_own(table.span)) {
        items.extend(emitter.error_table(&table.spelling, &table.title, &table.errors));
    }
    for set in model.templates.iter().filter(|set| is_own(set.span)) {
        items.extend(emitter.templates(set));
    }
    emitter.depth = usize::from(options.layout == Layout::Nested);
    for operation in operations {
        let inner = emitter.operation(operation);
        items.extend(emitter.in_module(&operation.name, &operation.title, inner));
    }
    for content in contents {
        let inner = emitter.content(content);
        items.extend(emitter.in_module(&content.name, &content.title, inner));
    }
    (items, emitter.diagnostics.sorted())
}

/// What writing one spec needs to know.
struct Emitter<'o> {
    options: &'o EmitOptions,
    diagnostics: Diagnostics,
    /// How many modules lie between the items and the module that the user wrote.
    depth: usize,
}

/// The items of one spec.
struct SpecItems {
    items: TokenStream,
    /// The types that a folder of specs shows beside the module.
    shown: Vec<Ident>,
}

impl Emitter<'_> {
    fn in_module(&mut self, name: &str, title: &crate::Bilingual, spec: SpecItems) -> TokenStream {
        let SpecItems { items, shown } = spec;
        if self.options.layout == Layout::Flat {
            return items;
        }
        let module = names::module(name);
        let doc = names::doc([format!("{} · {}", title.zh, title.en)]);
        let shown = if shown.is_empty() { TokenStream::new() } else { quote!(pub use self::#module::{#(#shown),*};) };
        quote! {
            #doc
            pub mod #module {
                #items
            }
            #shown
        }
    }

    /// A path into the part of the runtime crate that generated code uses.
    fn rt(&self, name: &str) -> TokenStream {
        let runtime = &self.options.runtime;
        let name = ident(name);
        quote!(#runtime::rt::#name)
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, TokenSpan::call_site())
}
