//! The rows of a table, and their constraints.

use std::collections::BTreeMap;

use serde::Serialize;
use wxmed::Severity;
use wxmed::spec::model::{
    Choice, Exhaustiveness, Field, Items, Null, Record, Role, StatedPresence, StatedRule, Written,
};

use super::super::json::Texts;
use super::tables::{self, CodeJson, ProvenanceJson};

#[derive(Serialize)]
pub(super) struct RecordJson<'a> {
    rows: Vec<RowJson<'a>>,
    choices: Vec<ChoiceJson<'a>>,
    tag: Option<TagJson<'a>>,
    rules: Vec<RuleJson<'a>>,
    conditions: Vec<ConditionJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    name: &'a str,
    label: Texts<'a>,
    note: Option<Texts<'a>>,
    section: &'a str,
    notation: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    encoding: &'static str,
    max_len: Option<u32>,
    presence: &'static str,
    role: &'static str,
    is_sensitive: bool,
    is_nullable: bool,
    /// The values that other fields must have for the row to exist.
    when: BTreeMap<&'a str, &'a str>,
    list: Option<ListJson>,
    codes: Option<RowCodesJson<'a>>,
    record: Option<Box<RecordJson<'a>>>,
    provenance: Option<ProvenanceJson<'a>>,
    severity: &'static str,
}

#[derive(Serialize)]
struct ListJson {
    min: u32,
    max: Option<u32>,
    is_of_lists: bool,
}

#[derive(Serialize)]
struct RowCodesJson<'a> {
    name: &'a str,
    is_open: bool,
    values: Vec<CodeJson<'a>>,
}

#[derive(Serialize)]
struct ChoiceJson<'a> {
    name: &'a str,
    title: Texts<'a>,
    names_account: bool,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    about: Option<Texts<'a>>,
    fields: Vec<&'a str>,
}

#[derive(Serialize)]
struct TagJson<'a> {
    field: Option<&'a str>,
    cases: Vec<CaseJson<'a>>,
}

#[derive(Serialize)]
struct CaseJson<'a> {
    value: &'a str,
    label: Texts<'a>,
    /// The indexes of the rows.
    rows: &'a [usize],
}

#[derive(Serialize)]
pub(super) struct RuleJson<'a> {
    id: &'a str,
    check: &'a str,
    message: Texts<'a>,
    severity: &'static str,
}

#[derive(Serialize)]
struct ConditionJson<'a> {
    when: &'a str,
    message: Texts<'a>,
    needs: Vec<&'a str>,
    absent: Vec<&'a str>,
}

pub(super) fn record(record: &Record) -> RecordJson<'_> {
    RecordJson {
        rows: record.fields.iter().map(row).collect(),
        choices: record.choices.iter().map(|one| choice(record, one)).collect(),
        tag: record.tag.as_ref().map(|tag| TagJson {
            field: name(record, tag.field),
            cases: tag
                .cases
                .iter()
                .map(|case| CaseJson { value: &case.value, label: Texts::of(&case.label), rows: &case.fields })
                .collect(),
        }),
        rules: record.rules.iter().map(rule).collect(),
        conditions: conditions(record),
    }
}

fn conditions(record: &Record) -> Vec<ConditionJson<'_>> {
    let names = |indexes: &[u16]| indexes.iter().filter_map(|index| name(record, usize::from(*index))).collect();
    record
        .demands
        .iter()
        .map(|demand| ConditionJson {
            when: &demand.text,
            message: Texts::of(&demand.message),
            needs: names(&demand.needs),
            absent: names(&demand.absent),
        })
        .collect()
}

fn name(record: &Record, index: usize) -> Option<&str> {
    record.fields.get(index).map(|row| row.name.as_str())
}

fn row(field: &Field) -> RowJson<'_> {
    RowJson {
        name: &field.name,
        label: Texts::of(&field.label),
        note: field.note.as_ref().map(Texts::of),
        section: &field.section,
        notation: &field.notation,
        kind: field.ty.name(),
        format: field.format.name(),
        encoding: field.encoding.name(),
        max_len: field.max_len(),
        presence: presence(field.presence),
        role: role(field.role),
        is_sensitive: field.sensitive,
        is_nullable: field.null == Null::Kept,
        when: field.when.iter().map(|condition| (condition.field.as_str(), condition.value.as_str())).collect(),
        list: field.list.as_ref().map(|list| ListJson {
            min: list.min,
            max: list.max,
            is_of_lists: list.items == Items::Lists,
        }),
        codes: field.codes.as_deref().map(|table| RowCodesJson {
            name: &table.name,
            is_open: table.openness == Exhaustiveness::Open,
            values: tables::values(table),
        }),
        record: field.object.as_deref().map(|inner| Box::new(record(inner))),
        provenance: field.provenance.as_ref().map(tables::provenance),
        severity: severity(field.severity),
    }
}

fn choice<'a>(record: &'a Record, choice: &'a Choice) -> ChoiceJson<'a> {
    ChoiceJson {
        name: &choice.name,
        title: Texts::of(&choice.title),
        names_account: choice.part.as_deref().is_some_and(|part| part.names_account),
        groups: choice
            .alternatives
            .iter()
            .map(|group| GroupJson {
                name: &group.name,
                about: group.about.as_ref().map(Texts::of),
                fields: group.fields.iter().filter_map(|index| name(record, *index)).collect(),
            })
            .collect(),
    }
}

pub(super) fn rule(rule: &Written<StatedRule>) -> RuleJson<'_> {
    RuleJson { id: &rule.id, check: &rule.text, message: Texts::of(&rule.message), severity: severity(rule.severity) }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

const fn presence(presence: StatedPresence) -> &'static str {
    match presence {
        StatedPresence::Required => "required",
        StatedPresence::Optional => "optional",
        StatedPresence::Chosen => "choice",
        StatedPresence::Present => "present",
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Value => "value",
        Role::Nonce => "nonce",
        Role::Signature => "signature",
    }
}
