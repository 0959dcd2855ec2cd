//! What an operation needs, creates and answers with: names of the request's fields become their places.

use crate::model::{AnswerValue, Creation, ErrorCause, Need, Record, Thing};
use crate::syntax::{AnswerSyntax, CreationSyntax, ErrorSyntax, NeedSyntax, OperationSyntax, Text};

pub(super) fn needs(spec: &OperationSyntax) -> Vec<Need> {
    let need = |need: &NeedSyntax| {
        let (by, same) = (places(spec, &need.by), places(spec, &need.same));
        let within = need.within.as_ref().and_then(|seconds| seconds.value.parse().ok());
        Some(Need { what: need.what?, by, same, uses: need.uses, within, span: need.span })
    };
    spec.needs.iter().filter_map(need).collect()
}

pub(super) fn creates(spec: &OperationSyntax) -> Vec<Creation> {
    let creation = |creation: &CreationSyntax| {
        let lasts = creation.lasts.as_ref().and_then(|name| spec.response.place(name.as_str()));
        Some(Creation { what: creation.what?, by: places(spec, &creation.by), lasts, span: creation.span })
    };
    spec.creates.iter().filter_map(creation).collect()
}

fn places(spec: &OperationSyntax, names: &[Text]) -> Vec<usize> {
    names.iter().filter_map(|name| spec.request.place(name.as_str())).collect()
}

/// A thing that is needed goes before a field of the same name, as it does where that is checked.
pub(super) fn cause(spec: &OperationSyntax, error: &ErrorSyntax) -> Option<ErrorCause> {
    let when = error.when.as_ref()?.as_str();
    match Thing::by_name(when).filter(|thing| spec.needs.iter().any(|need| need.what == Some(*thing))) {
        Some(thing) => Some(ErrorCause::Missing(thing)),
        None => spec.request.place(when).map(ErrorCause::Differs),
    }
}

/// The rows of an answer with where their values come from.
pub(super) fn response(spec: &OperationSyntax, mut record: Record) -> Record {
    for (field, row) in record.fields.iter_mut().zip(&spec.response.fields) {
        field.answer = value(&row.answer, spec);
    }
    record
}

fn value(answer: &AnswerSyntax, spec: &OperationSyntax) -> AnswerValue {
    match answer {
        AnswerSyntax { sample: Some(sample), .. } => AnswerValue::Sample(sample.value.clone()),
        AnswerSyntax { from: Some((thing, _)), .. } => AnswerValue::From(*thing),
        AnswerSyntax { echoes: Some(name), .. } => {
            spec.request.place(name.as_str()).map_or(AnswerValue::Unstated, AnswerValue::Echo)
        }
        _ => AnswerValue::Unstated,
    }
}
