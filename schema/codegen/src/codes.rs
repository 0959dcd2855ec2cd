//! Code tables, tables of errors and message templates.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::both;
use super::{Emitter, ident, names};
use crate::markdown::{code, line};
use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{
    CodeMatch, CodeTable, DocumentedError, Exhaustiveness, FilledBy, Outcome, RetryAdvice, Span, TemplateSet,
};
use wxmed_core::Bilingual;

impl Emitter<'_> {
    pub(super) fn code_table(&mut self, table: &CodeTable) -> TokenStream {
        let name = self.type_name(&table.spelling);
        if !self.define(&name, table.spelling_span) {
            return TokenStream::new();
        }
        let doc = names::doc([
            both(&table.title),
            format!("Code table {}, section {}.", code(&table.name), line(&table.section)),
        ]);
        let variants: Vec<_> = table.values.iter().map(|value| ident(&camel(&value.name))).collect();
        let docs =
            table.values.iter().map(|value| names::doc([format!("{}: {}", code(&value.code), both(&value.label))]));
        let rows = table.values.iter().map(|value| {
            let (row, code, label) = (self.rt("CodeRow"), self.text(&value.code), self.bilingual(&value.label));
            quote!(#row { code: #code, label: #label })
        });
        let rows = self.slice(rows);
        let (code, codes, openness) = (self.rt("Code"), self.rt("Codes"), self.rt("Exhaustiveness"));
        let openness = match table.openness {
            Exhaustiveness::Closed => quote!(#openness::Closed),
            Exhaustiveness::Open => quote!(#openness::Open),
        };
        let attributes = self.enum_attributes(&table.spelling);
        quote! {
            #doc
            #attributes
            #[non_exhaustive]
            pub enum #name {
                #(#docs #variants,)*
            }

            impl #code for #name {
                const CODES: &'static #codes = &#codes { openness: #openness, rows: #rows };
                const ALL: &'static [Self] = &[#(Self::#variants),*];

                fn index(self) -> ::core::primitive::usize {
                    self as ::core::primitive::usize
                }
            }
        }
    }

    pub(super) fn error_table(
        &mut self,
        spelling: &str,
        title: &Bilingual,
        errors: &[DocumentedError],
        span: Span,
    ) -> TokenStream {
        let name = self.type_name(spelling);
        if !self.define(&name, span) {
            return TokenStream::new();
        }
        let doc = names::doc([both(title)]);
        let variants: Vec<_> = errors.iter().map(|error| ident(&camel(&error.name))).collect();
        let docs = errors
            .iter()
            .map(|error| names::doc([format!("{}: {}", code(&error.code), both(&error.meaning)), both(&error.remedy)]));
        let rows = errors.iter().map(|error| {
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
        let (error_code, error_row) = (self.rt("ErrorCode"), self.rt("ErrorInfo"));
        let attributes = self.enum_attributes(spelling);
        quote! {
            #doc
            #attributes
            #[non_exhaustive]
            pub enum #name {
                #(#docs #variants,)*
            }

            impl #error_code for #name {
                const ROWS: &'static [#error_row] = &[#(#rows),*];
                const ALL: &'static [Self] = &[#(Self::#variants),*];

                fn index(self) -> ::core::primitive::usize {
                    self as ::core::primitive::usize
                }
            }
        }
    }

    pub(super) fn templates(&mut self, set: &TemplateSet) -> TokenStream {
        let (templates, template, keyword, filler) =
            (self.rt("Templates"), self.rt("Template"), self.rt("TemplateField"), self.rt("FilledBy"));
        let name = ident(&names::snake(&set.name).to_ascii_uppercase());
        let tag = &set.tag;
        let all = set.templates.iter().map(|one| {
            let (value, section, title, lines, sample) =
                (&one.value, &one.section, &one.title, &one.lines, &one.sample);
            let keywords = one.keywords.iter().map(|place| {
                let (name, sample) = (&place.name, &place.sample);
                let by = match &place.filler {
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
        let doc =
            names::doc([format!("The message templates that {} chooses by {}.", code(&set.operation), code(&set.tag))]);
        quote! {
            #doc
            pub const #name: #templates = #templates { tag: #tag, all: &[#(#all),*] };
        }
    }

    /// Enums of codes derive everything that can be derived; what the user adds comes on top.
    fn enum_attributes(&self, name: &str) -> TokenStream {
        let own = ["clone::Clone", "marker::Copy", "fmt::Debug", "cmp::PartialEq", "cmp::Eq", "hash::Hash"];
        let own = own.map(|path| path.parse::<TokenStream>().unwrap_or_default());
        let options = self.options.types.get(name);
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
