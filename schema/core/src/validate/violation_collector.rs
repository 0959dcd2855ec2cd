use std::borrow::Cow;
use std::collections::HashSet;

use crate::{Bilingual, Rule, Severity, Violation, Violations};

use crate::schema::{FieldSchema, RecordSchema};

/// The current position in nested objects.
#[derive(Debug)]
pub struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    name: &'p str,
    index: Option<usize>,
}

impl<'p> Path<'p> {
    /// The record itself.
    pub const ROOT: Path<'static> = Path { outer: None, name: "", index: None };

    /// The path of a nested object.
    pub fn then(&'p self, name: &'p str) -> Path<'p> {
        Path { outer: Some(self), name, index: None }
    }

    /// The path of an item of a list.
    pub fn item(&'p self, name: &'p str, index: usize) -> Path<'p> {
        Path { outer: Some(self), name, index: Some(index) }
    }

    /// The path of an item of an inner list.
    pub fn inner_item(&'p self, index: usize) -> Path<'p> {
        Path { outer: Some(self), name: "", index: Some(index) }
    }

    /// The path of the record, as wire names joined by dots.
    pub fn here(&self) -> String {
        let name = match self.outer {
            None => self.name.to_owned(),
            Some(outer) if self.name.is_empty() => outer.here(),
            Some(outer) => outer.to(self.name),
        };
        match self.index {
            None => name,
            Some(index) => format!("{name}[{index}]"),
        }
    }

    /// The path of a field of the record.
    pub fn to(&self, name: &str) -> String {
        let here = self.here();
        if here.is_empty() { name.to_owned() } else { format!("{here}.{name}") }
    }
}

/// Collects violations.
#[derive(Clone, Debug, Default)]
pub struct ViolationCollector {
    violations: Vec<Violation>,
    /// The paths and the IDs of the rules of the violations so far.
    known: HashSet<(String, String)>,
    is_completed: bool,
}

impl ViolationCollector {
    /// Whether there is an error, not only warnings.
    pub fn has_errors(&self) -> bool {
        self.violations.iter().any(|violation| violation.severity == Severity::Error)
    }

    /// Records that a default was filled in, or that a `null` that counts as absent was omitted.
    pub fn complete(&mut self) {
        self.is_completed = true;
    }

    /// Whether `complete` was called since the last call of this method, so that the original text can't be sent
    /// unchanged.
    pub fn was_completed(&mut self) -> bool {
        std::mem::take(&mut self.is_completed)
    }

    /// Adds a violation of a row.
    pub fn row(&mut self, table: &RecordSchema, row: &FieldSchema, path: &Path<'_>, rule: Rule) {
        let severity = rule.severity();
        self.row_as(table, row, path, rule, severity);
    }

    /// Adds a violation of a row with this severity, limited by the row's severity.
    pub fn row_as(&mut self, table: &RecordSchema, row: &FieldSchema, path: &Path<'_>, rule: Rule, severity: Severity) {
        self.push(Violation {
            path: path.to(&row.name),
            severity: within(row, &rule, severity),
            rule,
            label: row.label.clone(),
            section: table.section.clone(),
            source: table.source.clone(),
        });
    }

    /// Adds a violation of a list's item.
    pub fn item(&mut self, table: &RecordSchema, row: &FieldSchema, here: &Path<'_>, rule: Rule) {
        let severity = rule.severity();
        self.item_as(table, row, here, rule, severity);
    }

    /// Adds a violation of a list's item with this severity, limited by the row's severity.
    pub fn item_as(
        &mut self,
        table: &RecordSchema,
        row: &FieldSchema,
        here: &Path<'_>,
        rule: Rule,
        severity: Severity,
    ) {
        let (section, source) = (table.section.clone(), table.source.clone());
        self.push(Violation {
            path: here.here(),
            severity: within(row, &rule, severity),
            rule,
            label: row.label.clone(),
            section,
            source,
        });
    }

    /// Adds a violation for a row that is given more than once. It is reported once.
    pub fn duplicate(&mut self, table: &RecordSchema, row: &FieldSchema, path: &Path<'_>) {
        if !self.has(&path.to(&row.name), &Rule::Duplicate) {
            self.row(table, row, path, Rule::Duplicate);
        }
    }

    /// Whether a violation with this path and rule ID was added.
    pub fn has(&self, path: &str, rule: &Rule) -> bool {
        !self.violations.is_empty() && self.known.contains(&(path.to_owned(), rule.id().to_owned()))
    }

    /// Adds a violation of an undocumented field, which has no section.
    pub fn unknown(&mut self, name: &str, rule: Rule) {
        let severity = rule.severity();
        let (path, label, section) = (name.to_owned(), Bilingual::default(), Cow::Borrowed(""));
        self.push(Violation { path, rule, severity, source: label.clone(), label, section });
    }

    /// Adds a violation of the record as a whole, or of its context.
    pub fn whole(&mut self, table: &RecordSchema, path: String, rule: Rule) {
        let severity = rule.severity();
        self.whole_as(table, path, rule, severity);
    }

    /// Adds a violation of the record with the severity from the spec.
    pub fn whole_as(&mut self, table: &RecordSchema, path: String, rule: Rule, severity: Severity) {
        let (section, source) = (table.section.clone(), table.source.clone());
        self.push(Violation { path, rule, severity, label: table.title.clone(), section, source });
    }

    /// Adds a violation that was found elsewhere.
    pub fn push(&mut self, violation: Violation) {
        self.known.insert((violation.path.clone(), violation.rule.id().to_owned()));
        self.violations.push(violation);
    }

    /// Adds the violations of another collector.
    pub fn extend(&mut self, other: &Self) {
        other.violations.iter().cloned().for_each(|violation| self.push(violation));
    }

    /// All violations, errors first.
    pub fn finish(self) -> Violations {
        self.violations.into_iter().collect()
    }
}

/// The severity of a violation, limited by the row's severity.
fn within(row: &FieldSchema, rule: &Rule, severity: Severity) -> Severity {
    if rule.is_of_spec() { severity.min(row.severity) } else { severity }
}
