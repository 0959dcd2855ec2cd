//! Downgrades errors to warnings: for rules that the caller selects, and for statements with low confidence.

use wxmed_core::Severity;

use crate::LowConfidence;
use crate::model::{Confidence, Model, Provenance, Record, StatedRule, Written};

/// Downgrades the rules with these IDs to warnings.
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

/// Downgrades statements with low confidence to warnings, unless the options reject their violations.
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

/// The severity of a row applies to its inner rows, unless they state their own source.
fn record(record: &mut Record, known: Severity) {
    for field in &mut record.fields {
        field.severity = severity(field.provenance.as_ref(), known);
        if let Some(object) = &mut field.object {
            self::record(object, field.severity);
        }
    }
    record.rules.iter_mut().for_each(|rule| rule.severity = rule.severity.min(known));
}

/// The severity for a source; without a source, that of the enclosing item.
fn severity(source: Option<&Provenance>, outer: Severity) -> Severity {
    source.map_or(outer, |source| match source.confidence {
        Confidence::Low => Severity::Warning,
        Confidence::Medium | Confidence::High => Severity::Error,
    })
}
