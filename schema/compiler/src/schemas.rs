//! Converts the model to the schemas of the validator, which are the same as those that the macro generates.

use std::borrow::Cow;

use wxmed_core::Bilingual;
use wxmed_core::schema::{
    Bindings, Bound, CaseRows, Check, CodeRow, Codes, Composed, ContentSchema, FieldSchema, Filling, Limit, Member,
    Presence, Privacy, RecordSchema, Ref, Role,
};

use crate::model::{
    self, CodeTable, Content, Field, Limits, Notification, Operation, Provenance, Record, Scale, StatedPresence,
    WireType,
};

/// How an empty text is treated.
#[derive(Clone, Copy)]
enum Blank {
    /// It counts as absent: in a request and in a response.
    Nothing,
    /// It is a value: in JSON.
    Value,
}

/// The citation in violations of a record.
#[derive(Clone, Copy)]
struct Cited<'a> {
    title: &'a Bilingual,
    section: &'a str,
    /// The source of a content, if it isn't the document.
    source: Option<&'a Bilingual>,
}

impl<'a> Cited<'a> {
    /// The document, or the source of a spec that the document doesn't contain.
    fn of_spec(title: &'a Bilingual, section: &'a str, provenance: Option<&'a Provenance>) -> Self {
        let source = provenance.filter(|_| section.is_empty()).map(|provenance| &provenance.cited);
        Self { title, section, source }
    }
}

impl Operation {
    /// The schema of its request.
    pub fn request_schema(&self) -> RecordSchema {
        record(&self.request, Blank::Nothing, self.cited())
    }

    /// The schema of its reply: the rows of a response that are the operation's own, without the envelope.
    pub fn reply_schema(&self) -> RecordSchema {
        self.read_schema(|row| !Self::ENVELOPE.contains(&row.name.as_str()))
    }

    /// The schema of the rows of a response whose conditions hold.
    pub(crate) fn read_schema(&self, is_there: impl Fn(&Field) -> bool) -> RecordSchema {
        let rows = self.response.fields.iter().filter(|row| row.role == Role::Value && is_there(row));
        let rows = rows.map(|row| Field { when: Vec::new(), ..row.clone() });
        record(&Record { fields: rows.collect(), ..Record::default() }, Blank::Nothing, self.cited())
    }

    /// The schema of its response, including the envelope.
    pub fn response_schema(&self) -> RecordSchema {
        record(&self.response, Blank::Nothing, self.cited())
    }

    /// The operation's own rows of a response, without the envelope.
    pub fn reply(&self) -> Record {
        Record { fields: self.reply_rows().map(|(_, field)| field.clone()).collect(), ..Record::default() }
    }

    /// The same rows, with their indices in the response.
    pub fn reply_rows(&self) -> impl Iterator<Item = (usize, &Field)> {
        let is_own = |field: &Field| field.role == Role::Value && !Self::ENVELOPE.contains(&field.name.as_str());
        self.response.fields.iter().enumerate().filter(move |(_, field)| is_own(field))
    }

    fn cited(&self) -> Cited<'_> {
        Cited::of_spec(&self.title, &self.section, self.provenance.as_ref())
    }
}

impl Notification {
    /// The schema of its own rows, without the envelope.
    pub fn own_schema(&self) -> RecordSchema {
        let own = self.own();
        let rows = own.fields.into_iter().map(|row| Field { when: Vec::new(), ..row });
        record(&Record { fields: rows.collect(), ..Record::default() }, Blank::Nothing, self.cited())
    }

    /// The schema of everything that is sent, including the envelope.
    pub fn request_schema(&self) -> RecordSchema {
        record(&self.request, Blank::Nothing, self.cited())
    }

    /// The schema of the hospital's response.
    pub fn response_schema(&self) -> RecordSchema {
        record(&self.response, Blank::Nothing, self.cited())
    }

    fn cited(&self) -> Cited<'_> {
        Cited::of_spec(&self.title, &self.section, self.provenance.as_ref())
    }
}

