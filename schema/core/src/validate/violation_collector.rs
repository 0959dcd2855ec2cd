use std::borrow::Cow;
use std::collections::HashSet;

use crate::{Bilingual, Rule, Severity, Violation, Violations};

use crate::schema::{FieldSchema, RecordSchema};

/// Where in nested objects a check is.
#[derive(Debug)]
pub struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    name: &'p str,
    index: Option<usize>,
}

impl<'p> Path<'p> {
    /// The record itself.
    pub const ROOT: Path<'static> = Path { outer: None, name: "", index: None };

    /// One object further in.
    pub fn then(&'p self, name: &'p str) -> Path<'p> {
        Path { outer: Some(self), name, index: None }
    }

    /// One item of a list.
    pub fn item(&'p self, name: &'p str, index: usize) -> Path<'p> {
        Path { outer: Some(self), name, index: Some(index) }
    }

    /// One item of a list that is an item itself.
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

    /// Whether that has happened since the last call of this method, so that the original text can't be sent unchanged.
    pub fn was_completed(&mut self) -> bool {
        std::mem::take(&mut self.is_completed)
    }

    /// A row breaks a rule.
    pub fn row(&mut self, table: &RecordSchema, row: &FieldSchema, path: &Path<'_>, rule: Rule) {
        let severity = rule.severity();
        self.row_as(table, row, path, rule, severity);
    }

    /// A row breaks a rule whose severity the caller decides, within that of the row.
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

    /// An item of a list breaks a rule of its row.
    pub fn item(&mut self, table: &RecordSchema, row: &FieldSchema, here: &Path<'_>, rule: Rule) {
        let severity = rule.severity();
        self.item_as(table, row, here, rule, severity);
    }

    /// An item of a list breaks a rule whose severity the caller decides, within that of the row.
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

    /// A row is given more than once; this is reported once.
    pub fn duplicate(&mut self, table: &RecordSchema, row: &FieldSchema, path: &Path<'_>) {
        if !self.has(&path.to(&row.name), &Rule::Duplicate) {
            self.row(table, row, path, Rule::Duplicate);
        }
    }

    /// Whether a field is known to break a kind of rule.
    pub fn has(&self, path: &str, rule: &Rule) -> bool {
        !self.violations.is_empty() && self.known.contains(&(path.to_owned(), rule.id().to_owned()))
    }

    /// An undocumented field violates a rule; it has no section.
    pub fn unknown(&mut self, name: &str, rule: Rule) {
        let severity = rule.severity();
        let (path, label, section) = (name.to_owned(), Bilingual::default(), Cow::Borrowed(""));
        self.push(Violation { path, rule, severity, source: label.clone(), label, section });
    }

    /// The record as a whole, or what is around it, breaks a rule.
    pub fn whole(&mut self, table: &RecordSchema, path: String, rule: Rule) {
        let severity = rule.severity();
        self.whole_as(table, path, rule, severity);
    }

    /// The record breaks a rule whose severity the spec decides.
    pub fn whole_as(&mut self, table: &RecordSchema, path: String, rule: Rule, severity: Severity) {
        let (section, source) = (table.section.clone(), table.source.clone());
        self.push(Violation { path, rule, severity, label: table.title.clone(), section, source });
    }

    /// Adds a violation that was found elsewhere.
    pub fn push(&mut self, violation: Violation) {
        self.known.insert((violation.path.clone(), violation.rule.id().to_owned()));
        self.violations.push(violation);
    }

    /// What another one has found, too.
    pub fn extend(&mut self, other: &Self) {
        other.violations.iter().cloned().for_each(|violation| self.push(violation));
    }

    /// Everything, errors first.
    pub fn finish(self) -> Violations {
        self.violations.into_iter().collect()
    }
}

/// The severity of a broken rule, which is at most that of its row.
fn within(row: &FieldSchema, rule: &Rule, severity: Severity) -> Severity {
    if rule.is_of_spec() { severity.min(row.severity) } else { severity }
}
