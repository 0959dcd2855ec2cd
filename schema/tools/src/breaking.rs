//! Finds breaking changes of specs: on the wire, and in programs that use the generated code.

mod break_rule;
mod codes;
mod groups;
mod limits;
mod pairs;
mod records;
mod rows;
mod specs;
mod surface;

pub use break_rule::{BreakRule, Effect};

use wxmed_compiler::model::{Model, Span};
use wxmed_core::Bilingual;

/// One change between two versions of the specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind of change.
    pub rule: BreakRule,
    /// The version that the span refers to: the new one, or the old one for removed items.
    pub version: Version,
    /// The span in that version.
    pub span: Span,
    /// The path of the changed item: a spec, or something in it.
    pub subject: String,
    /// The old and the new state.
    pub message: Bilingual,
}

/// One of the two compared versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// The earlier one.
    Old,
    /// The later one.
    New,
}

/// All differences between two versions of the specs that affect requests, responses or compilation. Texts for people,
/// such as labels and notes, are ignored.
pub fn compare_models(old: &Model, new: &Model) -> Vec<Change> {
    let mut report = Report::default();
    specs::compare(old, new, &mut report);
    report.changes.sort_by_key(|change| (change.rule.effect(), change.version, change.span, change.rule));
    report.changes.dedup();
    report.changes
}

/// Where a change is shown: the version, and the span in it.
#[derive(Clone, Copy)]
struct Location(Version, Span);

impl Location {
    fn old(span: Span) -> Self {
        Location(Version::Old, span)
    }

    fn new(span: Span) -> Self {
        Location(Version::New, span)
    }
}

/// The changes that were found.
#[derive(Default)]
struct Report {
    changes: Vec<Change>,
}

impl Report {
    fn add(
        &mut self,
        rule: BreakRule,
        Location(version, span): Location,
        subject: impl Into<String>,
        message: Bilingual,
    ) {
        self.changes.push(Change { rule, version, span, subject: subject.into(), message });
    }

    /// Records a value that changed from `old` to `new`.
    fn was(&mut self, rule: BreakRule, location: Location, subject: impl Into<String>, old: &str, new: &str) {
        self.add(rule, location, subject, was(old, new));
    }
}

/// `64` was `32`.
fn was(old: &str, new: &str) -> Bilingual {
    Bilingual::new(format!("原为 `{old}`，现为 `{new}`"), format!("was `{old}`, and is `{new}`"))
}