impl Content {
    /// The schema of the content, with its bindings to the request.
    pub fn schema(&self) -> ContentSchema {
        let own: Ref<RecordSchema> = record(&self.record, Blank::Value, self.cited()).into();
        let wrapped_in = self.wrapped_in.clone().map(Cow::Owned);
        let bindings = (!self.bindings.is_empty())
            .then(|| Bindings { wrapped_in: wrapped_in.clone(), table: self.bindings_schema(own.clone()).into() });
        ContentSchema { wrapped_in, record: own, bindings }
    }

    /// Two rows, for the content and for the request's fields, and the rules over both.
    fn bindings_schema(&self, own: Ref<RecordSchema>) -> RecordSchema {
        let object = |name: &'static str, record: Ref<RecordSchema>| FieldSchema {
            object: Some(record),
            ..FieldSchema::text(name, "", "")
        };
        let outer = record(&self.outer, Blank::Nothing, self.cited());
        RecordSchema {
            rows: Cow::Owned(vec![object("content", own), object("outer", outer.into())]),
            checks: self.bindings.iter().map(|rule| Check::Stated(rule.stated.clone())).collect(),
            ..of_cited(self.cited())
        }
    }

    fn cited(&self) -> Cited<'_> {
        let source = self.provenance.as_ref().map(|provenance| &provenance.cited);
        Cited { title: &self.title, section: &self.section, source }
    }
}

impl Field {
    /// The schema of the row alone, independent of its record.
    pub fn schema(&self) -> FieldSchema {
        field(self, Blank::Nothing, Cited { title: &self.label, section: &self.section, source: None })
    }
}

fn of_cited(cited: Cited<'_>) -> RecordSchema {
    RecordSchema {
        title: cited.title.clone(),
        section: Cow::Owned(cited.section.to_owned()),
        source: cited.source.cloned().unwrap_or_default(),
        rows: Cow::Borrowed(&[]),
        checks: Cow::Borrowed(&[]),
    }
}

fn record(record: &Record, blank: Blank, cited: Cited<'_>) -> RecordSchema {
    let choices = record.choices.iter().map(choice);
    let needs = record.needs.iter().map(|needs| Check::Needs { given: index(needs.given), needs: index(needs.needs) });
    let demands = record.demands.iter().map(|demand| Check::Demand(demand.stated.clone()));
    let groups = record.groups.iter().map(|group| Check::Group(group.kind, indices(&group.fields)));
    let cases = record.tag.iter().map(cases);
    let rules = record.rules.iter().map(|rule| Check::Stated(rule.stated.clone()));
    let fields = || record.fields.iter().enumerate();
    let unique = fields().filter(|(_, row)| !row.unique.is_empty());
    let unique = unique.map(|(row_index, row)| Check::Unique { list: index(row_index), by: indices(&row.unique) });
    let composed = fields().filter(|(_, row)| !row.composed.is_empty());
    let composed = composed.map(|(row_index, row)| {
        Check::Composed(Composed { row: index(row_index), parts: Cow::Owned(row.composed.clone()) })
    });
    let rows = record.fields.iter().enumerate().map(|(row_index, row)| {
        let schema = field(row, blank, cited);
        // Rows under a condition that isn't a case of a tag aren't mandatory.
        let is_demanded = row.when.is_empty() || record.is_in_case(row_index);
        if is_demanded { schema } else { FieldSchema { presence: Presence::Optional, ..schema } }
    });
    RecordSchema {
        rows: rows.collect(),
        checks: unique
            .chain(composed)
            .chain(choices)
            .chain(needs)
            .chain(demands)
            .chain(groups)
            .chain(cases)
            .chain(rules)
            .collect(),
        ..of_cited(cited)
    }
}

