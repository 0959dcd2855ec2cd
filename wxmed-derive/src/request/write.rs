//! The generated code of the derive: it adds the fields to a form, and the runtime does the rest.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Error, Type};
use wxmed_compiler::model::{Choice, Field, Items, List};

use super::accepted_type::AcceptedType;
use super::attributes::StructArguments;
use super::described::Described;
use super::matching::{Covered, Matched, Target};

/// The input for the generated code.
pub(super) struct Parts<'p> {
    pub(super) input: &'p DeriveInput,
    pub(super) arguments: &'p StructArguments,
    pub(super) described: &'p Described,
    pub(super) matched: &'p Covered<'p, 'p>,
    pub(super) mistakes: Vec<Error>,
}

pub(super) fn tokens(parts: &Parts<'_>) -> TokenStream {
    let Parts { input, described, matched, mistakes, .. } = parts;
    let name = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let rt = rt(described);
    let mistakes = mistakes.iter().map(Error::to_compile_error);
    let puts = matched.fields.iter().map(|field| parts.put(field));
    let conversion = match &described.into {
        Some(into) if !described.is_inside() => parts.conversion(into),
        _ => {
            let key = matched.here.key();
            quote! {
                #[automatically_derived]
                impl #impl_generics #rt::field_types::Object<#key> for #name #type_generics #where_clause {
                    fn object(&self) -> ::core::option::Option<&dyn #rt::Fill> {
                        ::core::option::Option::Some(self)
                    }
                }
            }
        }
    };
    let checks = matched.fields.iter().filter_map(|field| parts.code_check(field));
    let watched = described.watched.iter().map(|path| path.display().to_string());
    let form = if matched.fields.is_empty() { quote!(_form) } else { quote!(form) };
    quote! {
        #(#mistakes)*
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#watched);)*
        #(#checks)*

        #[automatically_derived]
        impl #impl_generics #rt::Fill for #name #type_generics #where_clause {
            fn fill<'form>(&'form self, #form: &mut #rt::Form<'form>) {
                #(#puts)*
            }
        }

        #conversion
    }
}

