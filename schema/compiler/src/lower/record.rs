use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::expression::{self, Condition, FieldScope, NamedFields};
use super::{Lowering, Tables};
use crate::ast::{
    AlternativeSyntax, ChoiceSyntax, ConditionSyntax, FieldSyntax, IdPartSyntax, ListSyntax, RecordSyntax, RowIndex,
    RuleSyntax, Text, WhenSyntax,
};
use crate::casing::camel;
use crate::model::{
    Alias, Alternative, Case, Choice, CodeValue, Demand, Encoding, Field, Group, IdPart, LengthUnit, Limits, List,
    Needs, Range, Record, Required, Scale, StatedPresence, StatedRule, Tag, Truth, ValueSource, WireType, Written,
};
use crate::passes;
use crate::schemas::{index, indices};
use wxmed_core::{Bilingual, Format, Pattern, Severity};

impl Lowering<'_> {
    pub(super) fn record(&mut self, spec: &RecordSyntax, own: &Tables<'_>, section: &str) -> Record {
        let rows = RowIndex::of(spec);
        let index_of = |name: &str| rows.index_of(name);
        let choices: Vec<Choice> = spec.choices.iter().filter_map(|choice| self.choice(choice, index_of)).collect();
        let choice_role = ChoiceRole::all(&choices);
        let choice_role = |index: usize| choice_role.get(&index).copied().unwrap_or(ChoiceRole::Outside);
        let fields: Vec<Field> = (spec.fields.iter().enumerate())
            .map(|(index, field)| self.field(field, choice_role(index), own, section))
            .collect();
        let beside = |(field, spec): (Field, &FieldSyntax)| Field {
            count_of: spec.count_of.as_ref().and_then(|list| rows.beside(spec, list.as_str())),
            composed: spec.composed.iter().filter_map(|part| id_part(part, spec, &rows)).collect(),
            ..field
        };
        let fields: Vec<Field> = fields.into_iter().zip(&spec.fields).map(beside).collect();
        // Index all names, including those inside objects, only if a rule or condition refers to them.
        let has_expressions = !spec.rules.is_empty() || !spec.conditions.is_empty();
        let named = NamedFields::of(if has_expressions { &fields } else { &[] });
        let needs = spec.conditions.iter().flat_map(|condition| match &condition.when {
            WhenSyntax::Given(given) => {
                let given = index_of(&given.value);
                let needs = condition.needs.iter();
                needs.filter_map(|needs| Some(Needs { given: given?, needs: index_of(&needs.value)? })).collect()
            }
            WhenSyntax::Holds(_) => Vec::new(),
        });
        let groups = spec.groups.iter().map(|group| Group { kind: group.kind, fields: rows.indices_of(&group.of) });
        Record {
            needs: needs.collect(),
            demands: spec.conditions.iter().filter_map(|one| self.demand(one, &rows, &named)).collect(),
            groups: groups.collect(),
            tag: tag(spec, &fields),
            rules: spec.rules.iter().filter_map(|rule| self.rule(rule, FieldScope::Own(&named))).collect(),
            choices,
            fields,
        }
    }

    fn choice(&self, spec: &ChoiceSyntax, index_of: impl Fn(&str) -> Option<usize>) -> Option<Choice> {
        match spec {
            ChoiceSyntax::Own { name, title, of } => Some(Choice {
                name: name.value.clone(),
                title: title.clone(),
                part: None,
                alternatives: of.iter().map(|group| alternative(group, &index_of)).collect(),
                span: name.span,
            }),
            ChoiceSyntax::Part(name) => {
                let part = *self.parts.get(name.as_str())?;
                let indices: Vec<usize> = part.fields.iter().map(|field| index_of(field)).collect::<Option<_>>()?;
                let in_record = |group: &Alternative| Alternative {
                    fields: group.fields.iter().filter_map(|index| indices.get(*index).copied()).collect(),
                    ..group.clone()
                };
                Some(Choice {
                    name: part.name.clone(),
                    title: part.title.clone(),
                    part: Some(Arc::clone(part)),
                    alternatives: part.alternatives.iter().map(in_record).collect(),
                    span: name.span,
                })
            }
        }
    }

    fn field(&mut self, spec: &FieldSyntax, choice_role: ChoiceRole, own: &Tables<'_>, section: &str) -> Field {
        let table = |name: &str| own.get(name).or_else(|| self.codes.get(name)).map(|table| Arc::clone(table));
        Field {
            name: spec.name.value.clone(),
            api: spec.api.as_ref().map(|api| api.value.clone()),
            spelling: spec.spelling.as_ref().map(|spelling| spelling.value.clone()),
            label: Bilingual::new(spec.label.clone(), spec.en.clone()),
            section: section.to_owned(),
            note: spec.note.clone(),
            notation: spec.notation.value.clone(),
            ty: spec.ty,
            required: spec.required,
            presence: match (choice_role, spec.required) {
                (ChoiceRole::InSomeGroups, _) => StatedPresence::Chosen,
                (_, Required::Present) => StatedPresence::Present,
                _ if spec.default.is_some() => StatedPresence::Required,
                (ChoiceRole::MustInEveryGroup, _) | (_, Required::Yes) => StatedPresence::Required,
                (_, Required::No | Required::OneOfTwoAbove | Required::OneOfTwoBelow | Required::Blank) => {
                    StatedPresence::Optional
                }
            },
            when: spec.when.iter().map(|(condition, _)| condition.clone()).collect(),
            format: format(spec),
            encoding: spec.encoding.map_or(Encoding::Text, |(encoding, _)| encoding),
            null: spec.null,
            limits: limits(spec),
            list: spec.list.as_ref().map(list),
            unique: unique(spec),
            count_of: None,
            composed: Vec::new(),
            codes: spec.codes.as_ref().and_then(|name| table(&name.value)),
            default: spec.default.as_ref().map(|default| default.value.clone()),
            sensitive: spec.sensitive || format(spec).is_always_sensitive(),
            length: spec.length.unwrap_or(LengthUnit::Uncertain),
            role: spec.role,
            versions: spec.versions.clone(),
            provenance: spec.provenance.clone(),
            severity: Severity::Error,
            aliases: (spec.aliases.iter())
                .map(|(name, section)| Alias { name: name.value.clone(), section: section.clone() })
                .collect(),
            value_source: ValueSource::Unstated,
            object: spec.object.as_ref().map(|object| {
                let mut record = self.record(object, own, section);
                if spec.sensitive {
                    hide(&mut record);
                }
                Box::new(record)
            }),
            span: spec.name.span,
            api_span: spec.api.as_ref().unwrap_or(&spec.name).span,
            spelling_span: spec.spelling.as_ref().unwrap_or(&spec.name).span,
        }
    }

    /// Lowers a condition to a demand. Fields that are mandatory because another one is given are lowered elsewhere.
    fn demand(
        &mut self,
        spec: &ConditionSyntax,
        rows: &RowIndex<'_>,
        named: &NamedFields<'_>,
    ) -> Option<Written<Demand>> {
        let indices = |names: &[Text]| indices(&rows.indices_of(names));
        let (absent, needs) = (indices(&spec.absent), indices(&spec.needs));
        match &spec.when {
            WhenSyntax::Holds(written) => {
                let Condition { holds, message } =
                    expression::condition(written, FieldScope::Own(named), &self.untyped, self.diagnostics)?;
                Some(Written { text: written.value.clone(), stated: Demand { message, when: holds, needs, absent } })
            }
            WhenSyntax::Given(given) if !absent.is_empty() => {
                let when = Truth::Given(vec![index(rows.index_of(given.as_str())?)].into());
                let text = format!("given({})", given.value);
                let message = Bilingual::new(&text, &text);
                Some(Written { text, stated: Demand { message, when, needs: Vec::new().into(), absent } })
            }
            WhenSyntax::Given(_) => None,
        }
    }

    pub(super) fn rule(&mut self, spec: &RuleSyntax, fields: FieldScope<'_>) -> Option<Written<StatedRule>> {
        let states = expression::truth(&spec.check, fields, &self.untyped, self.diagnostics)?;
        let (id, message) = (spec.id.value.clone().into(), spec.message.clone());
        let stated = StatedRule { id, severity: spec.severity.unwrap_or(Severity::Error), states, message };
        Some(Written { text: spec.check.value.clone(), stated })
    }
}

