use wxmed_compiler::model::{
    CodeMatch, CodeTable, DocumentedError, Erratum, ErratumState, ErrorCause, ErrorTable, Exhaustiveness, Outcome,
    Provenance, Record, RetryAdvice, Versions,
};
use wxmed_core::{Bilingual, Json};

/// The entries of an object, in order.
pub(super) type Entries = Vec<(String, Json)>;

pub(super) fn entries<const N: usize>(entries: [(&str, Json); N]) -> Entries {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

pub(super) fn object<const N: usize>(all: [(&str, Json); N]) -> Json {
    Json::Object(entries(all))
}

pub(super) fn list(items: impl IntoIterator<Item = Json>) -> Json {
    Json::List(items.into_iter().collect())
}

pub(super) fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

pub(super) fn maybe(value: Option<&str>) -> Json {
    value.map_or(Json::Null, text)
}

pub(super) fn bilingual(bilingual: &Bilingual) -> Json {
    object([("zh", text(&bilingual.zh)), ("en", text(&bilingual.en))])
}

/// The versions of the document that contain an item.
pub(super) fn versions(versions: &Versions) -> Entries {
    let Versions { since, until, deprecated } = versions;
    entries([
        ("since", maybe(since.as_deref())),
        ("until", maybe(until.as_deref())),
        ("deprecated", deprecated.as_ref().map_or(Json::Null, bilingual)),
    ])
}

pub(super) fn provenance(provenance: Option<&Provenance>) -> Json {
    provenance.map_or(Json::Null, |provenance| {
        object([("source", bilingual(&provenance.source)), ("confidence", text(provenance.confidence.name()))])
    })
}

pub(super) fn codes(table: &CodeTable) -> Json {
    let values = table.values.iter().map(|value| {
        let mut all = entries([
            ("code", text(&value.code)),
            ("name", text(&value.name)),
            ("label", text(&value.label.zh)),
            ("en", text(&value.label.en)),
            ("provenance", provenance(value.provenance.as_ref())),
        ]);
        all.extend(versions(&value.versions));
        Json::Object(all)
    });
    object([
        ("name", text(&table.name)),
        ("spelling", text(&table.spelling)),
        ("title", bilingual(&table.title)),
        ("section", text(&table.section)),
        ("kind", text(if table.openness == Exhaustiveness::Open { "open" } else { "closed" })),
        ("provenance", provenance(table.provenance.as_ref())),
        ("values", list(values)),
    ])
}

/// An error, with its cause in the operation with this request.
pub(super) fn error(error: &DocumentedError, request: &Record) -> Json {
    let when = error.when.and_then(|cause| match cause {
        ErrorCause::Missing(resource) => Some(object([("missing", text(resource.name()))])),
        ErrorCause::Differs(index) => Some(object([("differs", text(&request.fields.get(index)?.name))])),
    });
    object([
        ("code", text(&error.code)),
        (
            "match",
            text(match error.matching {
                CodeMatch::Whole => "whole",
                CodeMatch::Beginning => "beginning",
                CodeMatch::AfterName => "after-name",
            }),
        ),
        ("name", text(&error.name)),
        ("meaning", bilingual(&error.meaning)),
        ("remedy", bilingual(&error.remedy)),
        ("refreshes_token", Json::Bool(error.refreshes_token)),
        ("may_have_been_done", Json::Bool(error.outcome == Outcome::Unknown)),
        (
            "retry",
            text(match error.retry {
                RetryAdvice::AfterFix => "after-fix",
                RetryAdvice::Later => "later",
            }),
        ),
        ("when", when.unwrap_or(Json::Null)),
        ("provenance", provenance(error.provenance.as_ref())),
    ])
}

pub(super) fn error_table(table: &ErrorTable) -> Json {
    object([
        ("name", text(&table.name)),
        ("spelling", text(&table.spelling)),
        ("title", bilingual(&table.title)),
        ("provenance", provenance(table.provenance.as_ref())),
        ("errors", list(table.errors.iter().map(|one| error(one, &Record::default())))),
    ])
}

pub(super) fn erratum(erratum: &Erratum) -> Json {
    let state = match erratum.state {
        ErratumState::Applied => "applied",
        ErratumState::Off => "off",
        ErratumState::Remark => "remark",
    };
    object([
        ("id", text(&erratum.id)),
        ("target", text(&erratum.target)),
        ("change", maybe(erratum.change.as_deref())),
        ("why", bilingual(&erratum.why)),
        ("evidence", bilingual(&erratum.evidence)),
        ("confidence", text(erratum.confidence.name())),
        ("state", text(state)),
    ])
}

/// The IDs of the errata about a spec.
pub(super) fn touching(spec: &str, errata: &[Erratum]) -> Json {
    list(errata.iter().filter(|erratum| erratum.touches(spec)).map(|erratum| text(&erratum.id)))
}
