//! Records: a struct, how it goes into cells and comes back, and how it is shown.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{self, MemberNames, both};
use super::table::place;
use super::types::Taken;
use super::{Emitter, ident};
use crate::api::{RecordRole, is_optional};
use crate::markdown::{code, line};
use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{Choice, Field, Record, Role, Span, Tag};

/// What a record becomes.
pub(super) struct Plan<'m> {
    /// The type.
    pub(super) name: Ident,
    /// What it is, for people.
    pub(super) doc: TokenStream,
    pub(super) role: RecordRole,
    pub(super) members: Vec<Member<'m>>,
    /// Where the spec gives it its name.
    pub(super) span: Span,
}

/// A field of the struct.
pub(super) struct Member<'m> {
    pub(super) ident: Ident,
    /// The type of the value.
    pub(super) value: TokenStream,
    /// The type of the field: the value, or perhaps the value.
    pub(super) ty: TokenStream,
    pub(super) taken: Taken,
    pub(super) is_mandatory: bool,
    /// What the builder fills in where nothing is given.
    pub(super) default: Option<&'m str>,
    pub(super) doc: TokenStream,
    /// What the document calls it.
    pub(super) label: String,
    /// The same in English.
    pub(super) en: String,
    pub(super) source: Source<'m>,
}

/// A field of the struct, before anything is known of it but its name.
pub(super) struct Named<'m> {
    pub(super) ident: Ident,
    pub(super) is_mandatory: bool,
    pub(super) source: Source<'m>,
}

/// What a member comes from.
#[derive(Clone, Copy)]
pub(super) enum Source<'m> {
    Row(usize),
    Choice(&'m Choice),
    Tag,
}

