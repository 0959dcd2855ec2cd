//! Violations that are found here, before the specs are asked.

use wxmed::spec::model::Field;
use wxmed::{Bilingual, Rule, Severity, Violation};

/// A value that can't be taken, at this path, with the label of its row if there is one.
pub(crate) fn violation(path: String, row: Option<&Field>, says: Bilingual) -> Violation {
    of(path, row, says, Severity::Error)
}

/// What is sent all the same, and may be a mistake.
pub(crate) fn warning(path: String, row: Option<&Field>, says: Bilingual) -> Violation {
    of(path, row, says, Severity::Warning)
}

fn of(path: String, row: Option<&Field>, says: Bilingual, severity: Severity) -> Violation {
    Violation {
        path,
        rule: Rule::Value { says },
        severity,
        label: row.map(|row| row.label.clone()).unwrap_or_default(),
        section: row.map(|row| row.section.clone()).unwrap_or_default().into(),
        source: Bilingual::default(),
    }
}
