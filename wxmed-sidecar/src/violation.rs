//! Violations that are found here, before the specs are asked.

use wxmed::spec::model::Field;
use wxmed::{Bilingual, Rule, Severity, Violation};

/// A value that can't be taken, at this path, with the label of its row if there is one.
pub(crate) fn violation(path: String, row: Option<&Field>, says: Bilingual) -> Violation {
    Violation {
        path,
        rule: Rule::Value { says },
        severity: Severity::Error,
        label: row.map(|row| row.label.clone()).unwrap_or_default(),
        section: row.map(|row| row.section.clone()).unwrap_or_default().into(),
        source: Bilingual::default(),
    }
}
