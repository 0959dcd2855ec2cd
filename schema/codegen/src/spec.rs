//! Emits operations and contents.

use proc_macro2::TokenStream;
use quote::quote;

use super::indices::Indices;
use super::{Emitter, block, doc, ident};
use crate::api::{Content, Module, Notification, ObjectRecord, Operation, Record};
use wxmed_compiler::model::{ResponseSigning, Retry};
use wxmed_core::schema::RecordSchema;

impl Emitter<'_> {
    pub(super) fn operation(&self, operation: &Operation<'_>) -> TokenStream {
        let Operation { module, codes, request, reply, errors, of } = operation;
        let codes = codes.iter().map(|table| self.code_table(table));
        let (sent, received) = (Indices::of_rows(&request.rows), Indices::of_rows(&reply.rows));
        let request = self.record(request, &of.request_schema(), &sent);
        let reply = self.record(reply, &of.reply_schema(), &received);
        let required = self.required(&module.required);
        let errors = errors.iter().map(|errors| self.error_table(errors));
        let request_impl = self.request_impl(operation, &sent);
        let rows = [sent.module(), received.module()];
        self.in_module(module, quote!(#(#rows)* #(#codes)* #request #required #reply #(#errors)* #request_impl))
    }

    /// The items of one spec, in a separate module if there are several specs.
    fn in_module(&self, module: &Module, items: TokenStream) -> TokenStream {
        let Some(name) = &module.name else { return items };
        let (about, name, items) = (doc(&module.doc), ident(name), block::gather_impls(items));
        let exports: Vec<_> = module.exports.iter().map(|name| self.type_name(name)).collect();
        let exports = (!exports.is_empty()).then(|| quote!(pub use self::#name::{#(#exports),*};));
        quote! {
            #about
            pub mod #name {
                #items
            }
            #exports
        }
    }

    fn request_impl(&self, operation: &Operation<'_>, indices: &Indices<'_>) -> TokenStream {
        let of = operation.of;
        let name = self.type_name(&operation.request.structure.name);
        let reply = self.type_name(&operation.reply.structure.name);
        let errors = operation.errors.as_ref().map_or(quote!(&[]), |errors| {
            let (name, error_code) = (self.type_name(&errors.name), self.rt("ErrorCode"));
            quote!(<#name as #error_code>::ROWS)
        });
        let (request, operation_type) = (self.rt("Request"), self.rt("Operation"));
        let (retry, signing) = (self.rt("Retry"), self.rt("ResponseSigning"));
        let (valid, violations) = (self.rt("Valid"), self.rt("Violations"));
        let (wire_name, path, section) = (&of.name, &of.path, &of.section);
        let retry = match of.retry {
            Retry::Safe => quote!(#retry::Safe),
            Retry::Never => quote!(#retry::Never),
        };
        let response_signing = match of.response_signing {
            ResponseSigning::Signed => quote!(#signing::Signed),
            ResponseSigning::Unsigned => quote!(#signing::Unsigned),
        };
        let sign_type = match of.sign_type.map(|row| indices.of(row)) {
            Some(row) => quote!(::core::option::Option::Some(#row)),
            None => quote!(::core::option::Option::None),
        };
        let element = self.rt("element");
        let order = of.signed_rows().into_iter().filter_map(|row| {
            let (name, row) = (&of.request.fields.get(row)?.name, indices.of(row));
            Some(quote!(#element!(#row, #name)))
        });
        let echoes = of.echoes().into_iter().map(|(received, sent)| quote!((#received, #sent)));
        quote! {
            impl #request for #name {
                type Reply = #reply;

                const OPERATION: &'static #operation_type = &#operation_type {
                    name: #wire_name,
                    path: #path,
                    section: #section,
                    retry: #retry,
                    response_signing: #response_signing,
                    sign_type: #sign_type,
                    order: &[#(#order),*],
                    errors: #errors,
                    echoes: &[#(#echoes),*],
                };
            }

            impl #name {
                /// Creates one from field names and texts, validated as strictly as by the builder.
                ///
                /// Undocumented names become extra fields, which are sorted in and signed.
                ///
                /// # Errors
                /// All violations.
                pub fn from_fields<'a>(
                    fields: impl ::core::iter::IntoIterator<Item = (&'a ::core::primitive::str, &'a ::core::primitive::str)>,
                ) -> ::core::result::Result<#valid<Self>, #violations> {
                    <Self as #request>::from_fields(fields)
                }
            }
        }
    }

    pub(super) fn notification(&self, notification: &Notification<'_>) -> TokenStream {
        let Notification { module, codes, record, of } = notification;
        let codes = codes.iter().map(|table| self.code_table(table));
        let received = Indices::of_rows(&record.rows);
        let name = self.type_name(&record.structure.name);
        let record = self.record(record, &of.own_schema(), &received);
        let (notification_trait, info) = (self.rt("Notification"), self.rt("NotificationInfo"));
        let (wire_name, section, by, rows) = (&of.name, &of.section, of.by_names(), received.module());
        self.in_module(
            module,
            quote! {
                #rows
                #(#codes)*
                #record

                impl #notification_trait for #name {
                    const NOTIFICATION: &'static #info = &#info {
                        name: #wire_name,
                        section: #section,
                        by: &[#(#by),*],
                    };
                }
            },
        )
    }

    pub(super) fn content(&self, content: &Content<'_>) -> TokenStream {
        let Content { module, codes, record, .. } = content;
        let schema = content.of.schema().record;
        let codes = codes.iter().map(|table| self.code_table(table));
        let indices = Indices::of_rows(&record.rows);
        let root = self.record(record, &schema, &indices);
        let rows = indices.module();
        let mut objects = TokenStream::new();
        self.objects(record, &schema, &mut objects);
        let (required, content_impl) = (self.required(&module.required), self.content_impl(content));
        self.in_module(module, quote!(#rows #(#codes)* #root #objects #required #content_impl))
    }

    /// The types of a record's objects, inner objects first.
    fn objects(&self, record: &Record, schema: &RecordSchema, items: &mut TokenStream) {
        let (value, cell) = (self.rt("Value"), self.rt("FieldValue"));
        let (to_cell, from_cell) = (self.rt("object_cell"), self.rt("from_object_cell"));
        for ObjectRecord { row, record } in &record.objects {
            let Some(schema) = schema.rows.get(*row).and_then(|row| row.object.as_deref()) else { continue };
            self.objects(record, schema, items);
            let indices = Indices::of_rows(&record.rows);
            let name = self.type_name(&record.structure.name);
            let (target, structure) = (quote!(#name), &record.structure);
            let unbuilt = self.unbuilt(structure, &target, &quote!(self.draft.into_object()));
            let built = structure.builder.is_some().then(|| self.built(&target, &target, None));
            let record = self.record(record, schema, &indices);
            let rows = indices.module();
            items.extend(quote! {
                #rows
                #record

                impl #value for #name {
                    fn to_cell(&self) -> #cell<'_> {
                        #to_cell(self)
                    }

                    fn from_cell(cell: &#cell<'_>) -> ::core::option::Option<Self> {
                        #from_cell(cell)
                    }
                }
                #built
                #unbuilt
            });
        }
    }

    fn content_impl(&self, content: &Content<'_>) -> TokenStream {
        let name = self.type_name(&content.record.structure.name);
        let record = self.rt("ContentRecord");
        let (valid, violations, error, json) =
            (self.rt("Valid"), self.rt("Violations"), self.rt("ContentError"), self.rt("Json"));
        let wire_name = &content.of.name;
        let wrapped = match &content.of.wrapped_in {
            Some(key) => quote!(::core::option::Option::Some(#key)),
            None => quote!(::core::option::Option::None),
        };
        let bindings = self.bindings(content);
        let (target, into_value) = (self.rt("Content"), self.rt("IntoValue"));
        let unbuilt =
            self.unbuilt(&content.record.structure, &target, &quote!(#into_value::into_value(self.draft.build())));
        quote! {
            impl #record for #name {
                const NAME: &'static ::core::primitive::str = #wire_name;
                const WRAPPED_IN: ::core::option::Option<&'static ::core::primitive::str> = #wrapped;
                #bindings
            }

            #unbuilt

            impl #name {
                /// Reads the JSON text of a content, and checks it as strictly as the builder does.
                ///
                /// # Errors
                /// If the text is no JSON; or everything that is wrong with the content.
                pub fn from_json(text: &::core::primitive::str) -> ::core::result::Result<#valid<Self>, #error> {
                    <Self as #record>::from_json(text)
                }

                /// The same from a JSON value.
                ///
                /// # Errors
                /// All violations.
                pub fn from_fields(json: &#json) -> ::core::result::Result<#valid<Self>, #violations> {
                    <Self as #record>::from_fields(json)
                }
            }
        }
    }
}
