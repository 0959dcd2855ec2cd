//! One operation, one content.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::Checked;
use super::names::{self, both};
use super::table::place;
use super::{Emitter, SpecItems};
use crate::api::{RecordRole, object_name};
use crate::markdown::{code, line};
use wxmed_compiler::model::{Content, DocumentedError, Operation, Record, ResponseSigning, Retry, Role, Span, Tag};
use wxmed_core::Bilingual;
use wxmed_core::schema::RecordSchema;

impl Emitter<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) -> SpecItems {
        let spelling = &operation.spelling;
        let mut items = TokenStream::new();
        for table in &operation.codes {
            items.extend(self.code_table(table));
        }
        let request = &operation.request;
        let doc = spec_doc(
            &operation.title,
            operation.about.as_ref(),
            format!("{}, section {}{}.", code(&operation.path), line(&operation.section), since(operation)),
        );
        let names = self.member_names(request, RecordRole::Request);
        let plan = self.plan(spelling, doc, request, &names, &outer_rows(request), operation.span);
        let table = self.table(request, &operation.request_schema(), &|_| None);
        items.extend(self.record(&plan, &table));
        items.extend(self.builder(&plan, Some(Checked)));
        items.extend(self.groups(request, &plan.name));
        items.extend(self.required(operation.span));
        let reply = self.reply(operation);
        items.extend(reply.items);
        let errors = self.operation_errors(operation);
        items.extend(errors.items);
        items.extend(self.request_impl(operation, &plan.name, &reply.name, &errors.rows));
        let mut shown = vec![plan.name.clone(), reply.name];
        shown.extend(errors.name);
        SpecItems { items, shown }
    }

    /// The choices of a record that are no parts, and the cases of its tag.
    fn groups(&mut self, record: &Record, owner: &Ident) -> TokenStream {
        let mut items = TokenStream::new();
        for choice in record.choices.iter().filter(|choice| choice.part.is_none()) {
            items.extend(self.choice(choice, record, owner));
        }
        if let Some(tag) = &record.tag {
            items.extend(self.cases(tag, record, owner));
        }
        items
    }

    fn reply(&mut self, operation: &Operation) -> Reply {
        let title =
            Bilingual::new(format!("{}的应答", operation.title.zh), format!("Answer to: {}", operation.title.en));
        let doc = spec_doc(&title, None, format!("Section {}{}.", line(&operation.section), since(operation)));
        let spelling = format!("{}Reply", operation.spelling);
        let record = operation.reply();
        let all: Vec<usize> = (0..record.fields.len()).collect();
        let names = self.member_names(&record, RecordRole::Reply);
        let plan = self.plan(&spelling, doc, &record, &names, &all, operation.span);
        let table = self.table(&record, &operation.reply_schema(), &|_| None);
        Reply { items: self.record(&plan, &table), name: plan.name }
    }

    fn operation_errors(&mut self, operation: &Operation) -> Errors {
        if operation.errors.is_empty() {
            return Errors { items: TokenStream::new(), name: None, rows: quote!(&[]) };
        }
        let spelling = format!("{}Error", operation.spelling);
        let title = Bilingual::new(
            format!("{}的业务错误码", operation.title.zh),
            format!("Business errors of: {}", operation.title.en),
        );
        let errors: &[DocumentedError] = &operation.errors;
        let (name, error_code) = (self.type_name(&spelling), self.rt("ErrorCode"));
        Errors {
            items: self.error_table(&spelling, &title, errors, operation.span),
            rows: quote!(<#name as #error_code>::ROWS),
            name: Some(name),
        }
    }

    fn request_impl(&self, operation: &Operation, name: &Ident, reply: &Ident, errors: &TokenStream) -> TokenStream {
        let (request, operation_type) = (self.rt("Request"), self.rt("Operation"));
        let (retry, signing) = (self.rt("Retry"), self.rt("ResponseSigning"));
        let (valid, violations) = (self.rt("Valid"), self.rt("Violations"));
        let (wire, path, section) = (&operation.name, &operation.path, &operation.section);
        let retry = match operation.retry {
            Retry::Safe => quote!(#retry::Safe),
            Retry::Never => quote!(#retry::Never),
        };
        let answer = match operation.answer {
            ResponseSigning::Signed => quote!(#signing::Signed),
            ResponseSigning::Unsigned => quote!(#signing::Unsigned),
        };
        let sign_type = match operation.sign_type.map(place) {
            Some(place) => quote!(::core::option::Option::Some(#place)),
            None => quote!(::core::option::Option::None),
        };
        let element = self.rt("element");
        let order = sign_order(&operation.request).into_iter().filter_map(|index| {
            let (place, name) = (place(index), &operation.request.fields.get(index)?.name);
            Some(quote!(#element!(#place, #name)))
        });
        let echoes = operation.echoes().into_iter().map(|(answered, sent)| quote!((#answered, #sent)));
        quote! {
            impl #request for #name {
                type Reply = #reply;

                const OPERATION: &'static #operation_type = &#operation_type {
                    name: #wire,
                    path: #path,
                    section: #section,
                    retry: #retry,
                    answer: #answer,
                    sign_type: #sign_type,
                    order: &[#(#order),*],
                    errors: #errors,
                    echoes: &[#(#echoes),*],
                };
            }

            impl #name {
                /// Makes one from wire names and texts, as strictly as the builder does.
                ///
                /// A name that the document does not have becomes an extra field, and is signed in its place.
                ///
                /// # Errors
                /// Everything that is wrong, all at once.
                pub fn from_fields<'a>(
                    fields: impl ::core::iter::IntoIterator<Item = (&'a ::core::primitive::str, &'a ::core::primitive::str)>,
                ) -> ::core::result::Result<#valid<Self>, #violations> {
                    <Self as #request>::from_fields(fields)
                }
            }
        }
    }

    pub(super) fn content(&mut self, content: &Content) -> SpecItems {
        let mut items = TokenStream::new();
        for table in &content.codes {
            items.extend(self.code_table(table));
        }
        let provenance = content
            .provenance
            .as_ref()
            .map(|provenance| format!("{} Confidence: {}.", both(&provenance.source), provenance.confidence.name()));
        let place = format!("{}, section {}.", code(&content.name), line(&content.section));
        let doc = names::doc([both(&content.title), place, provenance.unwrap_or_default()]);
        let mut inner = TokenStream::new();
        let root = self.content_record(
            Place { spelling: &content.spelling, schema: &content.schema().record, span: content.span },
            doc,
            &content.record,
            Some(Checked),
            &mut inner,
        );
        items.extend(root.items);
        items.extend(inner);
        items.extend(self.required(content.span));
        items.extend(self.content_impl(content, &root.name));
        SpecItems { items, shown: Vec::new() }
    }

    /// A record of a content; the types of its objects, and theirs, go to `inner`.
    fn content_record(
        &mut self,
        at: Place<'_>,
        doc: TokenStream,
        record: &Record,
        checked: Option<Checked>,
        inner: &mut TokenStream,
    ) -> Reply {
        let names = self.member_names(record, RecordRole::Content);
        let plan = self.plan(at.spelling, doc, record, &names, &outer_rows(record), at.span);
        let objects = object_types(record);
        let table = self.table(record, at.schema, &|index| {
            let at = objects.binary_search_by_key(&index, |(row, _)| *row).ok()?;
            objects.get(at).map(|(_, name)| {
                let name = self.type_name(name);
                quote!(#name)
            })
        });
        let mut items = self.record(&plan, &table);
        items.extend(self.builder(&plan, checked));
        items.extend(self.groups(record, &plan.name));
        for (index, object) in &objects {
            let Some(field) = record.fields.get(*index) else { continue };
            let Some(nested) = &field.object else { continue };
            let Some(schema) = at.schema.rows.get(*index).and_then(|row| row.object.as_deref()) else { continue };
            let doc = spec_doc(
                &field.label,
                field.note.as_ref(),
                if field.list.is_some() {
                    format!("An item of the list {}.", code(&field.name))
                } else {
                    format!("The object {}.", code(&field.name))
                },
            );
            let inside = Place { spelling: object, schema, span: field.spelling_span };
            let made = self.content_record(inside, doc, nested, None, inner);
            let (name, value, cell) = (&made.name, self.rt("Value"), self.rt("FieldValue"));
            let (to_cell, from_cell) = (self.rt("object_cell"), self.rt("from_object_cell"));
            let made_items = &made.items;
            inner.extend(quote! {
                #made_items

                impl #value for #name {
                    fn to_cell(&self) -> #cell<'_> {
                        #to_cell(self)
                    }

                    fn from_cell(cell: &#cell<'_>) -> ::core::option::Option<Self> {
                        #from_cell(cell)
                    }
                }
            });
        }
        Reply { items, name: plan.name }
    }

    fn content_impl(&self, content: &Content, name: &Ident) -> TokenStream {
        let record = self.rt("ContentRecord");
        let (valid, violations, error, json) =
            (self.rt("Valid"), self.rt("Violations"), self.rt("ContentError"), self.rt("Json"));
        let wire = &content.name;
        let wrapped = match &content.wrapped_in {
            Some(key) => quote!(::core::option::Option::Some(#key)),
            None => quote!(::core::option::Option::None),
        };
        let bindings = self.bindings(content);
        quote! {
            impl #record for #name {
                const NAME: &'static ::core::primitive::str = #wire;
                const WRAPPED_IN: ::core::option::Option<&'static ::core::primitive::str> = #wrapped;
                #bindings
            }

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
                /// Everything that is wrong, all at once.
                pub fn from_fields(json: &#json) -> ::core::result::Result<#valid<Self>, #violations> {
                    <Self as #record>::from_fields(json)
                }
            }
        }
    }
}

/// Where a record of a content is written, and what it is called.
#[derive(Clone, Copy)]
struct Place<'s> {
    spelling: &'s str,
    schema: &'s RecordSchema,
    span: Span,
}

struct Reply {
    items: TokenStream,
    name: Ident,
}

struct Errors {
    items: TokenStream,
    name: Option<Ident>,
    rows: TokenStream,
}

/// The rows that are there whatever the value of the tag.
pub(super) fn outer_rows(record: &Record) -> Vec<usize> {
    let decided = record.tag.as_ref().map(Tag::decided).unwrap_or_default();
    (0..record.fields.len()).filter(|index| !decided.contains(index)).collect()
}

/// The type of each object of a record, by the place of its row.
pub(super) fn object_types(record: &Record) -> Vec<(usize, String)> {
    let types = record.fields.iter().enumerate().filter(|(_, field)| field.object.is_some());
    types.map(|(index, field)| (index, object_name(field))).collect()
}

/// The rows in the byte order of their names, without the signature. A name of several cases has all its rows, of which
/// one at most is filled.
fn sign_order(record: &Record) -> Vec<usize> {
    let mut order: Vec<usize> = (0..record.fields.len()).collect();
    order.retain(|index| record.fields.get(*index).is_some_and(|field| field.role != Role::Signature));
    order.sort_by(|a, b| {
        let name = |index: &usize| record.fields.get(*index).map(|field| field.name.as_bytes());
        name(a).cmp(&name(b))
    });
    order
}

fn since(operation: &Operation) -> String {
    operation.since.as_ref().map(|since| format!(", since {}", line(since))).unwrap_or_default()
}

fn spec_doc(title: &Bilingual, about: Option<&Bilingual>, place: String) -> TokenStream {
    names::doc([both(title), about.map(both).unwrap_or_default(), place])
}