impl<'m> Emitter<'_> {
    /// The members of a record in the order of its rows: a choice stands where its first row stands, a tag's cases
    /// where the tag stands.
    pub(super) fn plan(
        &self,
        spelling: &str,
        doc: TokenStream,
        record: &'m Record,
        names: &MemberNames,
        rows: &[usize],
        span: Span,
    ) -> Plan<'m> {
        let named = Self::named_members(record, names, rows);
        let role = names.role;
        let members = named.into_iter().filter_map(|named| self.member(record, role, named)).collect();
        Plan { name: self.type_name(spelling), doc, role, members, span }
    }

    /// The members by their names.
    pub(super) fn named_members(record: &'m Record, names: &MemberNames, rows: &[usize]) -> Vec<Named<'m>> {
        let mut seen_choices = BTreeSet::new();
        let mut named = Vec::new();
        for index in rows.iter().copied() {
            let Some(field) = record.fields.get(index) else { continue };
            if field.role != Role::Value || field.count_of.is_some() {
                continue;
            }
            if let Some(at) = names.choices.get(&index).copied() {
                if let Some(choice) = record.choices.get(at).filter(|_| seen_choices.insert(at)) {
                    named.push(Named {
                        ident: ident(&choice.name),
                        is_mandatory: true,
                        source: Source::Choice(choice),
                    });
                }
                continue;
            }
            if let Some(tag) = record.tag.as_ref().filter(|tag| tag.field == index) {
                named.push(Named { ident: ident(&tag.name), is_mandatory: true, source: Source::Tag });
                continue;
            }
            named.extend(names.names.get(&index).map(|name| Named {
                ident: name.clone(),
                is_mandatory: !is_optional(field) && field.default.is_none(),
                source: Source::Row(index),
            }));
        }
        named
    }

    fn member(&self, record: &'m Record, role: RecordRole, named: Named<'m>) -> Option<Member<'m>> {
        match named.source {
            Source::Choice(choice) => Some(self.choice_member(choice, named)),
            Source::Tag => {
                let tag = record.tag.as_ref()?;
                Some(self.tag_member(tag, record.fields.get(tag.field)?, named))
            }
            Source::Row(index) => {
                let field = record.fields.get(index)?;
                let value = self.value_type(index, field, role);
                Some(Member {
                    ty: self.member_type(field, &value.ty),
                    value: value.ty,
                    taken: value.taken,
                    default: field.default.as_deref(),
                    doc: row_doc(field),
                    label: field.label.zh.to_string(),
                    en: field.label.en.to_string(),
                    ident: named.ident,
                    is_mandatory: named.is_mandatory,
                    source: named.source,
                })
            }
        }
    }

    fn choice_member(&self, choice: &'m Choice, named: Named<'m>) -> Member<'m> {
        let ty = match &choice.part {
            Some(part) => self.shared_path(part.span.file, "parts", &part.spelling),
            None => {
                let name = self.choice_type(choice);
                quote!(#name)
            }
        };
        Member {
            ident: named.ident,
            value: ty.clone(),
            ty,
            taken: Taken::Into,
            is_mandatory: named.is_mandatory,
            default: None,
            doc: names::doc([both(&choice.title)]),
            label: choice.title.zh.to_string(),
            en: choice.title.en.to_string(),
            source: named.source,
        }
    }

    fn tag_member(&self, tag: &Tag, field: &Field, named: Named<'m>) -> Member<'m> {
        let ty = self.type_name(&camel(&tag.name));
        Member {
            ident: named.ident,
            value: quote!(#ty),
            ty: quote!(#ty),
            taken: Taken::Into,
            is_mandatory: named.is_mandatory,
            default: None,
            doc: row_doc(field),
            label: field.label.zh.to_string(),
            en: field.label.en.to_string(),
            source: named.source,
        }
    }

    /// The name of the type of a choice that is no part.
    pub(super) fn choice_type(&self, choice: &Choice) -> Ident {
        self.type_name(&camel(&choice.name))
    }

    /// The struct, with what makes it a record; `table` is its field table.
    pub(super) fn record(&mut self, plan: &Plan<'_>, table: &TokenStream) -> TokenStream {
        let name = &plan.name;
        if !self.define(name, plan.span) {
            return TokenStream::new();
        }
        let (record, table_type) = (self.rt("Record"), self.rt("RecordSchema"));
        let structure = self.structure(plan);
        let fields = self.fields_impl(plan);
        let (debug_fn, shown) = (self.rt("debug"), name.to_string());
        quote! {
            #structure
            #fields

            impl #record for #name {
                const TABLE: &'static #table_type = &#table;
            }

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #debug_fn(self, #shown, f)
                }
            }
        }
    }

    /// The struct itself.
    pub(super) fn structure(&self, plan: &Plan<'_>) -> TokenStream {
        let Plan { name, doc, members, .. } = plan;
        let attributes = self.record_attributes(&name.to_string());
        let fields = members.iter().map(|Member { ident, ty, doc, .. }| quote!(#doc pub #ident: #ty));
        let unknown = (plan.role == RecordRole::Content).then(|| {
            let unknown = self.rt("Unknown");
            quote!(#[doc = " Keys that the spec does not have."] pub unknown: #unknown,)
        });
        quote! {
            #doc
            #attributes
            #[non_exhaustive]
            pub struct #name {
                #(#fields,)*
                #unknown
            }
        }
    }

    /// How the members go into cells and come back.
    pub(super) fn fields_impl(&self, plan: &Plan<'_>) -> TokenStream {
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let name = &plan.name;
        let writes = plan.members.iter().map(|Member { ident, source, .. }| match source {
            Source::Row(index) => {
                let place = place(*index);
                quote!(out.put(#place, &self.#ident);)
            }
            Source::Choice(choice) if choice.part.is_some() => {
                let places = self.part_places(choice);
                quote!(out.put_at(#places, &self.#ident);)
            }
            Source::Choice(_) | Source::Tag => quote!(#fields::write(&self.#ident, out);),
        });
        let reads = plan.members.iter().map(|Member { ident, source, .. }| match source {
            Source::Row(index) => {
                let place = place(*index);
                quote!(#ident: from.take(#place)?)
            }
            Source::Choice(choice) if choice.part.is_some() => {
                let places = self.part_places(choice);
                quote!(#ident: from.take_at(#places)?)
            }
            Source::Choice(_) | Source::Tag => quote!(#ident: #fields::read(from)?),
        });
        let keeps_unknown = plan.role == RecordRole::Content;
        let write_unknown = keeps_unknown.then(|| quote!(out.put_unknown(&self.unknown);));
        let read_unknown = keeps_unknown.then(|| quote!(unknown: from.take_unknown(),));
        let (out, from) = if plan.members.is_empty() && !keeps_unknown { ("_out", "_from") } else { ("out", "from") };
        let (out, from) = (ident(out), ident(from));
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

    /// What every record has: `Clone`, what the user wants for all, and what the user wants for this one.
    pub(super) fn record_attributes(&self, name: &str) -> TokenStream {
        let all = &self.options.derives;
        let options = self.options.types.iter().find(|(spelling, options)| {
            options.rename.as_ref().map_or_else(|| spelling.as_str() == name, |rename| rename == name)
        });
        let own = options.map(|(_, options)| options.derives.as_slice()).unwrap_or_default();
        let attributes = options.map(|(_, options)| options.attributes.as_slice()).unwrap_or_default();
        quote!(#[derive(::core::clone::Clone #(, #all)* #(, #own)*)] #(#attributes)*)
    }
}

/// The documentation of a row: label, type, section, version, note.
fn row_doc(field: &Field) -> TokenStream {
    let since = field.since.as_ref().map(|since| format!(", since {}", line(since))).unwrap_or_default();
    let (name, notation, section) = (code(&field.name), line(&field.notation), line(&field.section));
    let row = format!("{name} {notation}, section {section}{since}.");
    names::doc([both(&field.label), row, field.note.as_ref().map(both).unwrap_or_default()])
}
