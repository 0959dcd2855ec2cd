//! From the attribute and its module to the module with its items.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Result, Token, Visibility, braced};
use wxmed_schema::{Diagnostics, EmitOptions, Errata, Layout, Options, Scope, Sources, compile, emit};

use crate::arguments::{Arguments, Source};
use crate::files::{self, Loaded};

/// The user's module; its own items stay as they are.
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
    let generated = made.unwrap_or_else(|error| error.to_compile_error());
    let Module { attributes, visibility, name, items } = module;
    quote! {
        #(#attributes)*
        #visibility mod #name {
            #generated
            #items
        }
    }
}

fn generate(arguments: &Arguments) -> Result<TokenStream> {
    let Loaded { sources, context, watched, is_folder } = files::load(&arguments.source)?;
    let text = |ids: &[LitStr]| ids.iter().map(LitStr::value).collect();
    let options = Options {
        errata: Errata::Chosen { on: text(&arguments.errata_on), off: text(&arguments.errata_off) },
        scope: Scope::Named,
    };
    let (model, mut diagnostics) = compile(&sources, &options);
    for id in arguments.errata_on.iter().chain(&arguments.errata_off) {
        if !model.errata.iter().any(|erratum| erratum.id == id.value()) {
            let known: Vec<&str> = model.errata.iter().map(|erratum| erratum.id.as_str()).collect();
            let message =
                format!("no erratum of these specs is called `{}`; there are {}", id.value(), known.join(", "));
            return Err(syn::Error::new(id.span(), message));
        }
    }
    let mut emit_options = EmitOptions {
        derives: arguments.derives.clone(),
        types: arguments.type_options(),
        context_files: context,
        layout: if is_folder { Layout::Nested } else { Layout::Flat },
        ..EmitOptions::default()
    };
    if let Some(path) = &arguments.runtime {
        emit_options.runtime = quote!(#path);
    }
    let (items, naming) = emit(&model, &emit_options);
    diagnostics.extend(naming);
    let errors = errors(&diagnostics, &sources, &arguments.source);
    let watched = watched.iter().map(|path| path.display().to_string());
    Ok(quote! {
        #errors
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#watched);)*
        #items
    })
}

/// One compile error for each mistake, at the literal that names the specs; its text shows the place in the spec.
fn errors(diagnostics: &Diagnostics, sources: &Sources, source: &Source) -> TokenStream {
    let span = match source {
        Source::Shipped(literal) | Source::Own(literal) => literal.span(),
    };
    let texts = diagnostics.errors().map(|diagnostic| diagnostic.for_compiler(sources));
    let errors = texts.map(|text| quote_spanned!(span=> ::core::compile_error!(#text);));
    quote!(#(#errors)*)
}
