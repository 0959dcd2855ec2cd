//! Choices, parts, and tags: enums whose variants contain their fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::Owner;
use super::indices::Indices;
use super::record::debug_impl;
use super::{Emitter, doc, ident};
use crate::api::{Alternative, Case, Choice, ChoiceOf, Holds, Member, Source, Tag, VariantValue};

impl Emitter<'_> {
    /// The enum of a choice that belongs to one record.
    pub(super) fn choice(&self, choice: &Choice, indices: &Indices<'_>, owner: &Ident) -> TokenStream {
        let debug = self.rt("debug_part");
        self.choice_enum(choice, indices, |shown| quote!(#debug::<#owner, Self>(self, #shown, f)))
    }

    /// The enum of a shared part.
    pub(super) fn part(&self, part: &ChoiceOf<'_>) -> TokenStream {
        let (debug, fields) = (self.rt("debug_group"), &part.of.fields);
        let indices = Indices::of_rows(&part.rows);
        let debug = |shown| quote!(#debug(self, #shown, &[#(#fields),*], f));
        let choice = self.choice_enum(&part.shape, &indices, debug);
        let module = indices.module();
        quote!(#module #choice)
    }

    fn choice_enum(
        &self,
        choice: &Choice,
        indices: &Indices<'_>,
        debug: impl FnOnce(String) -> TokenStream,
    ) -> TokenStream {
        let (name, about, variants) = (self.type_name(&choice.name), doc(&choice.doc), &choice.variants);
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let attributes = self.record_attributes(&choice.name);
        let (debug, itself) = (debug_impl(&name, debug), self.built(&quote!(#name), &quote!(#name), None));
        let declared = variants.iter().map(|variant| self.declared(variant));
        let writes = variants.iter().map(|Alternative { name, holds, .. }| {
            let variant = ident(name);
            let names = holds.values().iter().map(|value| ident(&value.name));
            let puts = holds.values().iter().map(|value| {
                let (row, name) = (indices.of(value.row), ident(&value.name));
                quote!(out.put(#row, #name);)
            });
            match holds {
                Holds::Value(_) => quote!(Self::#variant(#(#names)*) => { #(#puts)* }),
                Holds::Members(_) => quote!(Self::#variant { #(#names),* } => { #(#puts)* }),
            }
        });
        let reads = variants.iter().filter(|variant| !variant.own_rows.is_empty()).map(|variant| {
            let rows = variant.own_rows.iter().map(|row| indices.of(*row));
            let value = read(variant, indices);
            quote!(if #(from.is_given(#rows))||* { return ::core::option::Option::Some(#value); })
        });
        let default = variants.iter().find(|variant| variant.own_rows.is_empty()).map(|variant| read(variant, indices));
        let default =
            default.map_or(quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)));
        quote! {
            #about
            #attributes
            pub enum #name {
                #(#declared,)*
            }

            impl #fields for #name {
                fn write<'a>(&'a self, out: &mut #writer<'_, 'a>) {
                    match self {
                        #(#writes)*
                    }
                }

                fn read(from: &#reader<'_, '_>) -> ::core::option::Option<Self> {
                    #(#reads)*
                    #default
                }
            }

            #debug
            #itself
        }
    }

    fn declared(&self, variant: &Alternative) -> TokenStream {
        let (about, name) = (doc(&variant.doc), ident(&variant.name));
        match &variant.holds {
            Holds::Value(VariantValue { ty, is_optional, .. }) => {
                let ty = self.perhaps(ty, *is_optional);
                quote!(#about #name(#ty))
            }
            Holds::Members(values) => {
                let values = values.iter().map(|VariantValue { name, ty, is_optional, doc, .. }| {
                    let (about, name, ty) = (super::doc(doc), ident(name), self.perhaps(ty, *is_optional));
                    quote!(#about #name: #ty)
                });
                quote!(#about #name { #(#values),* })
            }
        }
    }

    /// The enum of a tag, and a struct with a builder for each of its cases that has fields.
    pub(super) fn tag(&self, tag: &Tag, of: &Owner<'_>) -> TokenStream {
        let (owner, indices) = (self.type_name(&of.record.structure.name), of.indices);
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let (name, about, debug) = (self.type_name(&tag.name), doc(&tag.doc), self.rt("debug_part"));
        let debug = debug_impl(&name, |shown| quote!(#debug::<#owner, Self>(self, #shown, f)));
        let attributes = self.record_attributes(&tag.name);
        let tag_row = indices.of(tag.row);
        let (mut declared, mut writes, mut reads) = (Vec::new(), Vec::new(), Vec::new());
        for Case { name, doc: about, value, fields: case } in &tag.cases {
            let (about, variant) = (doc(about), ident(name));
            let Some(case) = case else {
                declared.push(quote!(#about #variant));
                writes.push(quote!(Self::#variant => out.put_text(#tag_row, #value)));
                reads.push(quote!(#value => ::core::option::Option::Some(Self::#variant)));
                continue;
            };
            let case = self.type_name(&case.name);
            declared.push(quote!(#about #variant(#case)));
            writes.push(quote!(Self::#variant(case) => {
                out.put_text(#tag_row, #value);
                #fields::write(case, out);
            }));
            reads.push(quote!(#value => ::core::option::Option::Some(Self::#variant(#fields::read(from)?))));
        }
        let mut otherwise = quote!(_ => ::core::option::Option::None);
        if let Some(unlisted) = tag.unlisted {
            let variant = ident(unlisted);
            declared.push(quote! {
                /// A value that the code table does not list; the keys that came with it are among the unknown ones.
                #variant(::std::string::String)
            });
            writes.push(quote!(Self::#variant(value) => out.put(#tag_row, value)));
            otherwise = quote! {
                "" => ::core::option::Option::None,
                value => ::core::option::Option::Some(Self::#variant(::std::string::String::from(value)))
            };
        }
        let conversions = tag.cases.iter().map(|case| self.conversions(&name, tag.row, case, of));
        let itself = self.built(&quote!(#name), &quote!(#name), None);
        let items = tag.cases.iter().filter_map(|case| case.fields.as_ref());
        let items = items.map(|fields| self.part_of_record(fields, of));
        quote! {
            #about
            #attributes
            pub enum #name {
                #(#declared,)*
            }

            impl #fields for #name {
                fn write<'a>(&'a self, out: &mut #writer<'_, 'a>) {
                    match self {
                        #(#writes,)*
                    }
                }

                fn read(from: &#reader<'_, '_>) -> ::core::option::Option<Self> {
                    match from.text(#tag_row) {
                        #(#reads,)*
                        #otherwise,
                    }
                }
            }

            #debug
            #itself
            #(#conversions)*
            #(#items)*
        }
    }

    /// Conversions to the enum: from a case, and from the only object of a case.
    fn conversions(&self, tag: &Ident, row: usize, case: &Case, of: &Owner<'_>) -> TokenStream {
        let Some(fields) = &case.fields else { return TokenStream::new() };
        let (value, row, target) = (&case.value, of.indices.of(row), quote!(#tag));
        let (variant, case) = (ident(&case.name), self.type_name(&fields.name));
        let built = self.built(&quote!(#case), &target, None);
        let unbuilt = self.unbuilt(fields, &target, &quote!(self.draft.into_case(#row, #value)));
        let from_object = fields.only_object().map(|Member { name, ty, source, .. }| {
            let (name, ty) = (ident(name), self.type_tokens(ty));
            let Source::Row(row_index) = source else { return TokenStream::new() };
            let row_index = of.indices.of(*row_index);
            let (owner, draft) = (self.type_name(&of.record.structure.name), self.rt("Draft"));
            let (input, invalid) = (self.rt("Input"), self.rt("Invalid"));
            let in_the_object = quote! {
                fn invalid(invalid: #invalid) -> #input<#target> {
                    let mut draft = #draft::<#owner>::default();
                    draft.refuse::<#ty>(#row_index, invalid);
                    draft.into_case(#row, #value)
                }
            };
            let built = self.built(&ty, &target, Some(in_the_object));
            let unbuilt = of.record.objects.iter().find(|object| *source == Source::Row(object.row)).map(|object| {
                let input = quote! {
                    let mut draft = #draft::<#owner>::default();
                    draft.put::<#ty>(#row_index, self);
                    draft.into_case(#row, #value)
                };
                self.unbuilt(&object.record.structure, &target, &input)
            });
            quote! {
                #built
                #unbuilt
                impl ::core::convert::From<#ty> for #tag {
                    fn from(#name: #ty) -> Self {
                        Self::#variant(#case { #name })
                    }
                }
            }
        });
        quote! {
            impl ::core::convert::From<#case> for #tag {
                fn from(case: #case) -> Self {
                    Self::#variant(case)
                }
            }
            #built
            #unbuilt
            #from_object
        }
    }
}

/// Reads a variant of a choice from field values.
fn read(Alternative { name, holds, .. }: &Alternative, indices: &Indices<'_>) -> TokenStream {
    let name = ident(name);
    match holds {
        Holds::Value(value) => {
            let row = indices.of(value.row);
            quote!(Self::#name(from.take(#row)?))
        }
        Holds::Members(values) => {
            let takes = values.iter().map(|value| {
                let (name, row) = (ident(&value.name), indices.of(value.row));
                quote!(#name: from.take(#row)?)
            });
            quote!(Self::#name { #(#takes),* })
        }
    }
}
