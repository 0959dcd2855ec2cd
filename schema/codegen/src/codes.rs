//! Code tables, tables of errors and message templates.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, doc, ident};
use crate::api::{EnumOf, TemplateSetConst};
use wxmed_compiler::model::{CodeMatch, CodeTable, DocumentedError, Exhaustiveness, FilledBy, Outcome, RetryAdvice};

impl Emitter<'_> {
    pub(super) fn code_table(&self, table: &EnumOf<'_, CodeTable>) -> TokenStream {
        let rows = table.of.values.iter().map(|value| {
            let (row, code, label) = (self.rt("CodeRow"), self.text(&value.code), self.bilingual(&value.label));
            quote!(#row { code: #code, label: #label })
        });
        let rows = self.slice(rows);
        let (codes, openness) = (self.rt("Codes"), self.rt("Exhaustiveness"));
        let openness = match table.of.openness {
            Exhaustiveness::Closed => quote!(#openness::Closed),
            Exhaustiveness::Open => quote!(#openness::Open),
        };
        let of = quote!(const CODES: &'static #codes = &#codes { openness: #openness, rows: #rows };);
        self.plain_enum(table, "Code", &of)
    }

    pub(super) fn error_table(&self, table: &EnumOf<'_, [DocumentedError]>) -> TokenStream {
        let rows = table.of.iter().map(|error| {
            let (row, code) = (self.rt("ErrorInfo"), &error.code);
            let (meaning_zh, meaning_en) = (&*error.meaning.zh, &*error.meaning.en);
            let (remedy_zh, remedy_en) = (&*error.remedy.zh, &*error.remedy.en);
            let row = quote!(#row::new(#code, (#meaning_zh, #meaning_en), (#remedy_zh, #remedy_en)));
            let row = if error.refreshes_token { quote!(#row.cured_by_new_token()) } else { row };
            let row = match error.outcome {
                Outcome::NothingDone => row,
                Outcome::Unknown => quote!(#row.perhaps_done()),
            };
            let row = match error.retry {
                RetryAdvice::AfterFix => row,
                RetryAdvice::Later => quote!(#row.passing()),
            };
            match error.matching {
                CodeMatch::Whole => row,
                CodeMatch::Beginning => quote!(#row.at_the_beginning()),
                CodeMatch::AfterName => quote!(#row.after_a_name()),
            }
        });
        let error_row = self.rt("ErrorInfo");
        let of = quote!(const ROWS: &'static [#error_row] = &[#(#rows),*];);
        self.plain_enum(table, "ErrorCode", &of)
    }

    /// An enum without fields, and its trait impl; `of` is the value of the trait's constant.
    fn plain_enum<T: ?Sized>(&self, table: &EnumOf<'_, T>, of_trait: &str, of: &TokenStream) -> TokenStream {
        let (serde_codes, kind, of_trait) = (self.rt("serde_codes"), ident(of_trait), self.rt(of_trait));
        let (name, about) = (self.type_name(&table.name), doc(&table.doc));
        let variants: Vec<_> = table.variants.iter().map(|(name, _)| ident(name)).collect();
        let docs = table.variants.iter().map(|(_, about)| doc(about));
        let attributes = self.enum_attributes(&table.name);
        quote! {
            #about
            #attributes
            #[non_exhaustive]
            pub enum #name {
                #(#docs #variants,)*
            }

            impl #of_trait for #name {
                #of
                const ALL: &'static [Self] = &[#(Self::#variants),*];

                fn index(self) -> ::core::primitive::usize {
                    self as ::core::primitive::usize
                }
            }

            #serde_codes!(#kind, #name);
        }
    }

    pub(super) fn templates(&self, templates: &TemplateSetConst<'_>) -> TokenStream {
        let (about, name, set) = (doc(&templates.doc), ident(&templates.name), templates.of);
        let (templates, template, keyword, filler) =
            (self.rt("Templates"), self.rt("Template"), self.rt("TemplateField"), self.rt("FilledBy"));
        let tag = &set.tag;
        let all = set.templates.iter().map(|one| {
            let (value, section, title, lines, sample) =
                (&one.value, &one.section, &one.title, &one.lines, &one.sample);
            let keywords = one.keywords.iter().map(|template_field| {
                let (name, sample) = (&template_field.name, &template_field.sample);
                let by = match &template_field.filler {
                    FilledBy::Caller(field) => quote!(#filler::Caller(#field)),
                    FilledBy::Platform(what) => {
                        let (zh, en) = (&*what.zh, &*what.en);
                        quote!(#filler::Platform(#zh, #en))
                    }
                };
                quote!(#keyword { name: #name, filler: #by, sample: #sample })
            });
            quote!(#template {
                value: #value,
                section: #section,
                title: #title,
                lines: &[#(#lines),*],
                keywords: &[#(#keywords),*],
                sample: &[#(#sample),*],
            })
        });
        quote! {
            #about
            pub const #name: #templates = #templates { tag: #tag, all: &[#(#all),*] };
        }
    }

    /// Enums of codes derive everything that can be derived, and the user's additional derives.
    fn enum_attributes(&self, name: &str) -> TokenStream {
        let own = ["clone::Clone", "marker::Copy", "fmt::Debug", "cmp::PartialEq", "cmp::Eq", "hash::Hash"];
        let own = own.map(|path| path.parse::<TokenStream>().unwrap_or_default());
        let options = self.options.of_type(name);
        let extra = options.map(|options| options.derives.as_slice()).unwrap_or_default();
        let extra = extra.iter().filter(|derive| {
            let written = derive.to_string();
            let last = written.rsplit("::").next().unwrap_or_default().trim().to_owned();
            !["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"].contains(&last.as_str())
        });
        let attributes = options.map(|options| options.attributes.as_slice()).unwrap_or_default();
        quote!(#[derive(#(::core::#own,)* #(#extra),*)] #(#attributes)*)
    }
}
