//! Builders: one method per member; `build` exists once all mandatory members are set.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::indices::Indices;
use super::{Emitter, doc, ident};
use crate::api::{Argument, Builder, Builds, Holds, Member, Need, Record, Source, Struct, Type};

/// The record of a struct, or the record whose tag has the struct as a case.
pub(super) struct Owner<'r> {
    pub(super) record: &'r Record,
    pub(super) indices: &'r Indices<'r>,
}

/// The type parameters of a builder, which track the members that were set.
struct States(Vec<(Ident, Ident)>);

impl States {
    fn of(structure: &Struct) -> Self {
        let state = |member: &Member| Some((ident(&member.name), state(member)?));
        Self(structure.members.iter().filter_map(state).collect())
    }

    /// `<HasA, HasB>`, or nothing.
    fn generics(&self) -> TokenStream {
        let states = self.0.iter().map(|(_, state)| state);
        if self.0.is_empty() { TokenStream::new() } else { quote!(<#(#states),*>) }
    }
}

impl Emitter<'_> {
    /// The builder of a struct that has one.
    pub(super) fn builder(&self, structure: &Struct, of: &Owner<'_>) -> TokenStream {
        let Some(Builder { name: builder, builds }) = &structure.builder else { return TokenStream::new() };
        let (name, builder) = (self.type_name(&structure.name), ident(builder));
        let (owner, draft, no) = (self.type_name(&of.record.structure.name), self.rt("Draft"), self.rt("No"));
        let (states, deprecated) = (States::of(structure), deprecated(structure.deprecated.as_ref()));
        let about = format!(" Builder for [`{name}`], with one method per field.");
        let setters = structure.members.iter().map(|member| self.setter(member, &builder, &states, of));
        let (build, generics) = (self.build(structure, *builds, &states), states.generics());
        let convention = convention(&structure.members);
        let names = states.0.iter().map(|(_, state)| state);
        let declared = if states.0.is_empty() { TokenStream::new() } else { quote!(<#(#names = #no),*>) };
        let names = states.0.iter().map(|(_, state)| state);
        quote! {
            impl #name {
                /// Returns a builder.
                #deprecated
                pub fn builder() -> #builder {
                    #builder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
                }
            }

            #[doc = #about]
            #[must_use = "call `.build()`"]
            pub struct #builder #declared {
                draft: #draft<#owner>,
                state: ::core::marker::PhantomData<(#(#names,)*)>,
            }

            #convention
            impl #generics #builder #generics {
                #(#setters)*
                #build
            }
        }
    }

    fn setter(&self, member: &Member, builder: &Ident, states: &States, of: &Owner<'_>) -> TokenStream {
        let (name, about) = (ident(&member.name), doc(&member.setter_doc));
        let deprecated = deprecated(member.deprecated.as_ref());
        let (argument, set, set_maybe) = self.given(member, of);
        let Some(own) = state(member) else {
            let maybe = Self::maybe(member, &argument, &set_maybe);
            return quote! {
                #about
                #deprecated
                pub fn #name(mut self, value: #argument) -> Self {
                    #set
                    self
                }
                #maybe
            };
        };
        let yes = self.rt("Yes");
        let after = states.0.iter().map(|(_, state)| if own == *state { quote!(#yes) } else { quote!(#state) });
        quote! {
            #about
            #deprecated
            pub fn #name(mut self, value: #argument) -> #builder<#(#after),*> {
                #set
                #builder { draft: self.draft, state: ::core::marker::PhantomData }
            }
        }
    }

    /// The method that takes an `Option`, for an optional member.
    fn maybe(member: &Member, argument: &TokenStream, set: &TokenStream) -> TokenStream {
        let maybe = ident(&format!("maybe_{}", member.name));
        let about = format!(" [`Self::{}`], for an `Option`.", member.name);
        let deprecated = deprecated(member.deprecated.as_ref());
        quote! {
            #[doc = #about]
            #deprecated
            pub fn #maybe(mut self, value: ::core::option::Option<#argument>) -> Self {
                #set
                self
            }
        }
    }

