//! Builders: one method a member; `build` exists once every mandatory member is given.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Emitter, doc, ident};
use crate::api::{Argument, Builder, Builds, ItemArgument, Member, Need, Struct};

impl Emitter<'_> {
    /// The builder of a struct that has one.
    pub(super) fn builder(&self, structure: &Struct) -> TokenStream {
        let Some(Builder { name: builder, draft, builds }) = &structure.builder else { return TokenStream::new() };
        let (name, builder, draft) = (self.type_name(&structure.name), ident(builder), ident(draft));
        let members = &structure.members;
        let states: Vec<Ident> = members.iter().filter_map(state).collect();
        let no = self.rt("No");
        let about = format!(" Makes a [`{name}`]: one method a field, in any order.");
        let draft_fields = members.iter().map(|Member { name, ty, .. }| {
            let (name, ty) = (ident(name), self.type_tokens(ty));
            quote!(#name: ::core::option::Option<#ty>)
        });
        let setters = members.iter().map(|member| self.setter(member, &builder, &states));
        let build = self.build(structure, *builds);
        let generics = if states.is_empty() { TokenStream::new() } else { quote!(<#(#states),*>) };
        let declared = if states.is_empty() { TokenStream::new() } else { quote!(<#(#states = #no),*>) };
        quote! {
            impl #name {
                /// Begins to build one.
                pub fn builder() -> #builder {
                    #builder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
                }
            }

            #[doc = #about]
            #[must_use = "call `.build()`"]
            pub struct #builder #declared {
                draft: #draft,
                state: ::core::marker::PhantomData<(#(#states,)*)>,
            }

            #[derive(::core::default::Default)]
            struct #draft {
                #(#draft_fields,)*
            }

            impl #generics #builder #generics {
                #(#setters)*
                #build
            }
        }
    }

    fn setter(&self, member: &Member, builder: &Ident, states: &[Ident]) -> TokenStream {
        let name = ident(&member.name);
        let about = doc(member.doc.get(..1).unwrap_or_default());
        let value = self.type_tokens(&member.ty);
        let (argument, given) = match member.ty.argument() {
            Argument::Exact => (value, quote!(value)),
            Argument::Into => (quote!(impl ::core::convert::Into<#value>), quote!(value)),
            Argument::IntoValue => {
                let into_value = self.rt("IntoValue");
                (quote!(impl #into_value<#value>), quote!(#into_value::into_value(value)))
            }
            Argument::Each(item) => {
                let (collect, each) = (self.rt("collect"), self.type_tokens(member.ty.item()));
                let each = match item {
                    ItemArgument::Exact => each,
                    ItemArgument::Into => quote!(impl ::core::convert::Into<#each>),
                };
                (quote!(impl ::core::iter::IntoIterator<Item = #each>), quote!(#collect(value)))
            }
        };
        let give = self.rt("give");
        let set = quote!(#give(&mut self.draft.#name, #given););
        let Some(own) = state(member) else {
            return quote! {
                #about
                pub fn #name(mut self, value: #argument) -> Self {
                    #set
                    self
                }
            };
        };
        let yes = self.rt("Yes");
        let after = states.iter().map(|state| if own == *state { quote!(#yes) } else { quote!(#state) });
        quote! {
            #about
            pub fn #name(mut self, value: #argument) -> #builder<#(#after),*> {
                #set
                #builder { draft: self.draft, state: ::core::marker::PhantomData }
            }
        }
    }

    fn build(&self, structure: &Struct, builds: Builds) -> TokenStream {
        let name = self.type_name(&structure.name);
        let (given, given_or, given_trait) = (self.rt("given"), self.rt("given_or"), self.rt("Given"));
        let members = structure.members.iter().map(|Member { name, need, .. }| {
            let name = ident(name);
            match need {
                Need::Default(default) => quote!(#name: #given_or(self.draft.#name, #default)),
                Need::Required { .. } => quote!(#name: #given(self.draft.#name)),
                Need::Optional => quote!(#name: self.draft.#name),
            }
        });
        let unknown = structure.keeps_unknown.then(|| quote!(unknown: ::core::default::Default::default(),));
        let value = quote!(#name { #(#members,)* #unknown });
        let bounds: Vec<TokenStream> = (structure.members.iter())
            .filter_map(|member| {
                let (state, name) = (state(member)?, ident(&member.name));
                Some(quote!(#state: #given_trait<required::#name>))
            })
            .collect();
        let bounds = if bounds.is_empty() { TokenStream::new() } else { quote!(where #(#bounds),*) };
        match builds {
            Builds::Valid => {
                let (valid, violations) = (self.rt("Valid"), self.rt("Violations"));
                quote! {
                    /// Checks all that was given.
                    ///
                    /// # Errors
                    /// Everything that is wrong, all at once.
                    pub fn build(self) -> ::core::result::Result<#valid<#name>, #violations>
                    #bounds
                    {
                        #valid::check(#value)
                    }
                }
            }
            Builds::Part => quote! {
                /// Puts together what was given; it is checked with the record that it stands in.
                pub fn build(self) -> #name
                #bounds
                {
                    #value
                }
            },
        }
    }

    /// What the compiler calls a mandatory member that was not given: one name for each in the module.
    ///
    /// They are types, and the words around their names stand in the runtime crate: a trait for each name could say more
    /// of it, but the attribute for that has no path that holds where there is no prelude.
    pub(super) fn required(&self, names: &BTreeSet<String>) -> TokenStream {
        if names.is_empty() {
            return TokenStream::new();
        }
        let names = names.iter().map(|name| ident(name));
        quote! {
            #[doc(hidden)]
            #[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
            pub mod required {
                #(pub enum #names {})*
            }
        }
    }
}

/// The type parameter that says whether a mandatory member was given.
fn state(member: &Member) -> Option<Ident> {
    match &member.need {
        Need::Required { state } => Some(ident(state)),
        Need::Default(_) | Need::Optional => None,
    }
}
