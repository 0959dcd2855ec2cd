//! Diagnoses parameters.

use wxmed::{Severity, Violation};

use super::cause::{Cause, Diagnosis, Position};
use super::received::offset_of;
use super::remedy::remedy;

/// Everything that is wrong with the fields of a request, but for warnings.
pub(crate) fn of_violations(violations: &[Violation], body: &[u8]) -> Option<Diagnosis> {
    let errors = violations.iter().filter(|violation| violation.severity == Severity::Error);
    Diagnosis::of(errors.map(|violation| cause(violation, body)))
}

fn cause(violation: &Violation, body: &[u8]) -> Cause {
    let text = wxmed::Bilingual::new(violation.message(wxmed::Lang::Zh), violation.message(wxmed::Lang::En));
    let at = (!violation.path.is_empty())
        .then(|| Position::of_field(&*violation.path, offset_of(body, outer_field(&violation.path))));
    Cause::new(violation.rule.id().to_owned(), text, remedy(&violation.rule)).at(at)
}

/// The field of the request that a path begins in.
pub(crate) fn outer_field(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}
