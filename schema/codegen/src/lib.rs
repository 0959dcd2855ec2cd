//! Emits the model as Rust: types, builders and constants for the runtime crate.
//!
//! [`api`] determines the items and their names. The rest prints them, with the schemas that the spec compiler created.
//! The generated code is small: a type's fields, their conversion to and from field values, and tables. All generic
//! code is in the runtime crate.
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

/// Options of the emitter.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// The path of the runtime crate.
    pub runtime: TokenStream,
    /// The derives of every record, in addition to `Clone`.
    pub derives: Vec<TokenStream>,
    /// Options of single types, by their names in the API.
    pub types: BTreeMap<String, TypeOptions>,
    /// The files that are only referred to: their types exist in the runtime crate.
    pub context_files: BTreeSet<usize>,
    /// How the items are laid out.
    pub layout: Layout,
    /// The path of the module, if its operations are documented with examples.
    pub examples: Option<String>,
}

/// Options of one type.
#[derive(Clone, Debug, Default)]
pub struct TypeOptions {
    /// Another name.
    pub rename: Option<Ident>,
    /// Its additional derives.
    pub derives: Vec<TokenStream>,
    /// Its additional attributes.
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
    /// The options that affect names.
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

    /// The options of a type, by its final name, which may be the renamed one.
    fn of_type(&self, name: &str) -> Option<&TypeOptions> {
        let is_meant = |(spelling, options): &(&String, &TypeOptions)| match &options.rename {
            Some(rename) => rename == name,
            None => spelling.as_str() == name,
        };
        self.types.iter().find(is_meant).map(|(_, options)| options)
    }
}

/// Emits the items of all specs, except those that are only referred to.
///
/// The diagnostics are about names that aren't valid in Rust. The items are valid Rust nevertheless: colliding items
/// are omitted.
pub fn emit(model: &Model, options: &EmitOptions) -> (TokenStream, Diagnostics) {
    let (api, diagnostics) = Api::of(model, &options.names());
    (print(&api, options), diagnostics)
}

/// The diagnostics of [`emit`], at a fraction of its cost.
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

/// The context of the emitter.
struct Emitter<'o> {
    options: &'o EmitOptions,
    /// Whether there is a module between the items and the user's module.
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
    // One attribute for all lines, because each token of an expansion costs compile time.
    let text = format!(" {}", paragraphs.join("\n\n "));
    if paragraphs.is_empty() { TokenStream::new() } else { quote!(#[doc = #text]) }
}

/// Rust keywords that can be written as raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier for any name. Invalid names were reported before, and must not cause a panic in the macro.
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
