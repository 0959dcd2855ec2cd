use wxmed_core::{Severity, Violation, Violations};

/// `path: rule`, with `(warning)` where it does not stop the request, in the order of the report.
pub(crate) fn report(violations: &Violations) -> Vec<String> {
    let line = |violation: &Violation| {
        let warning = if violation.severity == Severity::Warning { " (warning)" } else { "" };
        format!("{}: {}{warning}", violation.path, violation.rule.id())
    };
    violations.iter().map(line).collect()
}
