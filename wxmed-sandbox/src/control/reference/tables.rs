//! Code tables, errors, errata and sources.

use serde::Serialize;
use wxmed::spec::model::{
    CodeTable, DocumentedError, Erratum, ErratumState, ErrorTable, Exhaustiveness, FilledBy, KnownEntry, KnownList,
    Model, Outcome, Provenance, RetryAdvice, TemplateKeyword,
};

use super::super::json::Texts;
use super::{KeywordJson, confidence};
use crate::rejection::{GENERAL, General};
use wxmed::Bilingual;

#[derive(Serialize)]
pub(super) struct ProvenanceJson<'a> {
    source: Texts<'a>,
    confidence: &'static str,
}

#[derive(Serialize)]
pub(super) struct CodesJson<'a> {
    name: &'a str,
    /// The operation or content that owns the table. `None` if it is shared.
    owner: Option<&'a str>,
    title: Texts<'a>,
    section: &'a str,
    is_open: bool,
    provenance: Option<ProvenanceJson<'a>>,
    values: Vec<CodeJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct CodeJson<'a> {
    pub(super) code: &'a str,
    pub(super) label: Texts<'a>,
}

#[derive(Serialize)]
pub(super) struct ErrorsJson<'a> {
    name: &'a str,
    title: Texts<'a>,
    provenance: Option<ProvenanceJson<'a>>,
    errors: Vec<ErrorJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct ErrorJson<'a> {
    code: &'a str,
    meaning: Texts<'a>,
    remedy: Texts<'a>,
    outcome: &'static str,
    retry: &'static str,
    refreshes_token: bool,
    provenance: Option<ProvenanceJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct ErrataJson<'a> {
    id: &'a str,
    target: &'a str,
    change: Option<&'a str>,
    why: Texts<'a>,
    evidence: Texts<'a>,
    confidence: &'static str,
    state: &'static str,
}

#[derive(Serialize)]
pub(super) struct KnownJson<'a> {
    name: &'a str,
    title: Texts<'a>,
    entries: Vec<KnownEntryJson<'a>>,
}

#[derive(Serialize)]
struct KnownEntryJson<'a> {
    name: &'a str,
    title: Texts<'a>,
    facts: Texts<'a>,
    why: Texts<'a>,
    provenance: Option<ProvenanceJson<'a>>,
    confidence: &'static str,
}

impl<'a> ProvenanceJson<'a> {
    pub(super) fn of(source: &'a Bilingual, confidence: &'static str) -> Self {
        Self { source: Texts::of(source), confidence }
    }
}

pub(super) fn provenance(provenance: &Provenance) -> ProvenanceJson<'_> {
    ProvenanceJson::of(&provenance.source, confidence(provenance.confidence))
}

/// The shared code tables, and those of single operations, notifications and contents.
pub(super) fn all_codes(model: &Model) -> Vec<CodesJson<'_>> {
    let shared = model.codes.iter().map(|table| codes(table, None));
    let operations = model.operations.iter().map(|one| (one.name.as_str(), &one.codes));
    let notifications = model.notifications.iter().map(|one| (one.name.as_str(), &one.codes));
    let contents = model.contents.iter().map(|one| (one.name.as_str(), &one.codes));
    let owned = operations.chain(notifications).chain(contents);
    shared.chain(owned.flat_map(|(owner, tables)| tables.iter().map(move |table| codes(table, Some(owner))))).collect()
}

fn codes<'a>(table: &'a CodeTable, owner: Option<&'a str>) -> CodesJson<'a> {
    CodesJson {
        name: &table.name,
        owner,
        title: Texts::of(&table.title),
        section: &table.section,
        is_open: table.openness == Exhaustiveness::Open,
        provenance: table.provenance.as_ref().map(provenance),
        values: values(table),
    }
}

pub(super) fn values(table: &CodeTable) -> Vec<CodeJson<'_>> {
    table.values.iter().map(|value| CodeJson { code: &value.code, label: Texts::of(&value.label) }).collect()
}

pub(super) fn errors(table: &ErrorTable) -> ErrorsJson<'_> {
    ErrorsJson {
        name: &table.name,
        title: Texts::of(&table.title),
        provenance: table.provenance.as_ref().map(provenance),
        errors: table.errors.iter().map(error).collect(),
    }
}

/// The errors that only the sandbox returns.
pub(super) fn of_sandbox() -> ErrorsJson<'static> {
    let error = |general: &'static General| ErrorJson {
        code: general.code,
        meaning: Texts::of(&general.meaning),
        remedy: Texts::of(&general.remedy),
        outcome: "nothing-done",
        retry: "after-fix",
        refreshes_token: false,
        provenance: None,
    };
    ErrorsJson {
        name: "sandbox",
        title: Texts::of(&OF_SANDBOX),
        provenance: None,
        errors: GENERAL.into_iter().map(error).collect(),
    }
}

static OF_SANDBOX: Bilingual = Bilingual::of(
    "沙箱自己的错误码：真实平台在这些情况下的代码未知",
    "codes of the sandbox alone: those of the platform in these cases are not known",
);

pub(super) fn error(error: &DocumentedError) -> ErrorJson<'_> {
    ErrorJson {
        code: &error.code,
        meaning: Texts::of(&error.meaning),
        remedy: Texts::of(&error.remedy),
        outcome: match error.outcome {
            Outcome::NothingDone => "nothing-done",
            Outcome::Unknown => "unknown",
        },
        retry: match error.retry {
            RetryAdvice::AfterFix => "after-fix",
            RetryAdvice::Later => "later",
        },
        refreshes_token: error.refreshes_token,
        provenance: error.provenance.as_ref().map(provenance),
    }
}

pub(super) fn erratum(erratum: &Erratum) -> ErrataJson<'_> {
    ErrataJson {
        id: &erratum.id,
        target: &erratum.target,
        change: erratum.change.as_deref(),
        why: Texts::of(&erratum.why),
        evidence: Texts::of(&erratum.evidence),
        confidence: confidence(erratum.confidence),
        state: match erratum.state {
            ErratumState::Applied => "applied",
            ErratumState::Off => "off",
            ErratumState::Remark => "remark",
        },
    }
}

pub(super) fn known(list: &KnownList) -> KnownJson<'_> {
    KnownJson { name: &list.name, title: Texts::of(&list.title), entries: list.entries.iter().map(entry).collect() }
}

fn entry(entry: &KnownEntry) -> KnownEntryJson<'_> {
    KnownEntryJson {
        name: &entry.name,
        title: Texts::of(&entry.title),
        facts: Texts::of(&entry.facts),
        why: Texts::of(&entry.why),
        provenance: entry.provenance.as_ref().map(provenance),
        confidence: confidence(entry.confidence()),
    }
}

pub(super) fn keyword(keyword: &TemplateKeyword) -> KeywordJson<'_> {
    let (field, platform) = match &keyword.filler {
        FilledBy::Caller(field) => (Some(field.as_str()), None),
        FilledBy::Platform(about) => (None, Some(Texts::of(about))),
    };
    KeywordJson { name: &keyword.name, field, platform, sample: &keyword.sample }
}
