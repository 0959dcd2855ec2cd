//! Makes warnings of what would be errors: of the rules that the caller names, and of what is known with low confidence
//! only.

use wxmed_core::Severity;

use crate::LowConfidence;
use crate::model::{Confidence, Model, Provenance, Record, StatedRule, Written};

/// Makes warnings of the stated rules with these IDs.
pub(crate) fn rules(model: &mut Model, ids: &[String]) {
    let mut soften = |rule: &mut Written<StatedRule>| {
        if ids.iter().any(|id| *id == rule.id) {
            rule.severity = Severity::Warning;
        }
    };
    for operation in &mut model.operations {
        operation.request.each_rule(&mut soften);
    }
    for content in &mut model.contents {
        content.record.each_rule(&mut soften);
        content.bindings.iter_mut().for_each(&mut soften);
    }
}

/// Makes warnings of what rests on low confidence, unless the caller wants it to be refused.
pub(crate) fn low_confidence(model: &mut Model, low: LowConfidence) {
    match low {
        LowConfidence::Refuses => return,
        LowConfidence::Warns => {}
    }
    for operation in &mut model.operations {
        let known = severity(operation.provenance.as_ref(), Severity::Error);
        record(&mut operation.request, known);
        record(&mut operation.response, known);
    }
    for notification in &mut model.notifications {
        let known = severity(notification.provenance.as_ref(), Severity::Error);
        record(&mut notification.request, known);
    }
    for content in &mut model.contents {
        let known = severity(content.provenance.as_ref(), Severity::Error);
        record(&mut content.record, known);
        content.bindings.iter_mut().for_each(|rule| rule.severity = rule.severity.min(known));
    }
}

/// What is said of a row holds for what is in it too, unless that says otherwise.
fn record(record: &mut Record, known: Severity) {
    for field in &mut record.fields {
        field.severity = severity(field.provenance.as_ref(), known);
        if let Some(object) = &mut field.object {
            self::record(object, field.severity);
        }
    }
    record.rules.iter_mut().for_each(|rule| rule.severity = rule.severity.min(known));
}

/// The severity of what a source states; without a source, that of what it is in.
fn severity(source: Option<&Provenance>, outer: Severity) -> Severity {
    source.map_or(outer, |source| match source.confidence {
        Confidence::Low => Severity::Warning,
        Confidence::Medium | Confidence::High => Severity::Error,
    })
}
