use std::collections::HashMap;

use crate::ast::{RecordSyntax, SyntaxTree};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Model, Record, ValueSource};
use crate::{Errata, Options};

/// The sample of a row is a valid value, without warnings.
///
/// Samples are written for the default errata, so other errata disable this check.
pub(crate) fn check(specs: &SyntaxTree, model: &mut Model, options: &Options, d: &mut Diagnostics) {
    if options.errata != Errata::default() {
        return;
    }
    let operations: HashMap<&str, _> = specs.operations.iter().map(|spec| (spec.name.as_str(), spec)).collect();
    for operation in &mut model.operations {
        let Some(spec) = operations.get(operation.name.as_str()) else { continue };
        rows(&spec.response, &mut operation.response, d);
    }
    let notifications: HashMap<&str, _> = specs.notifications.iter().map(|spec| (spec.name.as_str(), spec)).collect();
    for notification in &mut model.notifications {
        let Some(spec) = notifications.get(notification.name.as_str()) else { continue };
        rows(&spec.request, &mut notification.request, d);
    }
}

fn rows(spec: &RecordSyntax, record: &mut Record, d: &mut Diagnostics) {
    for (field, row) in record.fields.iter_mut().zip(&spec.fields) {
        {
            let (ValueSource::Sample(sample), Some(written)) = (&field.value_source, &row.value_source.sample) else {
                continue;
            };
            let found = field.schema().validate(sample);
            let mut why: Vec<String> = found.iter().map(|violation| violation.rule.text().en.into_owned()).collect();
            if sample.is_empty() {
                why.push("is empty".to_owned());
            }
            if !why.is_empty() {
                let message = format!("the sample of `{}` does not fit its row: it {}", field.name, why.join("; it "));
                d.error(Id::ResponseValue, written.span, message).help("make up a value that the row takes");
                field.value_source = ValueSource::Unstated;
            }
        }
    }
}
