//! Builders: one method a member; `build` exists once every mandatory member is given.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::record::{Member, Plan};
use super::types::Taken;
use super::{Emitter, ident};
use crate::markdown::line;
use wxmed_compiler::casing::camel;
use wxmed_compiler::model::Span;

impl Emitter<'_> {
    /// The builder of a record. `checked` is what `build` returns and how it gets there, where the record is checked by
    /// itself; a record inside another is checked with it.
    pub(super) fn builder(&mut self, plan: &Plan<'_>, checked: Option<Checked>) -> TokenStream {
        let Plan { name, members, .. } = plan;
        let mandatory: Vec<&Member<'_>> = members.iter().filter(|member| member.is_mandatory).collect();
        let required = mandatory.iter().map(|member| &member.ident);
        let Some([builder, draft]) = self.define_builder(name, required, plan.span) else { return TokenStream::new() };
        let states: Vec<Ident> = mandatory.iter().map(|member| state(member)).collect();
        let no = self.rt("No");
        let doc = format!(" Makes a [`{name}`]: one method a field, in any order.");
        let draft_fields =
            members.iter().map(|Member { ident, value, .. }| quote!(#ident: ::core::option::Option<#value>));
        let setters = members.iter().map(|member| self.setter(member, &builder, &states));
        let build = self.build(plan, &mandatory, &states, checked);
        let generics = if states.is_empty() { TokenStream::new() } else { quote!(<#(#states),*>) };
        let defaults = states.iter().map(|state| quote!(#state = #no));
        let declared = if states.is_empty() { TokenStream::new() } else { quote!(<#(#defaults),*>) };
        quote! {
            impl #name {
                /// Begins to build one.
                pub fn builder() -> #builder {
                    #builder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
                }
            }

            #[doc = #doc]
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

    /// The names of a record's builder and of what is built, with a name for each mandatory member; none if another item
    /// has one of the two.
    pub(super) fn define_builder<'n>(
        &mut self,
        record: &Ident,
        mandatory: impl IntoIterator<Item = &'n Ident>,
        span: Span,
    ) -> Option<[Ident; 2]> {
        let (builder, draft) = (ident(&format!("{record}Builder")), ident(&format!("{record}Draft")));
        let is_new = self.define(&builder, span) && self.define(&draft, span);
        if is_new {
            self.required.extend(mandatory.into_iter().map(method));
        }
        is_new.then_some([builder, draft])
    }

    fn setter(&self, member: &Member<'_>, builder: &Ident, states: &[Ident]) -> TokenStream {
        let Member { ident, value, label, en, .. } = member;
        let doc = super::names::doc([format!("{} · {}", line(label), line(en))]);
        let (argument, given) = match &member.taken {
            Taken::AsIs => (quote!(#value), quote!(value)),
            Taken::Into => (quote!(impl ::core::convert::Into<#value>), quote!(value)),
            Taken::Value => {
                let into_value = self.rt("IntoValue");
                (quote!(impl #into_value<#value>), quote!(#into_value::into_value(value)))
            }
            Taken::Each(each) => {
                let collect = self.rt("collect");
                (quote!(impl ::core::iter::IntoIterator<Item = #each>), quote!(#collect(value)))
            }
        };
        let give = self.rt("give");
        let set = quote!(#give(&mut self.draft.#ident, #given););
        if !member.is_mandatory {
            return quote! {
                #doc
                pub fn #ident(mut self, value: #argument) -> Self {
                    #set
                    self
                }
            };
        }
        let (own, yes) = (state(member), self.rt("Yes"));
        let after = states.iter().map(|state| if own == *state { quote!(#yes) } else { quote!(#state) });
        quote! {
            #doc
            pub fn #ident(mut self, value: #argument) -> #builder<#(#after),*> {
                #set
                #builder { draft: self.draft, state: ::core::marker::PhantomData }
            }
        }
    }

    fn build(
        &self,
        plan: &Plan<'_>,
        mandatory: &[&Member<'_>],
        states: &[Ident],
        checked: Option<Checked>,
    ) -> TokenStream {
        let name = &plan.name;
        let (given, given_or, given_trait) = (self.rt("given"), self.rt("given_or"), self.rt("Given"));
        let members = plan.members.iter().map(|Member { ident, is_mandatory, default, .. }| match default {
            Some(default) => quote!(#ident: #given_or(self.draft.#ident, #default)),
            None if *is_mandatory => quote!(#ident: #given(self.draft.#ident)),
            None => quote!(#ident: self.draft.#ident),
        });
        let unknown = (plan.role == crate::api::RecordRole::Content)
            .then(|| quote!(unknown: ::core::default::Default::default(),));
        let value = quote!(#name { #(#members,)* #unknown });
        let bounds = mandatory.iter().zip(states).map(|(member, state)| {
            let member = &member.ident;
            quote!(#state: #given_trait<required::#member>)
        });
        let bounds = if states.is_empty() { TokenStream::new() } else { quote!(where #(#bounds),*) };
        match checked {
            Some(Checked) => {
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
            None => quote! {
                /// Puts together what was given; it is checked with the record that it stands in.
                pub fn build(self) -> #name
                #bounds
                {
                    #value
                }
            },
        }
    }

    /// The mandatory members of the module's builders, if there is a module for their names.
    pub(super) fn define_required(&mut self, span: Span) -> BTreeSet<String> {
        let required = std::mem::take(&mut self.required);
        if required.is_empty() || !self.define(&ident("required"), span) {
            return BTreeSet::new();
        }
        required
    }

    /// What the compiler calls a mandatory member that was not given: one name for each in the module.
    ///
    /// They are types, and the words around their names stand in the runtime crate: a trait for each name could say more
    /// of it, but the attribute for that has no path that holds where there is no prelude.
    pub(super) fn required(&mut self, span: Span) -> TokenStream {
        let required = self.define_required(span);
        if required.is_empty() {
            return TokenStream::new();
        }
        let names = required.iter().map(|method| ident(method));
        quote! {
            #[doc(hidden)]
            #[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
            pub mod required {
                #(pub enum #names {})*
            }
        }
    }
}

/// A record that is checked when it is built.
#[derive(Clone, Copy)]
pub(super) struct Checked;

/// The type parameter that tells whether a member is given.
fn state(member: &Member<'_>) -> Ident {
    ident(&format!("Has{}", camel(&method(&member.ident))))
}

/// The name of a member's method, not raw.
fn method(member: &Ident) -> String {
    member.to_string().trim_start_matches("r#").to_owned()
}
