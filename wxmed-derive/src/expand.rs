//! Expands the attribute and its module to the module with its items.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Result, Token, Visibility, braced};
use wxmed_codegen::api::Api;
use wxmed_codegen::{EmitOptions, Layout, print};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Diagnostics, Errata, Id, Options, Scope, Sources};

use crate::arguments::{Arguments, Source};
use crate::files::{self, Loaded};
use crate::names;

/// The user's module; its own items are kept unchanged.
struct Module {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    items: TokenStream,
}

impl Parse for Module {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![mod]>()?;
        let name = input.parse()?;
        if input.peek(Token![;]) {
            return Err(input.error("the module needs a body, if only an empty one: `mod name {}`"));
        }
        let inner;
        braced!(inner in input);
        Ok(Self { attributes, visibility, name, items: inner.parse()? })
    }
}

pub(crate) fn expand(arguments: TokenStream, module: TokenStream) -> TokenStream {
    let original = module.clone();
    let module: Module = match syn::parse2(module) {
        Ok(module) => module,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#error #original);
        }
    };
    let made = syn::parse2::<Arguments>(arguments).and_then(|arguments| generate(&arguments));
    let (generated, names) = made.unwrap_or_else(|error| (error.to_compile_error(), BTreeSet::new()));
    let Module { attributes, visibility, name, items } = module;
    let items = names::without_collisions(items, &names);
    quote! {
        #(#attributes)*
        #visibility mod #name {
            #generated
            #items
        }
    }
}

/// The generated items, and the names that the user's own items can't have.
fn generate(arguments: &Arguments) -> Result<(TokenStream, BTreeSet<String>)> {
    let Loaded { specs, context, watched, is_folder } = files::load(&arguments.source)?;
    let text = |ids: &[LitStr]| ids.iter().map(LitStr::value).collect();
    let options = Options {
        errata: Errata::Chosen { on: text(&arguments.errata_on), off: text(&arguments.errata_off) },
        scope: Scope::Named,
        warnings: text(&arguments.warnings),
        low_confidence: arguments.low_confidence,
    };
    let sources = specs.sources();
    let (model, mut diagnostics) = specs.compile(&options);
    let mut emit_options = EmitOptions {
        derives: arguments.derives.clone(),
        context_files: (0..context).collect(),
        layout: if is_folder { Layout::Nested } else { Layout::Flat },
        examples: arguments.examples.as_ref().map(LitStr::value),
        ..EmitOptions::default()
    };
    if let Some(path) = &arguments.runtime {
        emit_options.runtime = quote!(#path);
    }
    let types = if arguments.types.is_empty() {
        names::Types::default()
    } else {
        names::Types::that_fit(&arguments.types, &Api::of(&model, &emit_options.names()).0.types)
    };
    emit_options.types = types.options;
    let (api, naming) = Api::of(&model, &emit_options.names());
    let items = print(&api, &emit_options);
    diagnostics.extend(naming);
    let errors = errors(&diagnostics, sources, &arguments.source);
    let mistakes = arguments.mistakes.iter().cloned().chain(unknown_errata(arguments, &model));
    let mistakes = mistakes.chain(unknown_rules(arguments, &model)).chain(types.mistakes);
    let mistakes = mistakes.map(|mistake| mistake.to_compile_error());
    let watched = watched.iter().map(|path| path.display().to_string());
    let items = quote! {
        #errors
        #(#mistakes)*
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#watched);)*
        #items
    };
    Ok((items, api.items))
}

/// Reports unknown errata, because switching them would have no effect.
fn unknown_errata(arguments: &Arguments, model: &Model) -> Vec<syn::Error> {
    let switchable = model.errata.iter().filter(|erratum| erratum.change.is_some());
    let known: Vec<&str> = switchable.map(|erratum| erratum.id.as_str()).collect();
    let there = if known.is_empty() { "have none".to_owned() } else { format!("have {}", known.join(", ")) };
    let switched = arguments.errata_on.iter().chain(&arguments.errata_off);
    let unknown = switched.filter(|id| !known.contains(&id.value().as_str()));
    let message = |id: &LitStr| format!("there is no erratum `{}` to switch: these specs {there}", id.value());
    unknown.map(|id| syn::Error::new(id.span(), message(id))).collect()
}

/// Reports unknown rules, because making them warnings would have no effect.
fn unknown_rules(arguments: &Arguments, model: &Model) -> Vec<syn::Error> {
    let requests = model.operations.iter().flat_map(|operation| operation.request.rule_ids());
    let known: Vec<&str> = requests.chain(model.contents.iter().flat_map(|content| content.rule_ids())).collect();
    let there = if known.is_empty() { "state none".to_owned() } else { format!("state {}", known.join(", ")) };
    let unknown = arguments.warnings.iter().filter(|id| !known.contains(&id.value().as_str()));
    let message = |id: &LitStr| format!("there is no rule `{}` to make a warning: these specs {there}", id.value());
    unknown.map(|id| syn::Error::new(id.span(), message(id))).collect()
}

/// One compile error for each mistake, at the literal that names the specs; its text shows the position in the spec.
fn errors(diagnostics: &Diagnostics, sources: &Sources, source: &Source) -> TokenStream {
    let (span, ships) = match source {
        Source::Shipped(literal) => (literal.span(), true),
        Source::Own(literal) => (literal.span(), false),
    };
    // The examples of included specs are checked by their own tests. Users could not fix them, and a maintainer who
    // changes a length wants to compile before all examples are updated.
    let reported = diagnostics.errors().filter(|diagnostic| !(ships && diagnostic.id == Id::Example));
    let texts = reported.map(|diagnostic| diagnostic.for_compiler(sources));
    let errors = texts.map(|text| quote_spanned!(span=> ::core::compile_error!(#text);));
    quote!(#(#errors)*)
}