fn field(field: &Field, blank: Blank, cited: Cited<'_>) -> FieldSchema {
    let default = field.default.clone().map(Cow::Owned);
    let object = field.object.as_deref().map(|inner| record(inner, blank, Cited { title: &field.label, ..cited }));
    FieldSchema {
        name: Cow::Owned(field.name.clone()),
        label: field.label.clone(),
        presence: match field.presence {
            StatedPresence::Required => Presence::Required,
            StatedPresence::Present => Presence::Present,
            StatedPresence::Optional | StatedPresence::Chosen => Presence::Optional,
        },
        format: field.format,
        encoding: field.encoding,
        null: field.null,
        limit: limit(field),
        bounds: bounds(&field.limits),
        list: field.list,
        count_of: field.count_of.map(index),
        codes: field.codes.as_deref().map(|table| codes(table).into()),
        default: default.map(|default| match blank {
            Blank::Nothing => Filling::OfBlank(default),
            Blank::Value => Filling::OfAbsent(default),
        }),
        privacy: if field.sensitive { Privacy::Redacted } else { Privacy::Open },
        role: field.role,
        aliases: field.aliases.iter().map(|alias| Cow::Owned(alias.name.clone())).collect(),
        object: object.map(Ref::from),
        severity: field.severity,
    }
}

fn limit(field: &Field) -> Limit {
    match (field.ty, field.length) {
        (WireType::Text { max: Some(max) }, model::LengthUnit::Uncertain) => Limit::Uncertain(max),
        (WireType::Text { max: Some(max) }, model::LengthUnit::Bytes) => Limit::Bytes(max),
        (WireType::Text { max: Some(max) }, model::LengthUnit::Characters) => Limit::Characters(max),
        (
            WireType::Text { max: None }
            | WireType::Uint8
            | WireType::Uint32
            | WireType::Uint64
            | WireType::Int
            | WireType::Bool
            | WireType::Object,
            model::LengthUnit::Uncertain | model::LengthUnit::Bytes | model::LengthUnit::Characters,
        ) => Limit::None,
    }
}

fn bounds(limits: &Limits) -> Cow<'static, [Bound]> {
    let range = limits.range.unwrap_or_default();
    let min = range.min.map(|min| Bound::Min(min.to_string().into()));
    let max = range.max.map(|max| Bound::Max(max.to_string().into()));
    let decimals = limits.decimals.map(Bound::Decimals).into_iter().chain(limits.scale.map(scale));
    let constant = limits.constant.clone().map(|constant| Bound::Constant(constant.into()));
    let pattern = limits.pattern.as_ref().map(|pattern| Bound::Pattern(pattern.as_str().to_owned().into()));
    min.into_iter().chain(max).chain(decimals).chain(pattern).chain(constant).collect()
}

fn scale(scale: Scale) -> Bound {
    match scale {
        Scale::Filled(decimal_places) => Bound::Scale(decimal_places),
        Scale::Sent(decimal_places) => Bound::ExactScale(decimal_places),
    }
}

fn codes(table: &CodeTable) -> Codes {
    let row = |value: &model::CodeValue| CodeRow { code: Cow::Owned(value.code.clone()), label: value.label.clone() };
    Codes { openness: table.openness, rows: table.values.iter().map(row).collect() }
}

fn choice(choice: &model::Choice) -> Check {
    let group = |group: &model::Alternative| {
        let members = group.fields.iter().zip(&group.mandatory);
        members
            .map(|(row, is_mandatory)| if *is_mandatory { Member::Must(index(*row)) } else { Member::May(index(*row)) })
            .collect()
    };
    Check::Choice(choice.alternatives.iter().map(group).collect())
}

fn cases(tag: &model::Tag) -> Check {
    let case = |case: &model::Case| CaseRows { value: Cow::Owned(case.value.clone()), rows: indices(&case.fields) };
    Check::Cases { tag: index(tag.field), of: tag.cases.iter().map(case).collect() }
}

/// The index of a row. Tables have far fewer rows; an index beyond the limit refers to no row.
pub(crate) fn index(row: usize) -> u16 {
    u16::try_from(row).unwrap_or(u16::MAX)
}

pub(crate) fn indices(rows: &[usize]) -> Cow<'static, [u16]> {
    rows.iter().copied().map(index).collect()
}
