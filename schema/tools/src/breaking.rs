//! What a change of the specs breaks: on the wire, and in programs that use what is made of them.

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
    /// What kind of change it is.
    pub rule: BreakRule,
    /// The version in which the place is: the new one, or the old one for what is gone.
    pub version: Version,
    /// Where it is.
    pub span: Span,
    /// What has changed: a spec, or something in it, by its path.
    pub subject: String,
    /// What was, and what is.
    pub says: Bilingual,
}

/// One of two versions that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// The one before.
    Old,
    /// The one after.
    New,
}

/// Everything that differs between two versions of the specs and means something to who sends, answers or compiles;
/// what is said for people, such as labels and notes, does not.
pub fn compare_models(old: &Model, new: &Model) -> Vec<Change> {
    let mut report = Report::default();
    specs::compare(old, new, &mut report);
    report.changes.sort_by_key(|change| (change.rule.effect(), change.version, change.span, change.rule));
    report.changes.dedup();
    report.changes
}

/// Where a change is shown.
#[derive(Clone, Copy)]
struct Place(Version, Span);

impl Place {
    fn old(span: Span) -> Self {
        Place(Version::Old, span)
    }

    fn new(span: Span) -> Self {
        Place(Version::New, span)
    }
}

/// The changes that were found.
#[derive(Default)]
struct Report {
    changes: Vec<Change>,
}

impl Report {
    fn add(&mut self, rule: BreakRule, Place(version, span): Place, subject: impl Into<String>, says: Bilingual) {
        self.changes.push(Change { rule, version, span, subject: subject.into(), says });
    }

    /// Something that was one thing and is another.
    fn was(&mut self, rule: BreakRule, place: Place, subject: impl Into<String>, old: &str, new: &str) {
        self.add(rule, place, subject, was(old, new));
    }
}

/// `64` was `32`.
fn was(old: &str, new: &str) -> Bilingual {
    Bilingual::new(format!("原为 `{old}`，现为 `{new}`"), format!("was `{old}`, and is `{new}`"))
}