    /// The argument of a member's method, and the bodies of this method and of the one for an `Option`.
    fn given(&self, member: &Member, of: &Owner<'_>) -> (TokenStream, TokenStream, TokenStream) {
        let (argument, value) = (self.argument(&member.ty), self.type_tokens(member.ty.item()));
        let of_type = quote!(::<#value>);
        let (method, of_type, rows) = match &member.source {
            Source::Row(row) => {
                let (method, of_type) = match member.ty.argument() {
                    Argument::Exact => ("value", None),
                    Argument::Text => ("text", None),
                    Argument::IntoValue => ("put", Some(of_type)),
                    Argument::EachExact => ("values", None),
                    Argument::EachText => ("texts", None),
                    Argument::EachIntoValue => ("list", Some(of_type)),
                };
                (method, of_type, of.indices.of(*row))
            }
            Source::Part { rows, .. } => {
                let rows = rows.iter().map(|row| of.indices.of(*row));
                ("part", Some(of_type), quote!(&[#(#rows),*]))
            }
            Source::Choice(_) | Source::Tag => {
                let row = first_row(&member.source, of.record).map(|row| of.indices.of(row));
                ("group", Some(of_type), quote!(#row))
            }
        };
        let (set, maybe) = (ident(method), ident(&format!("maybe_{method}")));
        let call = |method| quote!(self.draft.#method #of_type(#rows, value););
        (argument, call(set), call(maybe))
    }

    fn argument(&self, ty: &Type) -> TokenStream {
        let value = self.type_tokens(ty.item());
        let (into, into_value) = (quote!(impl ::core::convert::Into<#value>), self.rt("IntoValue"));
        let into_value = quote!(impl #into_value<#value>);
        let each = |item: TokenStream| quote!(impl ::core::iter::IntoIterator<Item = #item>);
        match ty.argument() {
            Argument::Exact => value,
            Argument::Text => into,
            Argument::IntoValue => into_value,
            Argument::EachExact => each(value),
            Argument::EachText => each(into),
            Argument::EachIntoValue => each(into_value),
        }
    }

    fn build(&self, structure: &Struct, builds: Builds, states: &States) -> TokenStream {
        let (name, violations) = (self.type_name(&structure.name), self.rt("Violations"));
        let valid = self.rt("Valid");
        let bounds = self.bounds(states);
        let (about, built, method) = match builds {
            Builds::Valid => (WHOLE, quote!(#valid<#name>), "build"),
            Builds::Object => (ALONE, quote!(#name), "object"),
            Builds::Case => (ALONE, quote!(#name), "case"),
        };
        let method = ident(method);
        quote! {
            #[doc = #about]
            pub fn build(self) -> ::core::result::Result<#built, #violations>
            #bounds
            {
                self.draft.#method()
            }
        }
    }

    /// The bounds that require all mandatory members.
    fn bounds(&self, states: &States) -> TokenStream {
        let given = self.rt("Given");
        let bounds = states.0.iter().map(|(name, state)| quote!(#state: #given<required::#name>));
        if states.0.is_empty() { TokenStream::new() } else { quote!(where #(#bounds),*) }
    }

    /// A conversion that accepts a struct's builder where `target` is accepted, without calling `build` first.
    pub(super) fn unbuilt(&self, structure: &Struct, target: &TokenStream, input: &TokenStream) -> TokenStream {
        let Some(Builder { name, .. }) = &structure.builder else { return TokenStream::new() };
        let (states, builder) = (States::of(structure), ident(name));
        let (generics, bounds) = (states.generics(), self.bounds(&states));
        let (into_value, input_type) = (self.rt("IntoValue"), self.rt("Input"));
        quote! {
            impl #generics #into_value<#target> for #builder #generics #bounds {
                fn into_value(self) -> #input_type<#target> {
                    #input
                }
            }
        }
    }

    /// A conversion that accepts a type where `target` is accepted, converted or unchanged. `invalid` is a method that
    /// handles an error of the type, if it isn't an error of the target.
    pub(super) fn built(&self, from: &TokenStream, target: &TokenStream, invalid: Option<TokenStream>) -> TokenStream {
        let (into_value, input) = (self.rt("IntoValue"), self.rt("Input"));
        quote! {
            impl #into_value<#target> for #from {
                fn into_value(self) -> #input<#target> {
                    #input::Value(::core::convert::Into::into(self))
                }

                #invalid
            }
        }
    }

    /// The names that the compiler's messages show for missing mandatory members: one type for each name in the module.
    ///
    /// They are types, and the rest of the message is in the runtime crate. A trait for each name could have its own
    /// message, but its attribute has no absolute path, which generated code needs.
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

const WHOLE: &str = " Validates all fields and returns the result.\n\n # Errors\n All violations.";
const ALONE: &str = " Validates all fields, as far as that is possible without the record that they belong to. The builder of that \
                     record also takes this builder itself, and then reports all violations together.\n\n # Errors\n All violations.";

/// The type parameter that tracks whether a mandatory member was set.
fn state(member: &Member) -> Option<Ident> {
    match &member.need {
        Need::Required { state } => Some(ident(state)),
        Need::Default(_) | Need::Optional => None,
    }
}

/// The row that represents a choice or a tag in the record.
fn first_row(source: &Source, record: &Record) -> Option<usize> {
    match source {
        Source::Row(row) => Some(*row),
        Source::Part { rows, .. } => rows.first().copied(),
        Source::Choice(at) => {
            let choice = record.choices.iter().find(|choice| choice.choice == *at)?;
            let mut values = choice.variants.iter().flat_map(|variant| match &variant.holds {
                Holds::Value(value) => std::slice::from_ref(value),
                Holds::Members(values) => values,
            });
            values.next().map(|value| value.row)
        }
        Source::Tag => record.tag.as_ref().map(|tag| tag.row),
    }
}

/// The attribute `deprecated`, whose note names the replacement.
fn deprecated(note: Option<&String>) -> Option<TokenStream> {
    note.map(|note| quote!(#[deprecated(note = #note)]))
}

/// Silences clippy's naming convention for `self`, because methods have the names of fields.
fn convention(members: &[Member]) -> Option<TokenStream> {
    const PREFIXES: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
    let has_prefix = |member: &Member| PREFIXES.iter().any(|prefix| member.name.starts_with(prefix));
    members.iter().any(has_prefix).then(|| quote!(#[allow(clippy::wrong_self_convention)]))
}
