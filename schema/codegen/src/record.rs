//! Records: a struct, its conversion to and from field values, and its `Debug`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::Owner;
use super::indices::Indices;
use super::{Emitter, doc, ident};
use crate::api::{Member, Record, Source, Struct};
use wxmed_core::schema::RecordSchema;

impl Emitter<'_> {
    /// The struct with its impls, its builder, and the enums of its choices and of its tag.
    pub(super) fn record(&self, record: &Record, schema: &RecordSchema, indices: &Indices<'_>) -> TokenStream {
        let name = self.type_name(&record.structure.name);
        let (record_trait, table_type, debug_fn) = (self.rt("Record"), self.rt("RecordSchema"), self.rt("debug"));
        let table = self.table(&record.rows.rows, schema);
        let (structure, fields) = (self.structure(&record.structure), self.fields_impl(&record.structure, indices));
        let debug = debug_impl(&name, |shown| quote!(#debug_fn(self, #shown, f)));
        let builder = self.builder(&record.structure, &Owner { record, indices });
        let choices = record.choices.iter().map(|choice| self.choice(choice, indices, &name));
        let tag = record.tag.iter().map(|tag| self.tag(tag, &Owner { record, indices }));
        quote! {
            #structure
            #fields

            impl #record_trait for #name {
                const TABLE: &'static #table_type = &#table;
            }

            #debug
            #builder
            #(#choices)*
            #(#tag)*
        }
    }

    /// The struct of a case, which is part of a record.
    pub(super) fn part_of_record(&self, part: &Struct, of: &Owner<'_>) -> TokenStream {
        let (name, debug_fn) = (self.type_name(&part.name), self.rt("debug_part"));
        let owner = self.type_name(&of.record.structure.name);
        let (structure, builder) = (self.structure(part), self.builder(part, of));
        let fields = self.fields_impl(part, of.indices);
        let debug = debug_impl(&name, |shown| quote!(#debug_fn::<#owner, Self>(self, #shown, f)));
        quote!(#structure #fields #debug #builder)
    }

    fn structure(&self, structure: &Struct) -> TokenStream {
        let (name, about) = (self.type_name(&structure.name), doc(&structure.doc));
        let attributes = self.record_attributes(&structure.name);
        let fields = structure.members.iter().map(|Member { name, ty, is_optional, doc, .. }| {
            let (about, name, ty) = (super::doc(doc), ident(name), self.perhaps(ty, *is_optional));
            quote!(#about pub #name: #ty)
        });
        let unknown = structure.keeps_unknown.then(|| {
            let unknown = self.rt("Unknown");
            quote!(#[doc = " Keys that the spec does not have."] pub unknown: #unknown,)
        });
        quote! {
            #about
            #attributes
            #[non_exhaustive]
            pub struct #name {
                #(#fields,)*
                #unknown
            }
        }
    }

    /// The conversion of members to and from field values.
    fn fields_impl(&self, structure: &Struct, indices: &Indices<'_>) -> TokenStream {
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let name = self.type_name(&structure.name);
        let writes = structure.members.iter().map(|Member { name, source, .. }| {
            let name = ident(name);
            match source {
                Source::Row(row) => {
                    let row = indices.of(*row);
                    quote!(out.put(#row, &self.#name);)
                }
                Source::Part { rows, .. } => {
                    let rows = rows.iter().map(|row| indices.of(*row));
                    quote!(out.put_at(&[#(#rows),*], &self.#name);)
                }
                Source::Choice(_) | Source::Tag => quote!(#fields::write(&self.#name, out);),
            }
        });
        let reads = structure.members.iter().map(|Member { name, source, .. }| {
            let name = ident(name);
            match source {
                Source::Row(row) => {
                    let row = indices.of(*row);
                    quote!(#name: from.take(#row)?)
                }
                Source::Part { rows, .. } => {
                    let rows = rows.iter().map(|row| indices.of(*row));
                    quote!(#name: from.take_at(&[#(#rows),*])?)
                }
                Source::Choice(_) | Source::Tag => quote!(#name: #fields::read(from)?),
            }
        });
        let write_unknown = structure.keeps_unknown.then(|| quote!(out.put_unknown(&self.unknown);));
        let read_unknown = structure.keeps_unknown.then(|| quote!(unknown: from.take_unknown(),));
        let is_empty = structure.members.is_empty() && !structure.keeps_unknown;
        let [out, from] = if is_empty { ["_out", "_from"] } else { ["out", "from"] }.map(ident);
        quote! {
            impl #fields for #name {
                fn write<'a>(&'a self, #out: &mut #writer<'_, 'a>) {
                    #(#writes)*
                    #write_unknown
                }

                fn read(#from: &#reader<'_, '_>) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(Self { #(#reads,)* #read_unknown })
                }
            }
        }
    }

    /// The attributes of a record: `Clone`, the user's derives for all records, and the user's attributes for this one.
    pub(super) fn record_attributes(&self, name: &str) -> TokenStream {
        let all = &self.options.derives;
        let options = self.options.of_type(name);
        let own = options.map(|options| options.derives.as_slice()).unwrap_or_default();
        let attributes = options.map(|options| options.attributes.as_slice()).unwrap_or_default();
        quote!(#[derive(::core::clone::Clone #(, #all)* #(, #own)*)] #(#attributes)*)
    }
}

/// The `Debug` impl of a type; `show` gets the type's name.
pub(super) fn debug_impl(name: &Ident, show: impl FnOnce(String) -> TokenStream) -> TokenStream {
    let show = show(name.to_string());
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #show
            }
        }
    }
}