impl Parts<'_> {
    fn conversion(&self, into: &TokenStream) -> TokenStream {
        let Parts { input, described, .. } = self;
        let name = &input.ident;
        let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
        let rt = rt(described);
        let at = self.arguments.into.as_ref().map_or_else(Span::call_site, |into| into.span());
        let (same_spec, name_constant, spec) =
            (spanned(quote!(#rt::same_spec), at), described.name_constant(into), described.name());
        let same_spec = quote_spanned!(at=> const _: () = #same_spec(#name_constant, #spec););
        quote! {
            #same_spec

            #[automatically_derived]
            impl #impl_generics #rt::ToValid for #name #type_generics #where_clause {
                type Target = #into;
            }

            #[automatically_derived]
            impl #impl_generics ::core::convert::TryFrom<&#name #type_generics> for #rt::Valid<#into> #where_clause {
                type Error = #rt::Violations;

                fn try_from(from: &#name #type_generics) -> ::core::result::Result<Self, #rt::Violations> {
                    #rt::ToValid::to_valid(from)
                }
            }
        }
    }

    /// Adds one field; an unsupported type is reported at the type.
    fn put(&self, field: &Matched<'_, '_>) -> TokenStream {
        let (ident, ty) = (field.given.ident, field.given.ty);
        let at = ty.span();
        match &field.target {
            Target::Rows(rows, accepted) => self.put_row(rows, *accepted, ident, ty),
            Target::Choice(choice) => self.put_choice(choice, ident, at),
            Target::Tag(name) => self.put_group(name, ident, at),
        }
    }

    fn put_row(&self, rows: &[&Field], accepted: AcceptedType, ident: &Ident, ty: &Type) -> TokenStream {
        let at = ty.span();
        let rt = rt(self.described);
        let Some(row) = rows.first() else { return TokenStream::new() };
        let name = &row.name;
        let is_list = row.list.is_some();
        let (kind, method) = match accepted {
            AcceptedType::Text(kind) => (Ident::new(kind, at).into_token_stream(), quote!(to_text)),
            AcceptedType::Code => (quote!(Code), quote!(to_text)),
            AcceptedType::Object => {
                let key = self.matched.here.object_key(name);
                (quote!(Object<#key>), quote!(object))
            }
        };
        if accepted == AcceptedType::Text("Content") && !is_list {
            let content = quote_spanned!(at=> <#ty as #rt::field_types::Content>);
            return quote_spanned! {at=>
                form.content(#name, #content::to_text(&self.#ident), #content::bindings(&self.#ident));
            };
        }
        match (is_list, accepted == AcceptedType::Object) {
            (false, false) => {
                quote_spanned!(at=> form.text(#name, <#ty as #rt::field_types::#kind>::#method(&self.#ident));)
            }
            (false, true) => {
                quote_spanned!(at=> form.object(#name, <#ty as #rt::field_types::#kind>::#method(&self.#ident));)
            }
            (true, false) if is_of_lists(row) => {
                let inner = quote!(<#ty as #rt::field_types::List>::Item);
                quote_spanned! {at=>
                    form.lists(
                        #name,
                        <#ty as #rt::field_types::List>::items(&self.#ident),
                        <#inner as #rt::field_types::List>::items,
                        <<#inner as #rt::field_types::List>::Item as #rt::field_types::#kind>::#method,
                    );
                }
            }
            (true, is_object) => {
                let put = if is_object { quote!(objects) } else { quote!(texts) };
                quote_spanned! {at=>
                    form.#put(
                        #name,
                        <#ty as #rt::field_types::List>::items(&self.#ident),
                        <<#ty as #rt::field_types::List>::Item as #rt::field_types::#kind>::#method,
                    );
                }
            }
        }
    }

    /// The generated type of a choice, which is that of the generated record's member.
    fn put_choice(&self, choice: &Choice, ident: &Ident, at: Span) -> TokenStream {
        let Some(part) = &choice.part else { return self.put_group(&choice.name, ident, at) };
        let Some(into) = &self.described.into else { return no_into(at) };
        let (member, names) = (member(&choice.name), &part.fields);
        quote_spanned!(at=> form.part(|of: &#into| &of.#member, &self.#ident, &[#(#names),*]);)
    }

    fn put_group(&self, name: &str, ident: &Ident, at: Span) -> TokenStream {
        let Some(into) = &self.described.into else { return no_into(at) };
        let member = member(name);
        quote_spanned!(at=> form.group(|of: &#into| &of.#member, &self.#ident);)
    }

    /// Checks that an enum is that of the row's code table; impossible for a type with generic parameters.
    fn code_check(&self, field: &Matched<'_, '_>) -> Option<TokenStream> {
        let Target::Rows(rows, accepted) = &field.target else { return None };
        let row = rows.first()?;
        let codes = row.codes.as_ref().filter(|_| *accepted == AcceptedType::Code)?;
        let ty = field.given.ty;
        if self.depends_on_generics(ty) {
            return None;
        }
        let rt = rt(self.described);
        let codes = codes.values.iter().map(|value| &value.code);
        let of = match row.list {
            Some(_) if is_of_lists(row) => {
                quote!(<<#ty as #rt::field_types::List>::Item as #rt::field_types::List>::Item)
            }
            Some(_) => quote!(<#ty as #rt::field_types::List>::Item),
            None => quote!(#ty),
        };
        let same_codes = spanned(quote!(#rt::same_codes), ty.span());
        Some(quote_spanned!(ty.span()=>
            const _: () = #same_codes(<#of as #rt::field_types::Code>::TABLE, &[#(#codes),*]);
        ))
    }

    fn depends_on_generics(&self, ty: &Type) -> bool {
        let params: Vec<String> = self
            .input
            .generics
            .params
            .iter()
            .map(|param| match param {
                syn::GenericParam::Type(param) => param.ident.to_string(),
                syn::GenericParam::Lifetime(param) => param.lifetime.ident.to_string(),
                syn::GenericParam::Const(param) => param.ident.to_string(),
            })
            .collect();
        mentions(ty.to_token_stream(), &params)
    }
}

/// Only the generated type defines the enum of a choice.
fn no_into(at: Span) -> TokenStream {
    let message =
        "a choice as a whole needs the generated type: add `into = module::Type`, or give its fields one by one";
    Error::new(at, message).to_compile_error()
}

fn mentions(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), names),
        TokenTree::Ident(ident) => names.contains(&ident.to_string()),
        _ => false,
    })
}

/// Gives tokens this span, so that errors in their use are shown there.
fn spanned(tokens: TokenStream, at: Span) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        token.set_span(at);
        token
    });
    moved.collect()
}

fn rt(described: &Described) -> TokenStream {
    let runtime = &described.runtime;
    quote!(#runtime::rt)
}

/// The member of the generated record; choices are spelled as members are.
fn member(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// Whether the items of a list are lists themselves.
fn is_of_lists(row: &Field) -> bool {
    match row.list {
        Some(List { items: Items::Lists, .. }) => true,
        Some(List { items: Items::Values, .. }) | None => false,
    }
}