/// Marks all fields of a sensitive object as sensitive.
fn hide(record: &mut Record) {
    for field in &mut record.fields {
        field.sensitive = true;
        if let Some(object) = &mut field.object {
            hide(object);
        }
    }
}

/// The role of a row in the choices of its record.
#[derive(Clone, Copy)]
enum ChoiceRole {
    /// It is in no choice, or is optional in every group.
    Outside,
    /// It distinguishes groups.
    InSomeGroups,
    /// It is mandatory in every group, and so isn't a choice.
    MustInEveryGroup,
}

impl ChoiceRole {
    /// The roles of the rows in choices, by index; other rows are outside.
    fn all(choices: &[Choice]) -> HashMap<usize, ChoiceRole> {
        let must_in_every_group = |choice: &Choice| {
            let must = |group: &Alternative| -> BTreeSet<usize> {
                let members = group.fields.iter().zip(&group.mandatory);
                members.filter(|(_, mandatory)| **mandatory).map(|(member, _)| *member).collect()
            };
            choice.alternatives.iter().map(must).reduce(|all, group| &all & &group).unwrap_or_default()
        };
        let must = choices.iter().flat_map(must_in_every_group).map(|index| (index, ChoiceRole::MustInEveryGroup));
        let some = choices.iter().flat_map(Choice::distinguishing).map(|index| (index, ChoiceRole::InSomeGroups));
        must.chain(some).collect()
    }
}

fn format(spec: &FieldSyntax) -> Format {
    match spec.ty {
        WireType::Text { .. } => spec.format.map_or(Format::Text, |(format, _)| format),
        WireType::Uint8 => Format::Uint8,
        WireType::Uint32 | WireType::Uint64 | WireType::Int if is_fen(spec) => Format::Fen,
        WireType::Uint32 => Format::Uint32,
        WireType::Uint64 => Format::Uint64,
        WireType::Int => Format::Int,
        WireType::Bool => Format::Boolean,
        WireType::Object => Format::Text,
    }
}

