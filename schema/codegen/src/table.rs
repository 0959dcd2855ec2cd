//! Record schemas as constants.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{Emitter, ident};
use crate::api::{Content, Row};
use wxmed_compiler::model;
use wxmed_core::schema::{
    Bound, CaseRows, Check, Composed, Demand, Encoding, FieldSchema, Filling, IdPart, Items, Limit, List, Member, Null,
    Presence, Privacy, RecordSchema, Role, StatedRule,
};
use wxmed_core::{Bilingual, Format, Severity};

impl Emitter<'_> {
    /// The schema of a record, as the spec compiler created it. The schemas of objects and code tables are separate
    /// constants.
    pub(super) fn table(&self, rows: &[Row], schema: &RecordSchema) -> TokenStream {
        let (code, record) = (self.rt("Code"), self.rt("Record"));
        let rows = schema.rows.iter().zip(rows).map(|(row, Row { ty, .. })| {
            let codes = ty.codes().map(|codes| {
                let codes = self.path(codes);
                quote!(.codes(<#codes as #code>::CODES))
            });
            let object = ty.object().map(|object| {
                let object = self.path(object);
                quote!(.object(<#object as #record>::TABLE))
            });
            let row = self.row(row);
            quote!(#row #codes #object)
        });
        let rows = rows.collect::<Vec<_>>();
        self.record_schema(schema, &rows)
    }

    /// The bindings of a content to its request, if there are any: a schema of both.
    pub(super) fn bindings(&self, content: &Content<'_>) -> Option<TokenStream> {
        let bindings = content.of.schema().bindings?;
        let (table, record) = (self.rt("RecordSchema"), self.rt("Record"));
        let outer = bindings.table.rows.get(model::Content::OUTER)?.object.clone()?;
        let outer = self.table(&content.outer, &outer);
        let objects = [quote!(<Self as #record>::TABLE), quote!(OUTER)];
        let rows: Vec<TokenStream> = (bindings.table.rows.iter().zip(objects))
            .map(|(row, object)| {
                let row = self.row(row);
                quote!(#row.object(#object))
            })
            .collect();
        let both = self.record_schema(&bindings.table, &rows);
        Some(quote! {
            const BINDINGS: ::core::option::Option<&'static #table> = {
                // A constant of its own: what a function takes by reference would not live long enough.
                const OUTER: &#table = &#outer;
                ::core::option::Option::Some(&#both)
            };
        })
    }

    fn record_schema(&self, schema: &RecordSchema, rows: &[TokenStream]) -> TokenStream {
        let table = self.rt("RecordSchema");
        let RecordSchema { title, section, source, rows: _, checks } = schema;
        let (title, section, source) = (self.bilingual(title), self.text(section), self.bilingual(source));
        let rows = self.slice(rows.iter().cloned());
        let checks = self.slice(checks.iter().map(|check| self.check(check)));
        quote!(#table { title: #title, section: #section, source: #source, rows: #rows, checks: #checks })
    }

    /// A constant text.
    pub(super) fn text(&self, text: &str) -> TokenStream {
        let borrowed = self.rt("Borrowed");
        quote!(#borrowed(#text))
    }

    /// A constant list.
    pub(super) fn slice(&self, items: impl Iterator<Item = TokenStream>) -> TokenStream {
        let borrowed = self.rt("Borrowed");
        quote!(#borrowed(&[#(#items),*]))
    }

    /// Indices of rows.
    pub(super) fn indices(&self, indices: &[u16]) -> TokenStream {
        self.slice(indices.iter().map(|row| index(*row)))
    }

    pub(super) fn bilingual(&self, text: &Bilingual) -> TokenStream {
        let bilingual = self.rt("Bilingual");
        let (zh, en) = (&*text.zh, &*text.en);
        quote!(#bilingual::of(#zh, #en))
    }

    fn row(&self, field: &FieldSchema) -> TokenStream {
        let FieldSchema {
            name,
            label,
            presence,
            format,
            encoding,
            null,
            limit,
            bounds,
            list,
            count_of,
            codes: _,
            default,
            privacy,
            role,
            aliases,
            object: _,
            severity,
        } = field;
        let row = self.rt("FieldSchema");
        let (name, zh, en) = (&**name, &*label.zh, &*label.en);
        let mut tokens = quote!(#row::text(#name, #zh, #en));
        tokens.extend(match presence {
            Presence::Required => Some(quote!(.required())),
            Presence::Present => Some(quote!(.present())),
            Presence::Optional => None,
        });
        tokens.extend(limited(*limit));
        if *format != Format::Text {
            let format = self.variant("Format", &format!("{format:?}"), &[]);
            tokens.extend(quote!(.format(#format)));
        }
        tokens.extend(match encoding {
            Encoding::Text => None,
            Encoding::Number => Some(quote!(.number())),
            Encoding::JsonText => Some(quote!(.json_text())),
            Encoding::Boolean => Some(quote!(.boolean())),
        });
        tokens.extend(match null {
            Null::Absent => None,
            Null::Kept => Some(quote!(.nullable())),
        });
        if !bounds.is_empty() {
            let bounds = bounds.iter().map(|bound| self.bound(bound));
            tokens.extend(quote!(.bounds(&[#(#bounds),*])));
        }
        tokens.extend(list.map(|list| self.list(list)));
        if let Some(list) = count_of.map(Literal::u16_unsuffixed) {
            tokens.extend(quote!(.count_of(#list)));
        }
        tokens.extend(match role {
            Role::Value => None,
            Role::Nonce => Some(quote!(.nonce())),
            Role::Signature => Some(quote!(.signature())),
        });
        tokens.extend(match default {
            Some(Filling::OfBlank(default)) => Some(quote!(.filled_where_blank(#default))),
            Some(Filling::OfAbsent(default)) => Some(quote!(.filled_where_absent(#default))),
            None => None,
        });
        tokens.extend(match privacy {
            Privacy::Open => None,
            Privacy::Redacted => Some(quote!(.redacted())),
        });
        if !aliases.is_empty() {
            let aliases = aliases.iter().map(|alias| self.text(alias));
            tokens.extend(quote!(.aliases(&[#(#aliases),*])));
        }
        tokens.extend(match severity {
            Severity::Error => None,
            Severity::Warning => Some(quote!(.warns())),
        });
        tokens
    }

    fn bound(&self, bound: &Bound) -> TokenStream {
        let (variant, holds) = match bound {
            Bound::Min(min) => ("Min", self.text(min)),
            Bound::Max(max) => ("Max", self.text(max)),
            Bound::Decimals(most) => ("Decimals", Literal::u32_unsuffixed(*most).into_token_stream()),
            Bound::Pattern(pattern) => ("Pattern", self.text(pattern)),
            Bound::ExactScale(scale) => ("ExactScale", Literal::u32_unsuffixed(*scale).into_token_stream()),
            Bound::Scale(scale) => ("Scale", Literal::u32_unsuffixed(*scale).into_token_stream()),
            Bound::Constant(value) => ("Constant", self.text(value)),
        };
        self.variant("Bound", variant, &[holds])
    }

    fn list(&self, list: List) -> TokenStream {
        let any = self.rt("List");
        let min = Some(list.min).filter(|min| *min > List::ANY.min).map(Literal::u32_unsuffixed);
        let max = list.max.map(Literal::u32_unsuffixed);
        let (min, max) = (min.map(|min| quote!(.min(#min))), max.map(|max| quote!(.max(#max))));
        let lists = match list.items {
            Items::Values => None,
            Items::Lists => Some(quote!(.of_lists())),
        };
        quote!(.list(#any::ANY #min #max #lists))
    }

    fn check(&self, check: &Check) -> TokenStream {
        let path = self.rt("Check");
        match check {
            Check::Choice(groups) => {
                let member = |member: &Member| match member {
                    Member::Must(row) => self.variant("Member", "Must", &[index(*row)]),
                    Member::May(row) => self.variant("Member", "May", &[index(*row)]),
                };
                let groups = self.slice(groups.iter().map(|group| self.slice(group.iter().map(member))));
                quote!(#path::Choice(#groups))
            }
            Check::Needs { given, needs } => {
                let (given, needs) = (index(*given), index(*needs));
                quote!(#path::Needs { given: #given, needs: #needs })
            }
            Check::Demand(Demand { message, when, needs, absent }) => {
                let (kind, message, when) = (self.rt("Demand"), self.bilingual(message), self.truth(when));
                let (needs, absent) = (self.indices(needs), self.indices(absent));
                quote!(#path::Demand(#kind { message: #message, when: #when, needs: #needs, absent: #absent }))
            }
            Check::Group(kind, of) => {
                let (kind, of) = (self.variant("GroupKind", &format!("{kind:?}"), &[]), self.indices(of));
                quote!(#path::Group(#kind, #of))
            }
            Check::Cases { tag, of } => {
                let (tag, case_rows) = (index(*tag), self.rt("CaseRows"));
                let of = self.slice(of.iter().map(|CaseRows { value, rows }| {
                    let (value, rows) = (self.text(value), self.indices(rows));
                    quote!(#case_rows { value: #value, rows: #rows })
                }));
                quote!(#path::Cases { tag: #tag, of: #of })
            }
            Check::Unique { list, by } => {
                let (list, by) = (index(*list), self.indices(by));
                quote!(#path::Unique { list: #list, by: #by })
            }
            Check::Composed(Composed { row, parts }) => {
                let (kind, row) = (self.rt("Composed"), index(*row));
                let parts = self.slice(parts.iter().map(|part| match part {
                    IdPart::Field(row) => self.variant("IdPart", "Field", &[index(*row)]),
                    IdPart::Time(format) => {
                        let format = self.variant("Format", &format!("{format:?}"), &[]);
                        self.variant("IdPart", "Time", &[format])
                    }
                    IdPart::Pattern(pattern) => self.variant("IdPart", "Pattern", &[self.text(pattern)]),
                    IdPart::Text(text) => self.variant("IdPart", "Text", &[self.text(text)]),
                }));
                quote!(#path::Composed(#kind { row: #row, parts: #parts }))
            }
            Check::Stated(StatedRule { id, severity, states, message }) => {
                let (stated, level) = (self.rt("StatedRule"), self.variant("Severity", &format!("{severity:?}"), &[]));
                let (id, states, message) = (self.text(id), self.truth(states), self.bilingual(message));
                quote!(#path::Stated(#stated { id: #id, severity: #level, states: #states, message: #message }))
            }
        }
    }
}

fn index(row: u16) -> TokenStream {
    Literal::u16_unsuffixed(row).into_token_stream()
}

fn limited(limit: Limit) -> Option<TokenStream> {
    let (method, max) = match limit {
        Limit::None => return None,
        Limit::Uncertain(max) => (ident("limit"), max),
        Limit::Bytes(max) => (ident("limit_bytes"), max),
        Limit::Characters(max) => (ident("limit_characters"), max),
    };
    let max = Literal::u32_unsuffixed(max);
    Some(quote!(.#method(#max)))
}
