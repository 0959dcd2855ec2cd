//! The model as Rust: types, builders and the constants that the runtime crate reads.
//!
//! [`api`] decides what there is and what it is called; the rest prints that, with the schemas that the compiler of specs
//! has made. What is written is small: a type's fields, how they go into cells and come back, and tables. Everything
//! generic is in the runtime crate, once.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod api;
mod block;
mod builder;
mod codes;
mod enums;
mod expression;
mod indices;
pub mod markdown;
mod record;
mod spec;
mod table;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use quote::quote;

use api::Api;
pub use api::Layout;
use wxmed_compiler::Diagnostics;
use wxmed_compiler::model::Model;

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
    /// How the items are laid out.
    pub layout: Layout,
    /// The path of the module, if its operations are documented with examples.
    pub examples: Option<String>,
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

impl Default for EmitOptions {
    fn default() -> Self {
        Self {
            runtime: quote!(::wxmed),
            derives: Vec::new(),
            types: BTreeMap::new(),
            context_files: BTreeSet::new(),
            layout: Layout::default(),
            examples: None,
        }
    }
}

impl EmitOptions {
    /// What names depend on.
    pub fn names(&self) -> api::Options {
        let renamed =
            |(name, options): (&String, &TypeOptions)| Some((name.clone(), options.rename.as_ref()?.to_string()));
        api::Options {
            layout: self.layout,
            context_files: self.context_files.clone(),
            examples: self.examples.clone(),
            renames: self.types.iter().filter_map(renamed).collect(),
        }
    }

    /// What a type gets, by the name that it has in the end, and which name that was given for.
    fn of_type(&self, name: &str) -> Option<&TypeOptions> {
        let is_meant = |(spelling, options): &(&String, &TypeOptions)| match &options.rename {
            Some(rename) => rename == name,
            None => spelling.as_str() == name,
        };
        self.types.iter().find(is_meant).map(|(_, options)| options)
    }
}

/// The items of every spec that is not there only to be referred to.
///
/// The diagnostics are about names that cannot be names in Rust. The items are valid Rust all the same: what collides
/// is left out.
pub fn emit(model: &Model, options: &EmitOptions) -> (TokenStream, Diagnostics) {
    let (api, diagnostics) = Api::of(model, &options.names());
    (print(&api, options), diagnostics)
}

/// What is wrong with names: the diagnostics of [`emit`], at a fraction of its cost.
pub fn check_names(model: &Model, options: &EmitOptions) -> Diagnostics {
    Api::of(model, &options.names()).1
}

/// The items as tokens.
pub fn print(api: &Api<'_>, options: &EmitOptions) -> TokenStream {
    let outside = Emitter { options, is_in_module: false };
    let inside = Emitter { options, is_in_module: options.layout == Layout::Nested };
    let mut items = TokenStream::new();
    items.extend(api.codes.iter().map(|table| outside.code_table(table)));
    items.extend(api.parts.iter().map(|part| outside.part(part)));
    items.extend(api.errors.iter().map(|table| outside.error_table(table)));
    items.extend(api.templates.iter().map(|set| outside.templates(set)));
    items.extend(api.operations.iter().map(|operation| inside.operation(operation)));
    items.extend(api.notifications.iter().map(|notification| inside.notification(notification)));
    items.extend(api.contents.iter().map(|content| inside.content(content)));
    block::gather_impls(items)
}

/// What is known while items are written.
struct Emitter<'o> {
    options: &'o EmitOptions,
    /// Whether there is a module between the items and the module that the user wrote.
    is_in_module: bool,
}

impl Emitter<'_> {
    /// A path into the part of the runtime crate that generated code uses.
    fn rt(&self, name: &str) -> TokenStream {
        let runtime = &self.options.runtime;
        let name = ident(name);
        quote!(#runtime::rt::#name)
    }
}

/// Documentation as attributes.
fn doc(paragraphs: &[String]) -> TokenStream {
    let paragraphs: Vec<_> = paragraphs.iter().map(|paragraph| markdown::start_of_line(paragraph)).collect();
    // One attribute for all lines: each token of an expansion costs its user time.
    let text = format!(" {}", paragraphs.join("\n\n "));
    if paragraphs.is_empty() { TokenStream::new() } else { quote!(#[doc = #text]) }
}

/// Words that Rust keeps for itself and that can be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier for any name: a mistake in a name has been noted by now, and must not end the macro.
fn ident(name: &str) -> Ident {
    let mut safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !safe.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        safe.insert(0, '_');
    }
    if KEYWORDS.contains(&safe.as_str()) {
        return Ident::new_raw(&safe, TokenSpan::call_site());
    }
    if ["_", "self", "Self", "super", "crate"].contains(&safe.as_str()) {
        safe.push('_');
    }
    Ident::new(&safe, TokenSpan::call_site())
}
