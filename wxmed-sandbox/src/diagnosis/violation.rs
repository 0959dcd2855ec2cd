//! Diagnoses violations of rules.

use wxmed::{Rule, Severity, Violation};

use super::cause::{Cause, Diagnosis, Position};
use super::context::Context;
use super::received::Offsets;
use super::remedy::remedy;
use super::rule_title::title;
use super::sent_values::SentValues;

/// The maximum number of causes in a diagnosis. A large content can break rules thousands of times.
const MOST_CAUSES: usize = 100;

/// The diagnosis for the violations that are errors.
pub(crate) fn of_violations(violations: &[Violation], body: &[u8], context: Context<'_>) -> Option<Diagnosis> {
    let errors = violations.iter().filter(|violation| violation.severity == Severity::Error);
    let errors = errors.filter(|violation| !is_of_format(violation, violations)).take(MOST_CAUSES);
    let (offsets, sent) = (Offsets::of(body), SentValues::of(body));
    Diagnosis::of(errors.map(|violation| cause(violation, &offsets, &sent, context)))
}

/// Whether a length violation is explained by a format violation of the same value.
fn is_of_format(violation: &Violation, all: &[Violation]) -> bool {
    let has_format = || all.iter().any(|other| other.path == violation.path && matches!(other.rule, Rule::Format(_)));
    matches!(violation.rule, Rule::Length { .. } | Rule::LengthBytes { .. }) && has_format()
}

fn cause(violation: &Violation, offsets: &Offsets, sent: &SentValues, context: Context<'_>) -> Cause {
    let text = wxmed::Bilingual::new(violation.message(wxmed::Lang::Zh), violation.message(wxmed::Lang::En));
    let at = (!violation.path.is_empty())
        .then(|| Position::of_field(&*violation.path, offsets.get(outer_field(&violation.path))));
    let remedy = remedy(violation, sent.get(&violation.path).as_deref(), context);
    Cause::new(violation.rule.id().to_owned(), title(violation), text, remedy).at(at)
}

/// The field of the request at the beginning of a path.
fn outer_field(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}
