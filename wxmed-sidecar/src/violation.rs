//! Violations that the sidecar finds itself, before the request is validated against the specs.

use wxmed::spec::model::Field;
use wxmed::{Bilingual, Rule, Severity, Violation};

/// A value that isn't accepted, at this path, with the label of its row if there is one.
pub(crate) fn violation(path: String, row: Option<&Field>, message: Bilingual) -> Violation {
    of(path, row, message, Severity::Error)
}

/// A value that is sent although it may be a mistake.
pub(crate) fn warning(path: String, row: Option<&Field>, message: Bilingual) -> Violation {
    of(path, row, message, Severity::Warning)
}

fn of(path: String, row: Option<&Field>, message: Bilingual, severity: Severity) -> Violation {
    Violation {
        path,
        rule: Rule::Value { message },
        severity,
        label: row.map(|row| row.label.clone()).unwrap_or_default(),
        section: row.map(|row| row.section.clone()).unwrap_or_default().into(),
        source: Bilingual::default(),
    }
}
