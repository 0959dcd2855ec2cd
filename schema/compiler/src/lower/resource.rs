//! Lowers the resources and the response of an operation: names of request fields become indices.

use crate::ast::{CreationSyntax, ErrorSyntax, NeedSyntax, OperationSyntax, RecordSyntax, RowIndex, ValueSourceSyntax};
use crate::model::{Creation, ErrorCause, Need, Record, Resource, ValueSource};

pub(super) fn needs(spec: &OperationSyntax, rows: &RowIndex<'_>) -> Vec<Need> {
    let need = |need: &NeedSyntax| {
        let (by, same) = (rows.indices_of(&need.by), rows.indices_of(&need.same));
        let within = need.within.as_ref().and_then(|seconds| seconds.value.parse().ok());
        Some(Need { what: need.what?, by, same, uses: need.uses, within, span: need.span })
    };
    spec.needs.iter().filter_map(need).collect()
}

pub(super) fn creates(spec: &OperationSyntax, rows: &RowIndex<'_>) -> Vec<Creation> {
    let creation = |creation: &CreationSyntax| {
        let lasts = creation.lasts.as_ref().and_then(|name| spec.response.index_of(name.as_str()));
        Some(Creation { what: creation.what?, by: rows.indices_of(&creation.by), lasts, span: creation.span })
    };
    spec.creates.iter().filter_map(creation).collect()
}

/// A needed resource takes precedence over a field of the same name, as in the check.
pub(super) fn cause(spec: &OperationSyntax, error: &ErrorSyntax, rows: &RowIndex<'_>) -> Option<ErrorCause> {
    let when = error.when.as_ref()?.as_str();
    match Resource::by_name(when).filter(|resource| spec.needs.iter().any(|need| need.what == Some(*resource))) {
        Some(resource) => Some(ErrorCause::Missing(resource)),
        None => rows.index_of(when).map(ErrorCause::Differs),
    }
}

/// The rows that the platform sends, with the sources of their values. `sent` are the rows of the corresponding
/// request, if there is one.
pub(super) fn rows(spec: &RecordSyntax, mut record: Record, sent: &RowIndex<'_>) -> Record {
    for (field, row) in record.fields.iter_mut().zip(&spec.fields) {
        field.value_source = value(&row.value_source, sent);
    }
    record
}

fn value(value_source: &ValueSourceSyntax, rows: &RowIndex<'_>) -> ValueSource {
    match value_source {
        ValueSourceSyntax { sample: Some(sample), .. } => ValueSource::Sample(sample.value.clone()),
        ValueSourceSyntax { from: Some((resource, _)), .. } => ValueSource::From(*resource),
        ValueSourceSyntax { echoes: Some(name), .. } => {
            rows.index_of(name.as_str()).map_or(ValueSource::Unstated, ValueSource::Echo)
        }
        _ => ValueSource::Unstated,
    }
}
