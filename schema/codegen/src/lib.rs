//! The model as Rust: types, builders and the constants that the runtime crate reads.
//!
//! What is written is small: a type's fields, how they go into cells and come back, and tables. Everything generic is
//! in the runtime crate, once.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod api;
mod block;
mod builder;
mod check;
mod codes;
mod expression;
mod group;
pub mod markdown;
mod names;
mod record;
mod spec;
mod table;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use quote::quote;

use wxmed_compiler::model::{Content, Model, Operation, Span};
use wxmed_compiler::{Diagnostics, Id};

/// How Rust is written.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// The path of the runtime crate.
    pub runtime: TokenStream,
    /// What every record derives beside `Clone`.
    pub derives: Vec<TokenStream>,
    /// What single types get beside that, by their names in the API.
    pub types: BTreeMap<String, TypeOptions>,
    /// The files that are there only to be referred to: their types exist in the runtime crate.
    pub context_files: BTreeSet<usize>,
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
            context_files: BTreeSet::new(),
            layout: Layout::Flat,
        }
    }
}

pub use check::check_names;
pub use names::api_name;

/// The items of every spec that is not there only to be referred to.
///
/// The diagnostics are about names that cannot be names in Rust. The items are valid Rust all the same: what collides
/// is left out.
pub fn emit(model: &Model, options: &EmitOptions) -> (TokenStream, Diagnostics) {
    let mut emitter = Emitter::new(options);
    let is_own = |span: Span| !options.context_files.contains(&span.file);
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
        items.extend(emitter.error_table(&table.spelling, &table.title, &table.errors, table.spelling_span));
    }
    for set in model.templates.iter().filter(|set| is_own(set.span)) {
        items.extend(emitter.templates(set));
    }
    emitter.depth = usize::from(options.layout == Layout::Nested);
    for operation in operations {
        items.extend(
            emitter
                .in_module(&operation.name, operation.span, &operation.title, |emitter| emitter.operation(operation)),
        );
    }
    for content in contents {
        items
            .extend(emitter.in_module(&content.name, content.span, &content.title, |emitter| emitter.content(content)));
    }
    (block::gather_impls(items), emitter.diagnostics.sorted())
}

/// What writing one spec needs to know.
struct Emitter<'o> {
    options: &'o EmitOptions,
    diagnostics: Diagnostics,
    /// How many modules lie between the items and the module that the user wrote.
    depth: usize,
    /// The items of the module that is being written.
    defined: BTreeSet<String>,
    /// The mandatory members of the module's builders.
    required: BTreeSet<String>,
}

/// The items of one spec.
struct SpecItems {
    items: TokenStream,
    /// The types that a folder of specs shows beside the module.
    shown: Vec<Ident>,
}

impl<'o> Emitter<'o> {
    fn new(options: &'o EmitOptions) -> Self {
        Self {
            options,
            diagnostics: Diagnostics::default(),
            depth: 0,
            defined: BTreeSet::new(),
            required: BTreeSet::new(),
        }
    }
}

impl Emitter<'_> {
    /// The items of one spec, in a module of their own if there are several specs.
    fn in_module(
        &mut self,
        name: &str,
        span: Span,
        title: &wxmed_core::Bilingual,
        write: impl FnOnce(&mut Self) -> SpecItems,
    ) -> TokenStream {
        if self.options.layout == Layout::Flat {
            return write(self).items;
        }
        let module = names::module(name);
        if !self.define(&module, span) {
            return TokenStream::new();
        }
        let outside = std::mem::take(&mut self.defined);
        let SpecItems { items, shown } = write(self);
        let items = block::gather_impls(items);
        self.defined = outside;
        let shown: Vec<Ident> = shown.into_iter().filter(|shown| self.define(shown, span)).collect();
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

    /// Whether an item can have this name: no other item of the module has it.
    fn define(&mut self, name: &Ident, span: Span) -> bool {
        let is_new = self.defined.insert(name.to_string());
        if !is_new {
            self.diagnostics
                .error(Id::ApiName, span, format!("another item of the same module is called `{name}` in the API"))
                .help("give one of the two another name, or another `spelling:`");
        }
        is_new
    }

    /// A path into the part of the runtime crate that generated code uses.
    fn rt(&self, name: &str) -> TokenStream {
        let runtime = &self.options.runtime;
        let name = ident(name);
        quote!(#runtime::rt::#name)
    }
}

/// An identifier for any name: a mistake in a name has been noted by now, and must not end the macro.
fn ident(name: &str) -> Ident {
    let mut safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !safe.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        safe.insert(0, '_');
    }
    if names::KEYWORDS.contains(&safe.as_str()) {
        return Ident::new_raw(&safe, TokenSpan::call_site());
    }
    if ["_", "self", "Self", "super", "crate"].contains(&safe.as_str()) {
        safe.push('_');
    }
    Ident::new(&safe, TokenSpan::call_site())
}
