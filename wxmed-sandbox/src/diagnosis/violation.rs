//! Diagnoses parameters.

use wxmed::{Severity, Violation};

use super::cause::{Cause, Diagnosis, Position};
use super::received::Offsets;
use super::remedy::remedy;

/// How many causes a diagnosis has. A large content can break rules thousands of times.
const MOST_CAUSES: usize = 100;

/// What is wrong with the fields of a request, but for warnings.
pub(crate) fn of_violations(violations: &[Violation], body: &[u8]) -> Option<Diagnosis> {
    let errors = violations.iter().filter(|violation| violation.severity == Severity::Error).take(MOST_CAUSES);
    let offsets = Offsets::of(body);
    Diagnosis::of(errors.map(|violation| cause(violation, &offsets)))
}

fn cause(violation: &Violation, offsets: &Offsets) -> Cause {
    let text = wxmed::Bilingual::new(violation.message(wxmed::Lang::Zh), violation.message(wxmed::Lang::En));
    let at = (!violation.path.is_empty())
        .then(|| Position::of_field(&*violation.path, offsets.get(outer_field(&violation.path))));
    Cause::new(violation.rule.id().to_owned(), text, remedy(&violation.rule)).at(at)
}

/// The field of the request that a path begins in.
fn outer_field(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}