fn list(list: &ListSyntax) -> List {
    let size = |text: &Option<Text>| text.as_ref().and_then(|text| text.value.parse().ok());
    List { min: size(&list.min).unwrap_or(0), max: size(&list.max), items: list.items }
}

/// The rows in which the items of a list must differ.
fn unique(spec: &FieldSyntax) -> Vec<usize> {
    let names = spec.list.iter().flat_map(|list| &list.unique);
    names.filter_map(|name| spec.object.as_ref()?.named(name.as_str())).collect()
}

fn id_part(part: &IdPartSyntax, spec: &FieldSyntax, rows: &RowIndex<'_>) -> Option<IdPart> {
    Some(match part {
        IdPartSyntax::Field(name) => IdPart::Field(index(rows.beside(spec, name.as_str())?)),
        IdPartSyntax::Time(format, _) => IdPart::Time(*format),
        IdPartSyntax::Pattern(pattern) => IdPart::Pattern(pattern.value.clone().into()),
        IdPartSyntax::Literal(text) => IdPart::Text(text.value.clone().into()),
    })
}

fn is_fen(spec: &FieldSyntax) -> bool {
    spec.format.is_some_and(|(format, _)| format == Format::Fen)
}

fn limits(spec: &FieldSyntax) -> Limits {
    let bound = |text: &Option<Text>| text.as_ref().and_then(passes::bound);
    let range = spec.limits.range.as_ref().map(|range| Range { min: bound(&range.min), max: bound(&range.max) });
    // Fen in an integer type, whose range still applies.
    let most = match spec.ty {
        WireType::Uint32 if is_fen(spec) => Some(Decimal::from(u32::MAX)),
        WireType::Int if is_fen(spec) => Some(Decimal::from(i32::MAX)),
        // Fen of 64 bits are limited by the format.
        WireType::Text { .. }
        | WireType::Uint8
        | WireType::Uint32
        | WireType::Uint64
        | WireType::Int
        | WireType::Bool
        | WireType::Object => None,
    };
    let range = match (range, most) {
        (Some(Range { min, max }), Some(most)) => Some(Range { min, max: Some(max.map_or(most, |max| max.min(most))) }),
        (None, Some(most)) => Some(Range { min: None, max: Some(most) }),
        (range, None) => range,
    };
    Limits {
        range,
        decimals: spec.limits.decimals.as_ref().and_then(|text| text.value.parse().ok()),
        scale: spec.limits.scale.as_ref().and_then(|text| text.value.parse().ok()).map(Scale::Filled),
        constant: spec.limits.constant.as_ref().map(|constant| constant.value.clone()),
        pattern: spec.limits.pattern.as_ref().and_then(|text| Pattern::parse(&text.value).ok()),
    }
}

pub(super) fn alternative(spec: &AlternativeSyntax, index_of: impl Fn(&str) -> Option<usize>) -> Alternative {
    let members: Vec<(usize, bool)> =
        spec.fields.iter().filter_map(|(name, mandatory)| Some((index_of(&name.value)?, *mandatory))).collect();
    Alternative {
        name: spec.name.value.clone(),
        about: spec.about.clone(),
        fields: members.iter().map(|(index, _)| *index).collect(),
        mandatory: members.iter().map(|(_, mandatory)| *mandatory).collect(),
    }
}

/// The cases of the table's tag, in the order of its code table.
fn tag(spec: &RecordSyntax, fields: &[Field]) -> Option<Tag> {
    let index = spec.fields.iter().position(|field| field.tag.is_some())?;
    let (field, name) = (fields.get(index)?, spec.fields.get(index)?.tag.as_ref()?);
    let mut belonging: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (row_index, row) in fields.iter().enumerate() {
        for when in row.when.iter().filter(|when| when.field == field.name) {
            belonging.entry(&when.value).or_default().insert(row_index);
        }
    }
    let belongs = |value: &str| belonging.get(value).into_iter().flatten().copied().collect();
    let spellings = spellings(spec, &field.name);
    let spelling = |value: &CodeValue| match spellings.get(value.code.as_str()) {
        Some(written) => written.value.clone(),
        None => camel(&value.name),
    };
    let cases = field.codes.as_ref()?.values.iter().map(|value| Case {
        value: value.code.clone(),
        name: value.name.clone(),
        spelling: spelling(value),
        label: value.label.clone(),
        fields: belongs(&value.code),
    });
    Some(Tag { field: index, name: name.value.clone(), cases: cases.collect(), span: name.span })
}

/// The spelling of the rows' type for each value of a tag. If a value has several sections, the first spelling applies.
fn spellings<'s>(spec: &'s RecordSyntax, tag: &'s str) -> HashMap<&'s str, &'s Text> {
    let mut spellings = HashMap::new();
    for section in &spec.sections {
        for (value, spelling) in section.values_of(tag).zip(section.spelling.iter().cycle()) {
            spellings.entry(value).or_insert(spelling);
        }
    }
    spellings
}
