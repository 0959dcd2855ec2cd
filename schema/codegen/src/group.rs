//! Choices, parts, and the cases of a tag: enums whose variants hold their fields.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{self, MemberNames, both};
use super::record::{Member, Plan, Source};
use super::table::{place, places};
use super::{Emitter, ident};
use crate::api::RecordRole;
use crate::markdown::code;
use wxmed_compiler::casing::{UNLISTED, camel};
use wxmed_compiler::model::{Alternative, Choice, Field, Part, Record, Span, Tag};

/// A variant of a choice.
struct Variant {
    ident: Ident,
    doc: TokenStream,
    members: Vec<VariantMember>,
    /// The rows that no other variant has.
    distinguishing: Vec<usize>,
}

struct VariantMember {
    ident: Ident,
    row: usize,
    ty: TokenStream,
    doc: TokenStream,
}

impl Emitter<'_> {
    /// The rows of a part in a record, in the order of the part's own fields.
    pub(super) fn part_places(&self, choice: &Choice) -> TokenStream {
        let Some(part) = &choice.part else { return quote!(&[]) };
        let groups = part.alternatives.iter().zip(&choice.alternatives);
        let pairs = groups.flat_map(|(in_part, in_record)| in_part.fields.iter().zip(&in_record.fields));
        let rows: BTreeMap<usize, usize> = pairs.map(|(own, row)| (*own, *row)).collect();
        places(&rows.into_values().collect::<Vec<_>>())
    }

    /// The enum of a choice that belongs to one record.
    pub(super) fn choice(&mut self, choice: &Choice, record: &Record, owner: &Ident) -> TokenStream {
        let name = self.choice_type(choice);
        if !self.define(&name, choice.span) {
            return TokenStream::new();
        }
        let groups = choice.alternatives.iter().zip(own_rows(&choice.alternatives));
        let variants: Vec<Variant> = groups.map(|(group, own)| self.variant(group, own, record)).collect();
        let debug = self.rt("debug_part");
        let shown = name.to_string();
        let body = quote!(#debug::<#owner, Self>(self, #shown, f));
        let doc = names::doc([both(&choice.title)]);
        self.choice_enum(&name, &doc, &variants, &body)
    }

    /// The enum of a shared part: its rows count in its own order, and its fields are texts.
    pub(super) fn part(&mut self, part: &Part) -> TokenStream {
        let name = self.type_name(&part.spelling);
        if !self.define(&name, part.spelling_span) {
            return TokenStream::new();
        }
        let variants: Vec<Variant> = (part.alternatives.iter().zip(own_rows(&part.alternatives)))
            .map(|(group, distinguishing)| {
                let members = group.fields.iter().zip(&group.mandatory).filter_map(|(index, mandatory)| {
                    let field = part.fields.get(*index)?;
                    let string = quote!(::std::string::String);
                    let ty = if *mandatory { string } else { quote!(::core::option::Option<#string>) };
                    Some(VariantMember {
                        ident: ident(&names::snake(field)),
                        row: *index,
                        ty,
                        doc: names::doc([code(field)]),
                    })
                });
                Variant {
                    ident: ident(&camel(&group.name)),
                    doc: group_doc(group),
                    members: members.collect(),
                    distinguishing,
                }
            })
            .collect();
        let debug = self.rt("debug_group");
        let (shown, fields) = (name.to_string(), &part.fields);
        let body = quote!(#debug(self, #shown, &[#(#fields),*], f));
        let doc = names::doc([both(&part.title)]);
        self.choice_enum(&name, &doc, &variants, &body)
    }

    fn variant(&mut self, group: &Alternative, distinguishing: Vec<usize>, record: &Record) -> Variant {
        let members = group.fields.iter().zip(&group.mandatory).filter_map(|(index, mandatory)| {
            let field: &Field = record.fields.get(*index)?;
            let value = self.value_type(*index, field, RecordRole::Request).ty;
            let ty = if *mandatory { value } else { quote!(::core::option::Option<#value>) };
            let doc = names::doc([both(&field.label)]);
            Some(VariantMember { ident: ident(&names::api_name(field)), row: *index, ty, doc })
        });
        Variant { ident: ident(&camel(&group.name)), doc: group_doc(group), members: members.collect(), distinguishing }
    }

    fn choice_enum(&self, name: &Ident, doc: &TokenStream, variants: &[Variant], debug: &TokenStream) -> TokenStream {
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let attributes = self.record_attributes(&name.to_string());
        let declared = variants.iter().map(|Variant { ident, doc, members, .. }| match members.as_slice() {
            [VariantMember { ty, .. }] => quote!(#doc #ident(#ty)),
            members => {
                let members = members.iter().map(|VariantMember { ident, ty, doc, .. }| quote!(#doc #ident: #ty));
                quote!(#doc #ident { #(#members),* })
            }
        });
        let writes = variants.iter().map(|Variant { ident, members, .. }| {
            let puts = members.iter().map(|VariantMember { ident, row, .. }| {
                let place = place(*row);
                quote!(out.put(#place, #ident);)
            });
            let names = members.iter().map(|member| &member.ident);
            match members.len() {
                1 => quote!(Self::#ident(#(#names)*) => { #(#puts)* }),
                _ => quote!(Self::#ident { #(#names),* } => { #(#puts)* }),
            }
        });
        let read = |Variant { ident, members, .. }: &Variant| {
            let takes = members.iter().map(|VariantMember { ident, row, .. }| {
                let place = place(*row);
                match members.len() {
                    1 => quote!(from.take(#place)?),
                    _ => quote!(#ident: from.take(#place)?),
                }
            });
            match members.len() {
                1 => quote!(Self::#ident(#(#takes)*)),
                _ => quote!(Self::#ident { #(#takes),* }),
            }
        };
        let reads = variants.iter().filter(|variant| !variant.distinguishing.is_empty()).map(|variant| {
            let rows = variant.distinguishing.iter().map(|row| place(*row));
            let value = read(variant);
            quote!(if #(from.is_given(#rows))||* { return ::core::option::Option::Some(#value); })
        });
        let default = variants.iter().find(|variant| variant.distinguishing.is_empty()).map(read);
        let default =
            default.map_or(quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)));
        quote! {
            #doc
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

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #debug
                }
            }
        }
    }

    /// The enum of a tag, and a struct with a builder for each of its cases that has fields.
    pub(super) fn cases(&mut self, tag: &Tag, record: &Record, owner: &Ident) -> TokenStream {
        let (fields, writer, reader) = (self.rt("Fields"), self.rt("Writer"), self.rt("Reader"));
        let debug = self.rt("debug_part");
        let name = self.type_name(&camel(&tag.name));
        let span = tag.span;
        if !self.define(&name, span) {
            return TokenStream::new();
        }
        let attributes = self.record_attributes(&name.to_string());
        let tag_place = place(tag.field);
        let mut items = TokenStream::new();
        let (mut declared, mut writes, mut reads, mut conversions) =
            (Vec::new(), Vec::new(), Vec::new(), TokenStream::new());
        let names = self.member_names(record, RecordRole::Request);
        for case in &tag.cases {
            let variant = ident(&camel(&case.name));
            let value = &case.value;
            let doc = names::doc([format!("{}: {}", code(value), both(&case.label))]);
            if case.fields.is_empty() {
                declared.push(quote!(#doc #variant));
                writes.push(quote!(Self::#variant => out.put_text(#tag_place, #value)));
                reads.push(quote!(#value => ::core::option::Option::Some(Self::#variant)));
                continue;
            }
            let plan = self.case_plan(&case.spelling, doc.clone(), record, &names, &case.fields, span);
            let case_type = plan.name.clone();
            items.extend(self.case_struct(&plan, owner));
            declared.push(quote!(#doc #variant(#case_type)));
            writes.push(quote!(Self::#variant(case) => {
                out.put_text(#tag_place, #value);
                #fields::write(case, out);
            }));
            reads.push(quote!(#value => ::core::option::Option::Some(Self::#variant(#fields::read(from)?))));
            conversions.extend(quote! {
                impl ::core::convert::From<#case_type> for #name {
                    fn from(case: #case_type) -> Self {
                        Self::#variant(case)
                    }
                }
            });
            if let Some(Member { ident, value, .. }) = only_object(&plan, record) {
                conversions.extend(quote! {
                    impl ::core::convert::From<#value> for #name {
                        fn from(#ident: #value) -> Self {
                            Self::#variant(#case_type { #ident })
                        }
                    }
                });
            }
        }
        let mut otherwise = quote!(_ => ::core::option::Option::None);
        if record.has_open_tag() {
            let variant = ident(UNLISTED);
            declared.push(quote! {
                /// A value that the code table does not list; the keys that came with it are among the unknown ones.
                #variant(::std::string::String)
            });
            writes.push(quote!(Self::#variant(value) => out.put(#tag_place, value)));
            otherwise = quote! {
                "" => ::core::option::Option::None,
                value => ::core::option::Option::Some(Self::#variant(::std::string::String::from(value)))
            };
        }
        let shown = name.to_string();
        let title = record.fields.get(tag.field).map(|field| both(&field.label)).unwrap_or_default();
        let doc = names::doc([title]);
        quote! {
            #doc
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
                    match from.text(#tag_place) {
                        #(#reads,)*
                        #otherwise,
                    }
                }
            }

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #debug::<#owner, Self>(self, #shown, f)
                }
            }

            #conversions
            #items
        }
    }

    fn case_plan<'m>(
        &self,
        spelling: &str,
        doc: TokenStream,
        record: &'m Record,
        names: &MemberNames,
        rows: &[usize],
        span: Span,
    ) -> Plan<'m> {
        let plan = self.plan(spelling, doc, record, names, rows, span);
        Plan {
            members: plan.members.into_iter().filter(|member| matches!(member.source, Source::Row(_))).collect(),
            ..plan
        }
    }

    fn case_struct(&mut self, plan: &Plan<'_>, owner: &Ident) -> TokenStream {
        if !self.define(&plan.name, plan.span) {
            return TokenStream::new();
        }
        let builder = self.builder(plan, None);
        let (structure, fields) = (self.structure(plan), self.fields_impl(plan));
        let (name, debug) = (&plan.name, self.rt("debug_part"));
        let shown = name.to_string();
        quote! {
            #structure
            #fields

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #debug::<#owner, Self>(self, #shown, f)
                }
            }

            #builder
        }
    }
}

/// The object that is all that a case has: it stands for the case.
fn only_object<'p, 'm>(plan: &'p Plan<'m>, record: &Record) -> Option<&'p Member<'m>> {
    let [member] = plan.members.as_slice() else { return None };
    let Source::Row(index) = member.source else { return None };
    let field = record.fields.get(index)?;
    (member.is_mandatory && field.list.is_none() && field.object.is_some()).then_some(member)
}

fn group_doc(group: &Alternative) -> TokenStream {
    names::doc([match &group.about {
        Some(about) => both(about),
        None => format!("By {}.", code(&group.name)),
    }])
}

/// The rows of each group that are not in every group.
fn own_rows(all: &[Alternative]) -> Vec<Vec<usize>> {
    let mut groups_with: BTreeMap<usize, usize> = BTreeMap::new();
    for row in all.iter().flat_map(|group| group.fields.iter().collect::<BTreeSet<_>>()) {
        *groups_with.entry(*row).or_default() += 1;
    }
    let is_own = |row: &usize| groups_with.get(row).is_some_and(|groups| *groups < all.len());
    all.iter().map(|group| group.fields.iter().copied().filter(is_own).collect()).collect()
}
