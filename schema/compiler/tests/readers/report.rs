use wxmed_core::{Severity, Violation, Violations};

/// The violations as `path: rule`, with `(warning)` for warnings, in the order of the report.
pub(crate) fn report(violations: &Violations) -> Vec<String> {
    let line = |violation: &Violation| {
        let warning = if violation.severity == Severity::Warning { " (warning)" } else { "" };
        format!("{}: {}{warning}", violation.path, violation.rule.id())
    };
    violations.iter().map(line).collect()
}
