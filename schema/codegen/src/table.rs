//! Field tables as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitter, ident};
use wxmed_compiler::model::{
    Choice, Content, Demand, Field, Group, LengthUnit, Limits, List, Needs, Null, Operation, Presence, Provenance,
    Record, Role, StatedRule, Tag, Type, Wire,
};
use wxmed_core::{Bilingual, Format, Severity};

/// The place of a row, as the tables count.
pub(super) fn place(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

pub(super) fn places(indices: &[usize]) -> TokenStream {
    let places = indices.iter().map(|index| place(*index));
    quote!(&[#(#places),*])
}

/// What an empty text is.
#[derive(Clone, Copy)]
pub(super) enum Blank {
    /// As good as none: in a request and in an answer.
    Nothing,
    /// A value: in JSON.
    Value,
}

/// What messages about a record cite.
#[derive(Clone, Copy)]
pub(super) struct Cited<'a> {
    pub(super) title: &'a Bilingual,
    pub(super) section: &'a str,
    /// The source of a content, which is another one than the document.
    pub(super) provenance: Option<&'a Provenance>,
}

impl<'a> Cited<'a> {
    pub(super) fn operation(operation: &'a Operation) -> Self {
        Self { title: &operation.title, section: &operation.section, provenance: None }
    }

    pub(super) fn content(content: &'a Content) -> Self {
        Self { title: &content.title, section: &content.section, provenance: content.provenance.as_ref() }
    }

    /// The source in both languages; empty if it is the document itself.
    fn source(self) -> TokenStream {
        let cited = self.provenance.map(|provenance| &provenance.cited);
        let (zh, en) = cited.map_or(("", ""), |cited| (&*cited.zh, &*cited.en));
        quote!([#zh, #en])
    }
}

impl Emitter<'_> {
    /// The table of a record; `objects` are the types of its objects, by place.
    pub(super) fn table(
        &self,
        record: &Record,
        blank: Blank,
        cited: Cited<'_>,
        objects: &dyn Fn(usize) -> Option<TokenStream>,
    ) -> TokenStream {
        let (table, record_trait) = (self.rt("RecordSchema"), self.rt("Record"));
        let rows = record.fields.iter().enumerate().map(|(index, field)| {
            let row = self.row(field, blank);
            match objects(index) {
                Some(object) => quote!(#row.object(<#object as #record_trait>::TABLE)),
                None => row,
            }
        });
        let choices = record.choices.iter().map(|choice| self.choice_check(choice));
        let needs = record.needs.iter().map(|needs| self.needs_check(needs));
        let cases = record.tag.iter().map(|tag| self.cases_check(tag));
        let rules = record.rules.iter().map(|rule| self.rule_check(rule));
        let demands = record.demands.iter().map(|demand| self.demand_check(demand));
        let groups = record.groups.iter().map(|group| self.group_check(group));
        let checks = choices.chain(needs).chain(demands).chain(groups).chain(cases).chain(rules);
        let Cited { title: Bilingual { zh, en }, section, .. } = cited;
        let source = cited.source();
        quote! {
            #table { zh: #zh, en: #en, section: #section, source: #source, rows: &[#(#rows),*], checks: &[#(#checks),*] }
        }
    }

    /// What a content states of the request that carries it, if it states something: a table of both.
    pub(super) fn bindings(&self, content: &Content) -> Option<TokenStream> {
        if content.bindings.is_empty() {
            return None;
        }
        let (table, row, record) = (self.rt("RecordSchema"), self.rt("FieldSchema"), self.rt("Record"));
        let cited = Cited::content(content);
        let (Cited { title: Bilingual { zh, en }, section, .. }, source) = (cited, cited.source());
        let outer = self.table(&content.outer, Blank::Nothing, cited, &|_| None);
        let rules = content.bindings.iter().map(|binding| self.rule_check(binding));
        Some(quote! {
            const BINDINGS: ::core::option::Option<&'static #table> = ::core::option::Option::Some(&#table {
                zh: #zh,
                en: #en,
                section: #section,
                source: #source,
                rows: &[
                    #row::text("content", "", "").object(<Self as #record>::TABLE),
                    #row::text("outer", "", "").object(&#outer),
                ],
                checks: &[#(#rules),*],
            });
        })
    }

    fn row(&self, field: &Field, blank: Blank) -> TokenStream {
        let row = self.rt("FieldSchema");
        let (name, zh, en) = (&field.name, &*field.label.zh, &*field.label.en);
        let mut tokens = quote!(#row::text(#name, #zh, #en));
        match field.presence {
            Presence::Required => tokens.extend(quote!(.required())),
            Presence::Present => tokens.extend(quote!(.present())),
            Presence::Optional | Presence::Chosen => {}
        }
        if let Type::Text { max: Some(max) } = field.ty {
            let max = Literal::u32_unsuffixed(max);
            tokens.extend(match field.length {
                LengthUnit::Uncertain => quote!(.limit(#max)),
                LengthUnit::Bytes => quote!(.limit_bytes(#max)),
                LengthUnit::Characters => quote!(.limit_characters(#max)),
            });
        }
        if field.format != Format::Text {
            let (format, variant) = (self.rt("Format"), ident(&format!("{:?}", field.format)));
            tokens.extend(quote!(.format(#format::#variant)));
        }
        match field.wire {
            Wire::Text => {}
            Wire::Number => tokens.extend(quote!(.number())),
            Wire::JsonText => tokens.extend(quote!(.json_text())),
        }
        match field.null {
            Null::Absent => {}
            Null::Kept => tokens.extend(quote!(.nullable())),
        }
        tokens.extend(self.bounds(&field.limits));
        tokens.extend(field.list.as_ref().map(|list| self.list(list)));
        if let Some(list) = field.count_of.map(place) {
            tokens.extend(quote!(.count_of(#list)));
        }
        if let Some(codes) = &field.codes {
            let (codes, code) = (self.codes_path(codes), self.rt("Code"));
            tokens.extend(quote!(.codes(<#codes as #code>::CODES)));
        }
        match field.role {
            Role::Value => {}
            Role::Nonce => tokens.extend(quote!(.nonce())),
            Role::Signature => tokens.extend(quote!(.signature())),
        }
        match (&field.default, blank) {
            (Some(default), Blank::Nothing) => tokens.extend(quote!(.filled_where_blank(#default))),
            (Some(default), Blank::Value) => tokens.extend(quote!(.filled_where_absent(#default))),
            (None, _) => {}
        }
        if field.sensitive {
            tokens.extend(quote!(.redacted()));
        }
        if !field.aliases.is_empty() {
            let aliases = field.aliases.iter().map(|alias| &alias.name);
            tokens.extend(quote!(.aliases(&[#(#aliases),*])));
        }
        tokens
    }

    fn bounds(&self, limits: &Limits) -> Option<TokenStream> {
        let bound = self.rt("Bound");
        let mut bounds: Vec<TokenStream> = Vec::new();
        if let Some(min) = limits.range.and_then(|range| range.min).map(|min| min.to_string()) {
            bounds.push(quote!(#bound::Min(#min)));
        }
        if let Some(max) = limits.range.and_then(|range| range.max).map(|max| max.to_string()) {
            bounds.push(quote!(#bound::Max(#max)));
        }
        if let Some(most) = limits.decimals.map(Literal::u32_unsuffixed) {
            bounds.push(quote!(#bound::Decimals(#most)));
        }
        if let Some(pattern) = limits.pattern.as_ref().map(wxmed_core::Pattern::as_str) {
            bounds.push(quote!(#bound::Pattern(#pattern)));
        }
        (!bounds.is_empty()).then(|| quote!(.bounds(&[#(#bounds),*])))
    }

    fn list(&self, list: &List) -> TokenStream {
        let any = self.rt("List");
        let min = Some(list.min).filter(|min| *min > 0).map(Literal::u32_unsuffixed).map(|min| quote!(.min(#min)));
        let max = list.max.map(Literal::u32_unsuffixed).map(|max| quote!(.max(#max)));
        let unique = list.unique.map(place).map(|place| quote!(.unique(#place)));
        quote!(.list(#any::ANY #min #max #unique))
    }

    fn choice_check(&self, choice: &Choice) -> TokenStream {
        let (check, member) = (self.rt("Check"), self.rt("Member"));
        let groups = choice.alternatives.iter().map(|group| {
            let members = group.fields.iter().zip(&group.mandatory).map(|(index, mandatory)| {
                let place = place(*index);
                if *mandatory { quote!(#member::Must(#place)) } else { quote!(#member::May(#place)) }
            });
            quote!(&[#(#members),*])
        });
        quote!(#check::Choice(&[#(#groups),*]))
    }

    fn needs_check(&self, needs: &Needs) -> TokenStream {
        let check = self.rt("Check");
        let (given, needs) = (place(needs.given), place(needs.needs));
        quote!(#check::Needs { given: #given, needs: #needs })
    }

    fn demand_check(&self, demand: &Demand) -> TokenStream {
        let (check, kind) = (self.rt("Check"), self.rt("Demand"));
        let (Bilingual { zh, en }, when) = (&demand.says, self.truth(&demand.when));
        let (needs, absent) = (places(&demand.needs), places(&demand.absent));
        quote!(#check::Demand(#kind { zh: #zh, en: #en, when: #when, needs: #needs, absent: #absent }))
    }

    fn group_check(&self, group: &Group) -> TokenStream {
        let (check, path) = (self.rt("Check"), self.rt("GroupKind"));
        let (kind, of) = (ident(&format!("{:?}", group.kind)), places(&group.fields));
        quote!(#check::Group(#path::#kind, #of))
    }

    fn cases_check(&self, tag: &Tag) -> TokenStream {
        let check = self.rt("Check");
        let field = place(tag.field);
        let cases = tag.cases.iter().map(|case| {
            let (value, rows) = (&case.value, places(&case.fields));
            quote!((#value, #rows))
        });
        quote!(#check::Cases { tag: #field, of: &[#(#cases),*] })
    }

    fn rule_check(&self, rule: &StatedRule) -> TokenStream {
        let (check, severity) = (self.rt("Check"), self.rt("Severity"));
        let level = match rule.severity {
            Severity::Error => quote!(#severity::Error),
            Severity::Warning => quote!(#severity::Warning),
        };
        let states = self.truth(&rule.states);
        let stated = self.rt("StatedRule");
        let (id, zh, en) = (&rule.id, &*rule.says.zh, &*rule.says.en);
        quote!(#check::Stated(#stated { id: #id, severity: #level, states: #states, zh: #zh, en: #en }))
    }
}
