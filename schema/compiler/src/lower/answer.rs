//! Lowers the resources and the response of an operation: names of request fields become indices.

use crate::ast::{AnswerSyntax, CreationSyntax, ErrorSyntax, NeedSyntax, OperationSyntax, RecordSyntax, RowIndex};
use crate::model::{AnswerValue, Creation, ErrorCause, Need, Record, Resource};

pub(super) fn needs(spec: &OperationSyntax, rows: &RowIndex<'_>) -> Vec<Need> {
    let need = |need: &NeedSyntax| {
        let (by, same) = (rows.places(&need.by), rows.places(&need.same));
        let within = need.within.as_ref().and_then(|seconds| seconds.value.parse().ok());
        Some(Need { what: need.what?, by, same, uses: need.uses, within, span: need.span })
    };
    spec.needs.iter().filter_map(need).collect()
}

pub(super) fn creates(spec: &OperationSyntax, rows: &RowIndex<'_>) -> Vec<Creation> {
    let creation = |creation: &CreationSyntax| {
        let lasts = creation.lasts.as_ref().and_then(|name| spec.response.place(name.as_str()));
        Some(Creation { what: creation.what?, by: rows.places(&creation.by), lasts, span: creation.span })
    };
    spec.creates.iter().filter_map(creation).collect()
}

/// A needed resource takes precedence over a field of the same name, as in the check.
pub(super) fn cause(spec: &OperationSyntax, error: &ErrorSyntax, rows: &RowIndex<'_>) -> Option<ErrorCause> {
    let when = error.when.as_ref()?.as_str();
    match Resource::by_name(when).filter(|thing| spec.needs.iter().any(|need| need.what == Some(*thing))) {
        Some(thing) => Some(ErrorCause::Missing(thing)),
        None => rows.place(when).map(ErrorCause::Differs),
    }
}

/// The rows that the platform sends, with the sources of their values. `sent` are the rows of the corresponding
/// request, if there is one.
pub(super) fn rows(spec: &RecordSyntax, mut record: Record, sent: &RowIndex<'_>) -> Record {
    for (field, row) in record.fields.iter_mut().zip(&spec.fields) {
        field.answer = value(&row.answer, sent);
    }
    record
}

fn value(answer: &AnswerSyntax, rows: &RowIndex<'_>) -> AnswerValue {
    match answer {
        AnswerSyntax { sample: Some(sample), .. } => AnswerValue::Sample(sample.value.clone()),
        AnswerSyntax { from: Some((thing, _)), .. } => AnswerValue::From(*thing),
        AnswerSyntax { echoes: Some(name), .. } => {
            rows.place(name.as_str()).map_or(AnswerValue::Unstated, AnswerValue::Echo)
        }
        _ => AnswerValue::Unstated,
    }
}
